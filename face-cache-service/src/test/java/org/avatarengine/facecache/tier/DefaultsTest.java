package org.avatarengine.facecache.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.avatarengine.facecache.entry.InspectionConfig;
import org.avatarengine.facecache.entry.Settings;
import org.avatarengine.facecache.event.EventsConfig;
import org.avatarengine.facecache.report.ReportConfig;
import org.junit.jupiter.api.Test;

class DefaultsTest {

  @Test
  void shouldBeAsDocumentedWhenNothingIsConfigured() {
    // Given
    Map<String, String> nothing = Map.of();
    // When
    RedisConfig redis = Settings.of(RedisConfig.class, nothing);
    InspectionConfig inspection = Settings.of(InspectionConfig.class, nothing);
    EventsConfig events = Settings.of(EventsConfig.class, nothing);
    ReportConfig reports = Settings.of(ReportConfig.class, nothing);
    // Then
    assertThat(reports.flushEvery()).isEqualTo(Duration.ofSeconds(30));
    assertThat(reports.maxAvatars()).isEqualTo(100_000);
    assertThat(reports.damageAgainAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(events.maxSilence()).isEqualTo(Duration.ofSeconds(5));
    assertThat(events.checkEvery()).isEqualTo(Duration.ofSeconds(1));
    assertThat(events.checkTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(redis.ttl()).isEqualTo(Duration.ofHours(24));
    assertThat(redis.timeout()).isEqualTo(Duration.ofMillis(100));
    assertThat(redis.writeTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(redis.rest()).isEqualTo(Duration.ofSeconds(1));
    assertThat(redis.maxEntry().asLongValue()).isEqualTo(4L << 20);
    assertThat(inspection.threads()).isEmpty();
    assertThat(inspection.queue()).isEqualTo(256);
    assertThat(inspection.maxUnpacked().asLongValue()).isEqualTo(128L << 20);
  }
}
