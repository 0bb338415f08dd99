package org.avatarengine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.avatarengine.gateway.Gateway.Answer;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStackResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = BackendResource.class, scope = TestResourceScope.GLOBAL)
class DocumentsIT {

  @TestHTTPResource("/")
  URI base;

  private Gateway gateway;

  @BeforeEach
  void connect() {
    gateway = new Gateway(base);
  }

  @Test
  void shouldMergeWhatTheServicesSayAndNameTheOneThatIsAway() {
    // Given // When
    JsonNode document = gateway.get("/api/v1/openapi").json();

    // Then
    assertThat(document.path("paths").has("/api/v1/auth/token")).isTrue();
    assertThat(document.path("paths").has("/api/v1/jobs")).isTrue();
    assertThat(document.path("paths").has("/internal/jobs")).isFalse();
    assertThat(document.path("x-unavailable")).hasSize(1);
    assertThat(document.at("/x-unavailable/0").asText()).isEqualTo("face-cache");
    assertThat(document.at("/components/schemas/Tokens/properties").has("accessToken")).isTrue();
  }

  @Test
  void shouldShowTheMergedDocumentInSwaggerUi() {
    // Given // When
    Answer page = gateway.get("/swagger-ui/");

    // Then
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.raw().body()).contains("/api/v1/openapi");
    assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
  }

  @Test
  void shouldBeHealthyAndShowMetrics() {
    // Given
    gateway.get("/api/v1/avatars/echo");

    // When
    Answer ready = gateway.get("/health/ready");
    Answer metrics = gateway.get("/health/metrics");

    // Then
    assertThat(ready.json().path("status").asText()).isEqualTo("UP");
    assertThat(gateway.get("/health").status()).isEqualTo(200);
    assertThat(gateway.get("/health/live").status()).isEqualTo(200);
    assertThat(metrics.raw().body())
        .contains("avatar_api_requests_total{method=\"GET\",route=\"avatars\",status=\"401\"");
  }

  @Test
  void shouldGuardThePageAndLeaveOtherOriginsOut() {
    // Given // When
    Answer answer = gateway.get("/health/live", "Origin", "https://elsewhere.example");

    // Then
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void shouldServeTheStudioAndItsPagesAndLetOnlyHashedAssetsBeKept() {
    // Given
    Answer index = gateway.get("/", "Accept", "text/html");
    String script = index.raw().body().replaceAll("(?s).*src=\"(\\./|/)?(assets/[^\"]+)\".*", "$2");

    // When
    Answer asset = gateway.get("/" + script);
    Answer page = gateway.get("/avatars/123", "Accept", "text/html,*/*");
    Answer missing = gateway.get("/assets/none.js");

    // Then
    assertThat(index.status()).isEqualTo(200);
    assertThat(index.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(asset.status()).as(script).isEqualTo(200);
    assertThat(asset.header("Cache-Control")).contains("immutable").contains("31536000");
    assertThat(page.raw().body()).isEqualTo(index.raw().body());
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void shouldAnswerWithAProblemWhenNothingIsThere() {
    // Given // When
    Answer answer = gateway.get("/nothing-here.txt");

    // Then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/not-found");
  }
}
