package org.avatarengine.systemtests.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;

class OperateST {

  private static final List<String> SERVICES =
      List.of("gateway", "registration", "face-cache", "job", "ml-worker", "animation");

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient client = GatewayClient.demo(engine);

  @Test
  void shouldAnswerHealthAndMetricsOnEveryService() throws Exception {
    for (String service : SERVICES) {
      for (String path : List.of("/health", "/health/live", "/health/ready")) {
        HttpResponse<String> health = direct(service, path);
        assertThat(health.statusCode()).as("%s%s", service, path).isEqualTo(200);
        assertThat(GatewayClient.JSON.readTree(health.body()).get("status").asText())
            .isEqualTo("UP");
      }
      HttpResponse<String> metrics = direct(service, "/health/metrics");
      assertThat(metrics.statusCode()).as(service).isEqualTo(200);
      assertThat(metrics.body()).as(service).contains("# TYPE");
    }
  }

  @Test
  void shouldCountWhatTheRequirementNamesWhenAFaceIsRegistered() throws Exception {
    // When
    assertThat(client.upload("m.jpg", Portraits.jpeg(400), "Metric").status()).isEqualTo(201);
    // Then
    String job = direct("job", "/health/metrics").body();
    assertThat(job)
        .contains("avatar_processing_duration_seconds")
        .contains("avatar_processing_total")
        .contains("avatar_active_processing_jobs")
        .contains("avatar_queue_size");
    assertThat(direct("gateway", "/health/metrics").body()).contains("avatar_api_requests_total");
  }

  @Test
  void shouldKeepOneTraceThroughHttpAndKafkaWhenAFaceIsRegistered() {
    // Given
    String trace = java.util.UUID.randomUUID().toString().replace("-", "");
    // When
    Answer created =
        client.upload(
            "t.jpg",
            Portraits.jpeg(401),
            "Trace",
            "traceparent",
            "00-" + trace + "-00f067aa0ba902b7-01");
    // Then
    assertThat(created.status()).isEqualTo(201);
    for (String service : List.of("registration", "job", "ml-worker", "face-cache")) {
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> assertThat(engine.log(service)).as(service).contains("\"" + trace + "\""));
    }
    String line =
        engine.log("ml-worker").lines().filter(l -> l.contains(trace)).findFirst().orElseThrow();
    assertThat(line).startsWith("{").contains("\"traceId\"");
  }

  @Test
  void shouldDescribeTheWholeApiInOneDocument() {
    // When
    Answer answer = client.get("/api/v1/openapi", "Accept", "application/json");
    // Then
    assertThat(answer.status()).isEqualTo(200);
    JsonNode paths = answer.json().get("paths");
    for (String path :
        List.of(
            "/api/v1/auth/token",
            "/api/v1/avatars",
            "/api/v1/avatars/{avatarId}",
            "/api/v1/avatars/{avatarId}/face",
            "/api/v1/jobs/{id}",
            "/api/v1/jobs/stats",
            "/api/v1/ice-servers")) {
      assertThat(paths.has(path)).as(path).isTrue();
    }
    assertThat(paths.toString()).doesNotContain("/internal/");
    assertThat(client.get("/swagger-ui/").text()).contains("swagger");
  }

  @Test
  void shouldGiveTimeLimitedCredentialsForTheRelay() {
    JsonNode servers = client.get("/api/v1/ice-servers").json();
    assertThat(servers.get("iceServers")).isNotNull();
  }

  private HttpResponse<String> direct(String service, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + engine.port(service) + path))
                .timeout(Duration.ofSeconds(10))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
