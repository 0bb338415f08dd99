package org.avatarengine.animation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.contract.frame.DetailLevel;
import org.junit.jupiter.api.Test;

class LevelClockTest {

  @Test
  void shouldGiveEachLevelExactlyItsRateWhenManySecondsPass() {
    for (int sessionFps = 1; sessionFps <= 60; sessionFps++) {
      for (DetailLevel level : DetailLevel.values()) {
        // Given
        int fps = LevelClock.fps(level, sessionFps);
        // When
        List<Long> due = new ArrayList<>();
        for (long beat = 0; beat < sessionFps * 100L; beat++) {
          boolean isDue = LevelClock.due(level, beat, sessionFps);
          assertThat(LevelClock.due(level, beat - 1, beat, sessionFps)).isEqualTo(isDue);
          if (isDue) {
            due.add(beat);
          }
        }
        // Then
        assertThat(due).as("%s at %d fps", level, sessionFps).hasSize(fps * 100).startsWith(0L);
        for (int i = 1; i < due.size(); i++) {
          assertThat(due.get(i) - due.get(i - 1))
              .isBetween((long) (sessionFps / fps), (long) -Math.floorDiv(-sessionFps, fps));
        }
      }
    }
  }

  @Test
  void shouldNotDriftWhenASessionRunsForMonths() {
    // Given
    long start = 60L * 86_400 * 200 + 17;
    // When
    int due = 0;
    for (long beat = start; beat < start + 600; beat++) {
      due += LevelClock.due(DetailLevel.MINIMAL, beat, 60) ? 1 : 0;
    }
    // Then
    assertThat(due).isEqualTo(80);
  }
}
