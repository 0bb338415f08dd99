package org.avatarengine.registration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.avatarengine.registration.request.TestCertificate;

/** Somebody's server of photos, over real TLS. */
public final class PhotoServer implements QuarkusTestResourceLifecycleManager {

  private final Map<String, byte[]> photos = new ConcurrentHashMap<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpsServer server;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("photos");
      folder.toFile().deleteOnExit();
      TestCertificate certificate = TestCertificate.make(folder, "localhost");
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls(certificate)));
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
      return Map.of(
          "avatar.registration.requests.url.allowed-hosts", "localhost",
          "avatar.registration.requests.url.allowed-ports", Integer.toString(port()),
          "avatar.registration.requests.url.trusted-certificates", certificate.pem().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(PhotoServer.class));
  }

  @Override
  public void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Serves a photo; its URL. */
  String serve(String path, byte[] photo) {
    photos.put(path, photo);
    return url(path);
  }

  String redirect(String path, String target) {
    redirects.put(path, target);
    return url(path);
  }

  /** Answers the next requests with 503. */
  void failNext(int times) {
    failures.set(times);
  }

  String url(String path) {
    return "https://localhost:" + port() + path;
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] photo = photos.get(path);
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      exchange.sendResponseHeaders(503, -1);
    } else if (redirects.containsKey(path)) {
      exchange.getResponseHeaders().add("Location", redirects.get(path));
      exchange.sendResponseHeaders(302, -1);
    } else if (photo == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      exchange.sendResponseHeaders(200, photo.length);
      exchange.getResponseBody().write(photo);
    }
    exchange.close();
  }

  private static SSLContext tls(TestCertificate certificate)
      throws IOException, GeneralSecurityException {
    char[] password = TestCertificate.PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificate.store())) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
