package org.avatarengine.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VideoSettingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void shouldRoundProcessorTimeUpToWholeSeconds() {
    // When
    var settings =
        new VideoSettings(
            Path.of("x"), 1, SECOND, Duration.ofMillis(1001), SECOND, 1L << 30, 1, 1000);

    // Then
    assertThat(settings.cpuSeconds()).isEqualTo(2);
  }

  @Test
  void shouldRefuseBoundsThatNoDecoderCanLiveIn() {
    // When / Then
    assertThatThrownBy(
            () -> new VideoSettings(Path.of("x"), 1, SECOND, SECOND, SECOND, 1L << 28, 1, 1000))
        .hasMessageContaining("640 MB");
    assertThatThrownBy(
            () ->
                new VideoSettings(
                    Path.of("x"), 1, SECOND, Duration.ofMillis(999), SECOND, 1L << 30, 1, 1000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new VideoSettings(Path.of("x"), 0, SECOND, SECOND, SECOND, 1L << 30, 1, 1000))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
