package org.avatarengine.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.live.LiveBenchmark.Way;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.junit.jupiter.api.Test;

class LiveRoundsTest {

  @Test
  void shouldCompareAtTheOthersNumberAndAtTwiceItWhenBothHeld() {
    // Given
    var rounds = new LiveRounds();
    rounds.add(
        Map.of(
            Way.SOCKET_IO, ramp(new Ramp.Step(300, 0.9, 2, 6, 60, 0.3)),
            Way.DIRECT,
                ramp(
                    new Ramp.Step(300, 0.4, 0.5, 1.5, 60, 0.3),
                    new Ramp.Step(600, 0.8, 0.6, 2.4, 60, 0.6)),
            Way.GATEWAY, ramp(new Ramp.Step(200, 0.9, 1, 3, 60, 0.2))),
        300);
    // When
    Section section = section(rounds);
    // Then
    assertThat(figure(section, "direct, sessions on one core at p99 ≤ 8 ms").value())
        .isEqualTo(600);
    assertThat(figure(section, "sessions a core, direct to Socket.IO").value())
        .isEqualTo((600 / 0.8) / (300 / 0.9), within(1e-9));
    assertThat(figure(section, "p99, direct to Socket.IO, as many sessions").value())
        .isEqualTo(0.25, within(1e-9));
    assertThat(figure(section, "p99, direct with twice the sessions to Socket.IO").value())
        .isEqualTo(0.4, within(1e-9));
  }

  @Test
  void shouldSaySoWhenOneOfThemNeverHeld() {
    // Given
    var rounds = new LiveRounds();
    rounds.add(
        Map.of(
            Way.SOCKET_IO, ramp(new Ramp.Step(200, 0.9, 20, 60, 40, 0.95)),
            Way.DIRECT, ramp(new Ramp.Step(200, 0.4, 0.5, 1.5, 60, 0.3)),
            Way.GATEWAY, ramp(new Ramp.Step(200, 0.9, 1, 3, 60, 0.2))),
        200);
    // When
    Section section = section(rounds);
    // Then
    assertThat(figure(section, "Socket.IO, sessions on one core at p99 ≤ 8 ms").value()).isZero();
    assertThat(section.notes())
        .anyMatch(note -> note.contains("Socket.IO: not even 200") && note.contains("load"))
        .anyMatch(note -> note.contains("no figure \"sessions a core"))
        .anyMatch(note -> note.contains("no figure \"p99, direct to Socket.IO"));
  }

  private static Section section(LiveRounds rounds) {
    return rounds.section(
        "live", new Performance(true, List.of(new float[61])), Duration.ofSeconds(3), 10, 50);
  }

  private static Ramp ramp(Ramp.Step... steps) {
    var ramp = new Ramp(List.of(1), 50, 2_000, 8);
    for (Ramp.Step step : steps) {
      ramp.add(step);
    }
    return ramp;
  }

  private static Figure figure(Section section, String name) {
    return section.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
