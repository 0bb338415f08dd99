package org.avatarengine.live.socket;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** What Vert.x negotiates before a handshake reaches us. Frames are entropy-coded: no deflate. */
@Singleton
class SocketOptions implements HttpServerOptionsCustomizer {

  private final SocketConfig config;

  SocketOptions(SocketConfig config) {
    this.config = config;
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    int max = Math.toIntExact(config.maxMessage().asLongValue());
    options.setPerMessageWebSocketCompressionSupported(false);
    options.setPerFrameWebSocketCompressionSupported(false);
    options.setMaxWebSocketFrameSize(max);
    options.setMaxWebSocketMessageSize(max);
    options.setTcpNoDelay(true);
    Subprotocol.NAMES.forEach(options::addWebSocketSubProtocol);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    customizeHttpServer(options);
  }
}
