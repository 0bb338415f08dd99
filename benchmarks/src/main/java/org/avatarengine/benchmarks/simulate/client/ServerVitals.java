package org.avatarengine.benchmarks.simulate.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * How a service is, from its {@code /health/metrics} in Prometheus' text form.
 *
 * @param heapBytes in use, all heap areas
 * @param threads alive
 * @param cpuNanos of the process since it began; NaN when it is not told
 */
public record ServerVitals(double heapBytes, double threads, double cpuNanos) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * Asks a service.
   *
   * @param service its base address
   */
  public static ServerVitals read(URI service) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/health/metrics"))
            .timeout(Duration.ofSeconds(5))
            .build();
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new RefusedException(
          "GET /health/metrics of " + service, response.statusCode(), response.body());
    }
    return parse(response.body());
  }

  static ServerVitals parse(String text) {
    double heap = 0;
    double threads = Double.NaN;
    double cpu = Double.NaN;
    for (String line : text.lines().toList()) {
      int space = line.lastIndexOf(' ');
      if (line.startsWith("#") || space < 0) {
        continue;
      }
      if (line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\"")) {
        heap += value(line, space);
      } else if (line.startsWith("jvm_threads_live_threads")) {
        threads = value(line, space);
      } else if (line.startsWith("process_cpu_time_ns_total")) {
        cpu = value(line, space);
      }
    }
    return new ServerVitals(heap, threads, cpu);
  }

  private static double value(String line, int space) {
    try {
      return Double.parseDouble(line.substring(space + 1).strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
