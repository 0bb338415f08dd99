package org.avatarengine.gateway.proxy;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How requests travel to the services. */
@ConfigMapping(prefix = "avatar.gateway.proxy")
public interface ProxyConfig {

  /** The largest body: a file of 50 MB and the form around it. */
  @WithDefault("51M")
  MemorySize maxBody();

  /** How long a connection to a service may take. */
  @WithDefault("2s")
  Duration connectTimeout();

  /** How long a service may think once it has the whole request; waits last up to 30 s. */
  @WithDefault("60s")
  Duration responseTimeout();

  /** How long either side may fall silent in the middle of a body. */
  @WithDefault("30s")
  Duration idleTimeout();

  /** Connections to each service. */
  @WithDefault("256")
  int connections();

  /** Requests that may wait for a connection; one more is answered with 503. */
  @WithDefault("512")
  int waiting();

  /** WebSockets open at once to each service; one more is answered with 503. */
  @WithDefault("2000")
  int sockets();

  /**
   * Where each instance of the animation service is, {@code name=url,…}; a star stands for every
   * name, in the URL too: {@code *=http://*.animation-service:8766}. Without it all of live
   * animation goes to {@code avatar.animation.url}.
   */
  Optional<List<String>> animationInstances();

  /** How much of a refused body is read and thrown away so that the client sees the answer. */
  @WithDefault("256M")
  MemorySize drain();

  /** How long that may take. */
  @WithDefault("30s")
  Duration drainTimeout();

  /** How long a stop waits for the requests under way. */
  @WithDefault("10s")
  Duration shutdownTimeout();
}
