package org.avatarengine.benchmarks.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.avatarengine.benchmarks.BrokenRunException;

/**
 * The metrics of a service as it publishes them.
 *
 * @param lines of the text format
 */
record PrometheusPage(List<String> lines) {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  static PrometheusPage read(URI service) throws InterruptedException {
    var http = HttpClient.newHttpClient();
    try {
      // A timeout of the request would end with the headers of the answer.
      HttpResponse<String> response =
          http.sendAsync(
                  HttpRequest.newBuilder(service.resolve("/health/metrics")).build(),
                  HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
              .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (response.statusCode() != 200) {
        throw new BrokenRunException("/health/metrics answered " + response.statusCode());
      }
      return new PrometheusPage(response.body().lines().toList());
    } catch (TimeoutException e) {
      throw new BrokenRunException(
          "/health/metrics did not answer within " + LIMIT.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new BrokenRunException("/health/metrics: " + e.getCause(), e);
    } finally {
      http.shutdownNow();
    }
  }

  /** Bytes of the heap that are in use. */
  double heap() {
    return sum("jvm_memory_used_bytes", "area=\"heap\"");
  }

  double threads() {
    return sum("jvm_threads_live_threads", "");
  }

  double peers() {
    return sum("avatar_animation_peers", "");
  }

  /** Live Link packets that found their session. */
  long ingested() {
    return (long) sum("avatar_animation_packets_total", "outcome=\"paired\"");
  }

  /** The sum of all values of a metric whose tags contain that text. */
  double sum(String metric, String tag) {
    double sum = 0;
    boolean found = false;
    for (String line : lines) {
      int end = metric.length();
      boolean named =
          line.startsWith(metric)
              && line.length() > end
              && (line.charAt(end) == '{' || line.charAt(end) == ' ');
      if (named && line.contains(tag)) {
        sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        found = true;
      }
    }
    if (!found) {
      throw new BrokenRunException("the service publishes no " + metric + " with " + tag);
    }
    return sum;
  }
}
