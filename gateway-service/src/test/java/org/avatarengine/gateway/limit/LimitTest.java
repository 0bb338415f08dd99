package org.avatarengine.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.gateway.Configs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

  @Test
  void shouldHaveTheLimitsOfTheDesignWhenNothingIsConfigured() {
    // Given // When
    LimitConfig config = Configs.of(LimitConfig.class, Map.of());

    // Then
    assertThat(config.reads()).isEqualTo(new Quota(100, Duration.ofMinutes(1)));
    assertThat(config.registrations()).isEqualTo(new Quota(60, Duration.ofMinutes(1)));
    assertThat(config.photoBased()).isEqualTo(new Quota(5, Duration.ofHours(1)));
    assertThat(config.models()).isEqualTo(new Quota(20, Duration.ofMinutes(1)));
    assertThat(Bucket.READS.quota(config, true)).isEqualTo(new Quota(1000, Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/avatars,READS",
    "HEAD,/api/v1/avatars/1/face,READS",
    "POST,/api/v1/avatars,REGISTRATIONS",
    "POST,/avatar/register,REGISTRATIONS",
    "DELETE,/avatar/1,CHANGES",
    "POST,/api/v1/avatars/photo-based,PHOTO_BASED",
    "GET,/api/v1/avatars/1/model,MODELS",
    "GET,/api/v1/avatars/1/model/info,READS",
    "PATCH,/api/v1/avatars/1,CHANGES",
    "POST,/api/v1/avatars/1/regenerate,CHANGES",
    "DELETE,/api/v1/jobs/1,CHANGES"
  })
  void shouldFileARequestWhereItCounts(String method, String path, Bucket bucket) {
    assertThat(Bucket.of(method, path)).isEqualTo(bucket);
  }

  @Test
  void shouldReadQuotasAsWritten() {
    assertThat(Quota.of("3/10s")).isEqualTo(new Quota(3, Duration.ofSeconds(10)));
    assertThat(Quota.of(" 10/15M ")).isEqualTo(new Quota(10, Duration.ofMinutes(15)));
    assertThat(Quota.of("off").isOff()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "100", "0/1m", "-1/1m", "1/0m", "1/1d", "1e3/1m", "100 / 1m"})
  void shouldRefuseWhenAQuotaIsMiswritten(String text) {
    assertThatThrownBy(() -> Quota.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSayWhenToComeBackWhenRefused() {
    // Given
    Verdict.Refused refused = new Verdict.Refused(5, Duration.ofMillis(1001));

    // When
    var problem = refused.toProblem();

    // Then
    assertThat(problem.type()).isEqualTo(ProblemType.RATE_LIMITED);
    assertThat(problem.reasons().getFirst().message()).contains("2 seconds");
    assertThat(Verdict.seconds(Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void shouldLetRequestsGoOnAndLeaveRedisAloneWhenItDoesNotAnswer() {
    // Given
    AtomicInteger asked = new AtomicInteger();
    ReactiveRedisDataSource broken =
        (ReactiveRedisDataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ReactiveRedisDataSource.class},
                (proxy, method, arguments) -> {
                  asked.incrementAndGet();
                  return Uni.createFrom().failure(new IOException("gone"));
                });
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    SlidingWindow windows =
        new SlidingWindow(
            broken,
            Configs.of(LimitConfig.class, Map.of("avatar.gateway.limit.redis-pause", "1h")),
            metrics);

    // When
    Verdict first = windows.take("key", Quota.of("1/1m")).await().indefinitely();
    Verdict second = windows.take("key", Quota.of("1/1m")).await().indefinitely();

    // Then
    assertThat(first).isInstanceOf(Verdict.Uncounted.class);
    assertThat(second).isInstanceOf(Verdict.Uncounted.class);
    assertThat(asked).hasValue(1);
    assertThat(metrics.counter("avatar.gateway.limit.uncounted").count()).isEqualTo(2);
  }
}
