package org.avatarengine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.avatarengine.gateway.Gateway.Answer;
import org.avatarengine.gateway.limit.Quota;
import org.avatarengine.gateway.limit.SlidingWindow;
import org.avatarengine.gateway.limit.Verdict;
import org.avatarengine.stack.EmbeddedStackResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStackResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = BackendResource.class, scope = TestResourceScope.GLOBAL)
class LimitIT {

  @TestHTTPResource("/")
  URI base;

  @Inject SlidingWindow windows;

  private Gateway gateway;

  @BeforeEach
  void connect() {
    gateway = new Gateway(base);
  }

  @Test
  void shouldLetExactlyTheLimitPassWhenManyComeAtOnce() throws Exception {
    // Given
    String bearer = gateway.newBearer();

    // When
    List<Answer> answers =
        IdentityIT.parallel(50, () -> gateway.get("/api/v1/avatars/echo", "Authorization", bearer));

    // Then
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(30);
    List<Answer> refused = answers.stream().filter(answer -> answer.status() == 429).toList();
    assertThat(refused).hasSize(20);
    IdentityIT.assertProblem(refused.getFirst(), 429, "rate-limited", "rate-limited");
    assertThat(refused.getFirst().header("X-RateLimit-Limit")).isEqualTo("30");
    assertThat(refused.getFirst().header("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(Integer.parseInt(refused.getFirst().header("Retry-After"))).isBetween(1, 60);
    assertThat(
            answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(answer -> answer.header("X-RateLimit-Remaining"))
                .distinct())
        .hasSize(30);
  }

  @Test
  void shouldCountApartByBucketAndByUser() {
    // Given
    String bearer = gateway.newBearer();
    String other = gateway.newBearer();
    String path = "/api/v1/avatars/photo-based";

    // When
    Answer first = gateway.post(path, "{}", "Authorization", bearer);
    Answer second = gateway.post(path, "{}", "Authorization", bearer);
    Answer third = gateway.post(path, "{}", "Authorization", bearer);

    // Then
    assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1");
    assertThat(second.status()).isEqualTo(200);
    assertThat(third.status()).isEqualTo(429);
    assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(3500, 3600);
    assertThat(gateway.post(path, "{}", "Authorization", other).status()).isEqualTo(200);
    assertThat(gateway.get("/api/v1/avatars/echo", "Authorization", bearer).status())
        .isEqualTo(200);
  }

  @Test
  void shouldGiveAdminsMoreAndSystemUsersNoLimit() {
    // Given
    String admin = gateway.bearer(gateway.newUser("\"admin\""), Gateway.PASSWORD);
    String system = gateway.bearer(gateway.newUser("\"system\""), Gateway.PASSWORD);

    // When
    Answer asAdmin = gateway.get("/api/v1/avatars/echo", "Authorization", admin);
    Answer asSystem = gateway.get("/api/v1/avatars/echo", "Authorization", system);

    // Then
    assertThat(asAdmin.header("X-RateLimit-Limit")).isEqualTo("1000");
    assertThat(asSystem.status()).isEqualTo(200);
    assertThat(asSystem.header("X-RateLimit-Limit")).isNull();
  }

  @Test
  void shouldSlideWhenTheOldestRequestLeavesTheWindow() {
    // Given
    String key = "test:" + UUID.randomUUID();
    Quota quota = Quota.of("2/1s");
    take(key, quota);
    take(key, quota);

    // When
    Verdict refused = take(key, quota);

    // Then
    assertThat(refused)
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            verdict ->
                assertThat(verdict.reset()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> take(key, quota) instanceof Verdict.Allowed);
  }

  private Verdict take(String key, Quota quota) {
    return windows.take(key, quota).await().atMost(Duration.ofSeconds(5));
  }
}
