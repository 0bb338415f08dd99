package org.avatarengine.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.avatarengine.job.api.ApiSettings;
import org.avatarengine.job.events.EventSettings;
import org.avatarengine.job.queue.BoardSettings;
import org.avatarengine.job.queue.QueueSettings;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void shouldHaveTheDocumentedDefaultsWhenNothingIsSet() {
    // When
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(
                Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
            .withMapping(BoardSettings.class)
            .withMapping(QueueSettings.class)
            .withMapping(ApiSettings.class)
            .withMapping(EventSettings.class)
            .build();

    // Then
    BoardSettings board = config.getConfigMapping(BoardSettings.class);
    assertThat(board.attempts()).isEqualTo(3);
    assertThat(board.backoffBase()).isEqualTo(Duration.ofSeconds(1));
    assertThat(board.backoffFactor()).isEqualTo(4);
    assertThat(board.backoffJitter()).isEqualTo(0.2);
    assertThat(board.lease()).isEqualTo(Duration.ofSeconds(15));
    assertThat(board.queueLimit()).isEqualTo(Duration.ofMinutes(10));
    QueueSettings queue = config.getConfigMapping(QueueSettings.class);
    assertThat(queue.retention()).isEqualTo(Duration.ofHours(24));
    assertThat(queue.retentionSweep()).isEqualTo(Duration.ofSeconds(60));
    assertThat(queue.completedListed()).isEqualTo(Duration.ofHours(1));
    assertThat(queue.progressLinger()).isEqualTo(Duration.ofMillis(100));
    assertThat(queue.maxHeldFacts()).isEqualTo(2000);
    assertThat(queue.alarmsPerSweep()).isEqualTo(200);
    ApiSettings api = config.getConfigMapping(ApiSettings.class);
    assertThat(api.longestWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(api.rereadEvery()).isEqualTo(Duration.ofMillis(250));
    assertThat(api.maxWaiting()).isEqualTo(1000);
    assertThat(api.maxPageSize()).isEqualTo(100);
    EventSettings events = config.getConfigMapping(EventSettings.class);
    assertThat(events.retention()).isEqualTo(Duration.ofHours(1));
    assertThat(events.retentionSweep()).isEqualTo(Duration.ofSeconds(60));
    assertThat(events.ping()).isEqualTo(Duration.ofSeconds(20));
    assertThat(events.silence()).isEqualTo(Duration.ofSeconds(60));
    assertThat(events.sendTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(events.maxConnections()).isEqualTo(2000);
    assertThat(events.maxConnectionsPerUser()).isEqualTo(20);
    assertThat(events.maxSubscriptions()).isEqualTo(64);
    assertThat(events.maxWaitingRequests()).isEqualTo(32);
    assertThat(events.batch()).isEqualTo(100);
  }
}
