package org.avatarengine.registration.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.avatarengine.contract.problem.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrlFetcherTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final int LARGEST = 300_000;
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir static Path keys;
  private static TestCertificate certificate;
  private static HttpServer secure;
  private static HttpServer plain;
  private static final Map<String, Consumer<HttpServerRequest>> PATHS = new ConcurrentHashMap<>();
  private static final List<HttpServerRequest> SEEN = new CopyOnWriteArrayList<>();

  @TempDir Path folder;
  private UrlFetcher fetcher;
  private final List<String> lookedUp = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void serve() throws Exception {
    certificate = TestCertificate.make(keys, "photos.test");
    secure =
        await(
            VERTX
                .createHttpServer(
                    new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                            new PfxOptions()
                                .setPath(certificate.store().toString())
                                .setPassword(TestCertificate.PASSWORD)))
                .requestHandler(UrlFetcherTest::answer)
                .listen(0, "127.0.0.1"));
    plain =
        await(
            VERTX.createHttpServer().requestHandler(UrlFetcherTest::answer).listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void stop() throws Exception {
    await(VERTX.close());
  }

  @AfterEach
  void close() {
    PATHS.clear();
    SEEN.clear();
    if (fetcher != null) {
      fetcher.close();
    }
  }

  private static void answer(HttpServerRequest request) {
    SEEN.add(request);
    PATHS.getOrDefault(request.path(), r -> r.response().setStatusCode(404).end()).accept(request);
  }

  private static void serve(String path, Consumer<HttpServerRequest> answer) {
    PATHS.put(path, answer);
  }

  private Path file() {
    return folder.resolve("original");
  }

  private String base() {
    return "https://photos.test:" + secure.actualPort();
  }

  /** Looks only the names of the tests up; everything else has no address. */
  private List<InetAddress> addresses(String host) throws UnknownHostException {
    lookedUp.add(host);
    return switch (host) {
      case "photos.test", "other.test" -> List.of(HERE);
      case "inside.test" -> List.of(InetAddress.getByName("10.1.2.3"));
      case "mixed.test" -> List.of(HERE, InetAddress.getByName("169.254.169.254"));
      default -> throw new UnknownHostException(host);
    };
  }

  private Fetched fetch(String url, Duration longest, int... ports) throws Exception {
    Set<Integer> allowed = new java.util.HashSet<>(Set.of(secure.actualPort(), plain.actualPort()));
    for (int port : ports) {
      allowed.add(port);
    }
    fetcher =
        new UrlFetcher(
            VERTX,
            new UrlRules(true, Set.of("*.test"), allowed),
            new AddressPolicy(Set.of(HERE)),
            this::addresses,
            new UrlFetcher.Bounds(longest, 3, LARGEST),
            Duration.ofSeconds(5),
            certificate.pem());
    return await(fetcher.fetch(URI.create(url), file()));
  }

  private Fetched fetch(String url) throws Exception {
    return fetch(url, Duration.ofSeconds(20));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private void assertRefused(Fetched fetched, String code) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Refused.class,
            refused -> assertThat(refused.reason()).extracting(Reason::code).isEqualTo(code));
    assertThat(folder).isEmptyDirectory();
  }

  private void assertUnreachable(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Unreachable.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldStreamIntoTheFileWhenAllIsWell() throws Exception {
    // Given
    byte[] content = content(LARGEST);
    serve("/a%20b.jpg", request -> request.response().end(Buffer.buffer(content)));
    // When
    Fetched fetched = fetch(base() + "/a%20b.jpg?size=2#top");
    // Then
    assertThat(fetched).isEqualTo(new Fetched.Arrived());
    assertThat(file()).hasBinaryContent(content);
    assertThat(lookedUp).as("looked up once, then pinned").containsExactly("photos.test");
    HttpServerRequest seen = SEEN.getFirst();
    assertThat(seen.getHeader("Host")).isEqualTo("photos.test:" + secure.actualPort());
    assertThat(seen.uri()).isEqualTo("/a%20b.jpg?size=2");
    assertThat(seen.getHeader("Accept-Encoding")).isEqualTo("identity");
    assertThat(seen.headers().names())
        .extracting(name -> name.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("cookie", "authorization", "referer", "traceparent");
  }

  @Test
  void shouldTakeNothingWhenTheCertificateIsForAnotherName() throws Exception {
    serve("/a", request -> request.response().end("x"));
    assertUnreachable(fetch("https://other.test:" + secure.actualPort() + "/a"));
    assertThat(SEEN).isEmpty();
  }

  @Test
  void shouldTakeNothingWhenTheCertificateIsNotTrusted() throws Exception {
    // Given
    Path others = folder.resolveSibling("others-" + System.nanoTime());
    java.nio.file.Files.createDirectories(others);
    TestCertificate stranger = TestCertificate.make(others, "photos.test");
    fetcher =
        new UrlFetcher(
            VERTX,
            new UrlRules(true, Set.of("*.test"), Set.of(secure.actualPort())),
            new AddressPolicy(Set.of(HERE)),
            this::addresses,
            new UrlFetcher.Bounds(Duration.ofSeconds(10), 3, LARGEST),
            Duration.ofSeconds(5),
            stranger.pem());
    // When
    Fetched fetched = await(fetcher.fetch(URI.create(base() + "/a"), file()));
    // Then
    assertUnreachable(fetched);
    assertThat(SEEN).isEmpty();
  }

  @Test
  void shouldRefuseWhenTheHostLiesInside() throws Exception {
    assertRefused(fetch("https://inside.test/a"), "url-not-allowed");
    assertRefused(fetch("https://mixed.test:" + secure.actualPort() + "/a"), "url-not-allowed");
    assertUnreachable(fetch("https://nowhere.test/a"));
    assertThat(SEEN).isEmpty();
  }

  @Test
  void shouldRefuseWithoutLookingUpWhenTheHostIsNotAllowed() throws Exception {
    assertRefused(fetch("https://photos.example.com/a"), "url-not-allowed");
    assertRefused(fetch("https://127.0.0.1:" + secure.actualPort() + "/a"), "url-not-allowed");
    assertRefused(fetch("https://me:secret@photos.test/a"), "url-not-allowed");
    assertThat(lookedUp).isEmpty();
  }

  @Test
  void shouldFollowWhenTheRedirectIsAllowed() throws Exception {
    // Given
    serve("/1", request -> redirect(request, 302, "2"));
    serve("/2", request -> redirect(request, 307, "//photos.test:" + secure.actualPort() + "/3"));
    serve(
        "/3", request -> redirect(request, 301, "http://other.test:" + plain.actualPort() + "/4"));
    serve("/4", request -> request.response().end("there"));
    // When
    Fetched fetched = fetch(base() + "/1");
    // Then
    assertThat(fetched).isEqualTo(new Fetched.Arrived());
    assertThat(file()).hasContent("there");
    assertThat(lookedUp)
        .as("every redirect is looked up and checked anew")
        .containsExactly("photos.test", "photos.test", "photos.test", "other.test");
  }

  @Test
  void shouldRefuseWhenARedirectLeadsInside() throws Exception {
    for (String target :
        new String[] {
          "https://inside.test/latest/meta-data",
          "http://169.254.169.254/latest/meta-data",
          "https://photos.example.com/a",
          "file:///etc/passwd",
          "https://user@photos.test/a",
          "https://photos.test:22/a",
        }) {
      serve("/out", request -> redirect(request, 302, target));
      assertRefused(fetch(base() + "/out"), "url-not-allowed");
    }
    serve("/out", request -> redirect(request, 302, "https://[:::"));
    assertRefused(fetch(base() + "/out"), "url-not-fetched");
  }

  @Test
  void shouldGiveUpWhenItIsRedirectedForEver() throws Exception {
    serve("/round", request -> redirect(request, 302, "/round"));
    assertRefused(fetch(base() + "/round"), "url-not-fetched");
    assertThat(SEEN).hasSize(4);
  }

  @Test
  void shouldBreakOffWhenItIsTooLarge() throws Exception {
    // Given
    byte[] over = content(LARGEST + 1);
    serve("/said", request -> request.response().end(Buffer.buffer(over)));
    serve(
        "/unsaid",
        request -> {
          request.response().setChunked(true);
          endless(request);
        });
    serve(
        "/lied",
        request -> {
          request.response().putHeader("Content-Length", "99999999999");
          request.response().write("x");
        });
    // When // Then
    assertRefused(fetch(base() + "/said"), "file-too-large");
    assertRefused(fetch(base() + "/unsaid"), "file-too-large");
    assertRefused(fetch(base() + "/lied"), "file-too-large");
  }

  @Test
  void shouldLeaveNothingWhenLessComesThanWasSaid() throws Exception {
    // Given
    NetServer short_ =
        await(
            VERTX
                .createNetServer()
                .connectHandler(
                    socket ->
                        socket.handler(
                            ignored ->
                                socket
                                    .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
                                    .onComplete(written -> socket.close())))
                .listen(0, "127.0.0.1"));
    // When // Then
    assertUnreachable(
        fetch(
            "http://photos.test:" + short_.actualPort() + "/a",
            Duration.ofSeconds(20),
            short_.actualPort()));
  }

  @Test
  void shouldGiveUpWhenTheServerDribbles() throws Exception {
    // Given
    NetServer slow =
        await(
            VERTX
                .createNetServer()
                .connectHandler(
                    socket -> {
                      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                      long timer = VERTX.setPeriodic(20, ignored -> socket.write("x"));
                      socket.closeHandler(ignored -> VERTX.cancelTimer(timer));
                    })
                .listen(0, "127.0.0.1"));
    NetServer silent =
        await(VERTX.createNetServer().connectHandler(s -> {}).listen(0, "127.0.0.1"));
    for (NetServer server : List.of(slow, silent)) {
      for (String scheme : List.of("http", "https")) {
        // When
        Instant began = Instant.now();
        Fetched fetched =
            fetch(
                scheme + "://photos.test:" + server.actualPort() + "/a",
                Duration.ofMillis(600),
                server.actualPort());
        // Then
        assertUnreachable(fetched);
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(3));
      }
    }
  }

  @Test
  void shouldRefuseWhenTheServerSaysNo() throws Exception {
    serve("/401", request -> request.response().setStatusCode(401).end());
    serve("/204", request -> request.response().setStatusCode(204).end());
    serve("/zip", request -> request.response().putHeader("Content-Encoding", "gzip").end("bomb"));
    assertRefused(fetch(base() + "/nothing"), "url-not-fetched");
    assertRefused(fetch(base() + "/401"), "url-not-fetched");
    assertRefused(fetch(base() + "/204"), "url-not-fetched");
    assertRefused(fetch(base() + "/zip"), "url-not-fetched");
  }

  @Test
  void shouldBeUnreachableWhenTheServerIsInTrouble() throws Exception {
    serve("/503", request -> request.response().setStatusCode(503).end());
    serve("/429", request -> request.response().setStatusCode(429).end());
    serve("/gone", request -> request.connection().close());
    assertUnreachable(fetch(base() + "/503"));
    assertUnreachable(fetch(base() + "/429"));
    assertUnreachable(fetch(base() + "/gone"));
  }

  private static void redirect(HttpServerRequest request, int status, String target) {
    request.response().setStatusCode(status).putHeader("Location", target).end();
  }

  private static void endless(HttpServerRequest request) {
    request
        .response()
        .write(Buffer.buffer(content(64 * 1024)))
        .onSuccess(ignored -> endless(request));
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new java.util.Random(size).nextBytes(bytes);
    return bytes;
  }
}
