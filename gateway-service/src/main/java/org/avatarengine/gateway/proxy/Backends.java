package org.avatarengine.gateway.proxy;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Where the services are. */
@ApplicationScoped
public class Backends {

  /** A host and a port. */
  public record Address(String host, int port, boolean tls) {

    /** Options of a request that goes there. */
    RequestOptions request(HttpMethod method, String uri) {
      return new RequestOptions()
          .setHost(host)
          .setPort(port)
          .setSsl(tls)
          .setMethod(method)
          .setURI(uri);
    }

    /**
     * Reads a base URL.
     *
     * @throws IllegalArgumentException when it is not {@code http(s)://host[:port]}
     */
    static Address of(String property, String url) {
      URI uri = URI.create(url);
      boolean tls = "https".equals(uri.getScheme());
      if (uri.getHost() == null
          || !(tls || "http".equals(uri.getScheme()))
          || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
        throw new IllegalArgumentException(property + " is not http(s)://host:port: " + url);
      }
      int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
      return new Address(uri.getHost(), port, tls);
    }
  }

  private static final String INSTANCES = "avatar.gateway.proxy.animation-instances";
  private static final Pattern INSTANCE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?");
  private static final String ANY = "*";

  private final Map<Backend, Address> addresses = new EnumMap<>(Backend.class);
  private final Map<String, String> instances = new HashMap<>();

  Backends(Config config, ProxyConfig proxy) {
    for (Backend backend : Backend.values()) {
      String url = config.getValue(backend.property(), String.class);
      addresses.put(backend, Address.of(backend.property(), url));
    }
    for (String entry : proxy.animationInstances().orElse(List.of())) {
      int equals = entry.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException(INSTANCES + " is name=url,…, not " + entry);
      }
      String url = entry.substring(equals + 1).strip();
      Address.of(INSTANCES, url.replace(ANY, "instance"));
      instances.put(entry.substring(0, equals).strip(), url);
    }
  }

  // Makes the bean, and with it a wrong address, come up at the start and not with the first
  // request.
  void onStart(@Observes StartupEvent event) {}

  Address of(Backend backend) {
    return addresses.get(backend);
  }

  /**
   * Where an instance of the animation service is.
   *
   * @param instance as its session ids and its refusals name it
   * @return null when nothing is known of it: any instance will do
   */
  Address instance(String instance) {
    String url = instances.get(instance);
    if (url == null && instances.containsKey(ANY) && INSTANCE.matcher(instance).matches()) {
      url = instances.get(ANY).replace(ANY, instance);
    }
    return url == null ? null : Address.of(INSTANCES, url);
  }
}
