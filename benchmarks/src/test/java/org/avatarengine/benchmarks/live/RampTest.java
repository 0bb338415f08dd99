package org.avatarengine.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RampTest {

  @Test
  void shouldFindTheLimitOfOneCoreWhenSessionsCostTheSame() {
    // Given: 1.4 thousandths of a core each, and 0.1 to begin with.
    var ramp = new Ramp(List.of(200), 50, 2_000, 8);
    // When
    List<Integer> tried = climb(ramp, sessions -> step(sessions, 0.1 + sessions * 0.0014, 3));
    // Then
    assertThat(tried.getFirst()).isEqualTo(200);
    assertThat(ramp.best().orElseThrow().sessions()).isEqualTo(600);
    assertThat(tried).hasSizeLessThanOrEqualTo(8).doesNotHaveDuplicates();
  }

  @Test
  void shouldCloseInFromBelowWhenTheFirstNumberIsTooHigh() {
    // Given
    var ramp = new Ramp(List.of(400), 50, 2_000, 8);
    // When
    List<Integer> tried = climb(ramp, sessions -> step(sessions, 0.5, sessions > 130 ? 20 : 5));
    // Then
    assertThat(tried).startsWith(400, 200, 100);
    assertThat(ramp.best().orElseThrow().sessions()).isEqualTo(100);
    assertThat(ramp.steps().getFirst().limit()).isEqualTo("latency");
  }

  @Test
  void shouldTryWhatWasAskedWhenTheLimitIsBelow() {
    // Given
    var ramp = new Ramp(List.of(300, 600), 50, 2_000, 8);
    // When
    climb(ramp, sessions -> step(sessions, sessions / 400.0, 2));
    // Then: 600 was tried, though 400 is the end.
    assertThat(ramp.at(600)).get().extracting(Ramp.Step::limit).isEqualTo("processor");
    assertThat(ramp.best().orElseThrow().sessions()).isEqualTo(400);
  }

  @Test
  void shouldEndWithNothingWhenNoNumberHolds() {
    // Given
    var ramp = new Ramp(List.of(100), 50, 2_000, 8);
    // When
    climb(ramp, sessions -> new Ramp.Step(sessions, 0.2, 1, 2, 30, 0.95));
    // Then
    assertThat(ramp.best()).isEmpty();
    assertThat(ramp.steps().getFirst().limit()).isEqualTo("frames + load");
  }

  @Test
  void shouldStopAtTheMostWhenEverythingHolds() {
    // Given
    var ramp = new Ramp(List.of(20), 10, 60, 8);
    // When
    climb(ramp, sessions -> step(sessions, sessions * 0.001, 1));
    // Then
    assertThat(ramp.best().orElseThrow().sessions()).isEqualTo(60);
  }

  @Test
  void shouldNotCountANumberWhenASmallerOneFailed() {
    // Given
    var ramp = new Ramp(List.of(100, 200), 50, 200, 2);
    // When
    climb(ramp, sessions -> step(sessions, 0.5, sessions == 100 ? 9 : 5));
    // Then
    assertThat(ramp.best()).isEmpty();
  }

  @Test
  void shouldTakeEachFiguresMedianWhenOneWindowHasAHiccup() {
    // Given
    List<Ramp.Step> windows =
        List.of(
            new Ramp.Step(100, 0.5, 1, 3, 60, 0.3),
            new Ramp.Step(100, 0.4, 9, 90, 50, 0.2),
            new Ramp.Step(100, 0.6, 2, 4, 59.5, 0.4));
    // When
    Ramp.Step step = Ramp.Step.median(windows);
    // Then
    assertThat(step).isEqualTo(new Ramp.Step(100, 0.5, 2, 4, 59.5, 0.3));
  }

  private interface Server {
    Ramp.Step with(int sessions);
  }

  private static Ramp.Step step(int sessions, double cores, double p99) {
    return new Ramp.Step(sessions, cores, 1, p99, 60, 0.3);
  }

  private static List<Integer> climb(Ramp ramp, Server server) {
    List<Integer> tried = new ArrayList<>();
    for (OptionalInt next = ramp.next(); next.isPresent(); next = ramp.next()) {
      tried.add(next.getAsInt());
      ramp.add(server.with(next.getAsInt()));
      assertThat(tried).as("it ends").hasSizeLessThan(20);
    }
    return tried;
  }
}
