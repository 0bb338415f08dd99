package org.avatarengine.gateway.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/** The connections to the services: bounded pools, and what their failures mean to a client. */
@ApplicationScoped
public class Upstreams {

  private static final Logger LOG = Logger.getLogger(Upstreams.class);
  private static final Duration COME_BACK = Duration.ofSeconds(1);
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int CHUNK = 32 * 1024;

  private final Backends backends;
  private final MeterRegistry metrics;
  private final HttpClient requests;
  private final HttpClient sockets;

  Upstreams(Vertx vertx, Backends backends, ProxyConfig config, MeterRegistry metrics) {
    this.backends = backends;
    this.metrics = metrics;
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) config.connectTimeout().toMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxChunkSize(CHUNK)
            .setTcpNoDelay(true);
    this.requests =
        vertx.createHttpClient(
            new HttpClientOptions(options)
                .setMaxPoolSize(config.connections())
                .setMaxWaitQueueSize(config.waiting()));
    this.sockets =
        vertx.createHttpClient(
            new HttpClientOptions(options).setMaxPoolSize(config.sockets()).setMaxWaitQueueSize(0));
  }

  @PreDestroy
  void stop() {
    requests.close();
    sockets.close();
  }

  /** The pool of ordinary requests. */
  public HttpClient requests() {
    return requests;
  }

  /** The pool of WebSockets: a connection here is held for as long as the socket lives. */
  HttpClient sockets() {
    return sockets;
  }

  /** The way of one request to its target. */
  Destination way(Target.Service target) {
    return new Destination(backends, target);
  }

  /** Options that lead to a service. */
  public RequestOptions options(Backend backend, HttpMethod method, String uri) {
    return backends.of(backend).request(method, uri);
  }

  /** What a client is told about a failure on the way to a service; counted and logged here. */
  ProblemException problem(Backend backend, Throwable failure) {
    ProblemException problem =
        switch (failure) {
          case ConnectionPoolTooBusyException busy ->
              ProblemException.of(
                      ProblemType.BUSY, "Too many requests wait for " + backend.title() + ".")
                  .retryAfter(COME_BACK);
          case ConnectTimeoutException unreachable -> unavailable(backend);
          case TimeoutException slow ->
              ProblemException.of(
                  ProblemType.UPSTREAM_TIMEOUT,
                  new Reason(
                      "upstream-timeout",
                      "The service " + backend.title() + " took too long; try again."));
          default -> unavailable(backend);
        };
    metrics
        .counter(
            "avatar.gateway.upstream.errors",
            "service",
            backend.title(),
            "type",
            problem.type().slug())
        .increment();
    LOG.warnf("upstream failed service=%s cause=%s", backend.title(), failure);
    return problem;
  }

  private static ProblemException unavailable(Backend backend) {
    return ProblemException.of(
        ProblemType.UPSTREAM_UNAVAILABLE,
        new Reason(
            "upstream-unavailable",
            "The service " + backend.title() + " does not answer; try again shortly."));
  }
}
