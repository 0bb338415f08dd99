package org.avatarengine.gateway.proxy;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Where the services are. */
@ApplicationScoped
public class Backends {

  /** A host and a port. */
  public record Address(String host, int port, boolean tls) {

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

  private final Map<Backend, Address> addresses = new EnumMap<>(Backend.class);

  Backends(Config config) {
    for (Backend backend : Backend.values()) {
      String url = config.getValue(backend.property(), String.class);
      addresses.put(backend, Address.of(backend.property(), url));
    }
  }

  // Makes the bean, and with it a wrong address, come up at the start and not with the first
  // request.
  void onStart(@Observes StartupEvent event) {}

  Address of(Backend backend) {
    return addresses.get(backend);
  }
}
