package org.avatarengine.registration.request;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Fetches originals from other people's servers. A URL is checked as it is written, its host's
 * addresses as they are looked up, and the connection goes to an address that was checked: the name
 * is not looked up again. Every redirect is checked the same way from the start.
 */
final class UrlFetcher implements AutoCloseable {

  private static final int CONNECTIONS = 16;

  /**
   * The bounds of one fetch.
   *
   * @param longest all of it, from the look-up to the last byte
   * @param redirects how many are followed
   * @param largest bytes
   */
  record Bounds(Duration longest, int redirects, long largest) {}

  private final Vertx vertx;
  private final HttpClient client;
  private final UrlRules rules;
  private final AddressPolicy policy;
  private final HostNames names;
  private final Bounds bounds;

  /**
   * A fetcher.
   *
   * @param connect how long a connection may take to come about
   * @param trusted a PEM file of certificates, or null for those of the Java runtime
   */
  UrlFetcher(
      Vertx vertx,
      UrlRules rules,
      AddressPolicy policy,
      HostNames names,
      Bounds bounds,
      Duration connect,
      Path trusted) {
    this.vertx = vertx;
    this.rules = rules;
    this.policy = policy;
    this.names = names;
    this.bounds = bounds;
    HttpClientOptions options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setVerifyHost(true)
            .setConnectTimeout((int) connect.toMillis())
            .setSslHandshakeTimeout(connect.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            // Strangers' servers are told nothing of our traces.
            .setTracingPolicy(TracingPolicy.IGNORE);
    if (trusted != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(trusted.toString()));
    }
    this.client =
        vertx.createHttpClient(
            options,
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(CONNECTIONS));
  }

  /**
   * Fetches into a file; never fails.
   *
   * @param file nothing may lie there yet
   */
  Future<Fetched> fetch(URI url, Path file) {
    return new UrlDownload(vertx, client, rules, policy, names, bounds, file).begin(url);
  }

  @Override
  public void close() {
    client.close();
  }
}
