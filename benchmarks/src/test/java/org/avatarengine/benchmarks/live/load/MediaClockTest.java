package org.avatarengine.benchmarks.live.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaClockTest {

  private static final long MS = 1_000_000;

  @Test
  void shouldNeverBeTooShortAndHardlyTooLongWhenAnswersVary() {
    // Given: a session that began at 5 s, asked at odd moments over a link of 0.3 ms
    var clock = new MediaClock();
    long began = 5_000 * MS;
    for (int i = 0; i < 8; i++) {
      long asked = began + 100 * MS + i * 7_130_000L;
      long media = (asked + 300_000 - began) / MS;
      clock.answered(asked, media);
    }
    // When: a frame of 200.9 ms, told as 200, that is seen 2 ms later
    long since = clock.sinceNanos(200, began + 202_900_000);
    // Then
    assertThat(since).isBetween(2 * MS, 4_300_000L);
  }

  @Test
  void shouldKeepTheBestBoundWhenALaterAnswerWasSlow() {
    // Given
    var clock = new MediaClock();
    clock.answered(100 * MS, 50);
    long before = clock.sinceNanos(60, 120 * MS);
    // When
    clock.answered(100 * MS, 80);
    // Then
    assertThat(clock.sinceNanos(60, 120 * MS)).isEqualTo(before);
    assertThat(clock.answers()).isEqualTo(2);
  }
}
