package org.avatarengine.benchmarks.live.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.figure.Target;
import org.junit.jupiter.api.Test;

class LiveJmhResultsTest {

  private static final String RESULTS =
      """
      [{"benchmark": "org.example.FrameJmh.frame",
        "primaryMetric": {"rawData": [[2000, 3000, 4000], [5000, 5000, 5000]]},
        "secondaryMetrics": {"gc.alloc.rate.norm":
          {"rawData": [[0.04, 0.09, 0.02], [0.01, 0.0, 0.01]]}}},
       {"benchmark": "org.example.PacketJmh.read", "params": {"dialect": "VMC"},
        "primaryMetric": {"rawData": [[4000]]},
        "secondaryMetrics": {"gc.alloc.rate.norm": {"rawData": [[48.26]]}}}]
      """;

  private final LiveJmhResults results;

  LiveJmhResultsTest() throws JsonProcessingException {
    results = new LiveJmhResults(new ObjectMapper().readTree(RESULTS));
  }

  @Test
  void shouldGiveMicrosecondsWhenNanosecondsWereMeasured() {
    // Given
    // When
    var figure = results.frame("frame").micros("a frame", Target.atMost(5));
    // Then
    assertThat(figure.value()).isEqualTo(4.5, within(1e-9));
    assertThat(figure.low()).isEqualTo(3, within(1e-9));
    assertThat(figure.high()).isEqualTo(5, within(1e-9));
    assertThat(figure.count()).isEqualTo(6);
  }

  @Test
  void shouldLeaveJmhsOwnBytesOutWhenAllocationsAreCounted() {
    // Given
    // When
    var none = results.frame("frame").bytes("a frame", Target.atMost(0));
    var some = results.packet("VMC").bytes("a packet", Target.atMost(0));
    // Then
    assertThat(none.isMet()).isTrue();
    assertThat(some.value()).isEqualTo(48.2, within(1e-9));
    assertThat(some.isMet()).isFalse();
  }

  @Test
  void shouldGiveOperationsASecondWhenARateIsAsked() {
    // Given
    // When
    var figure = results.packet("VMC").rate("packets", Target.atLeast(200_000));
    // Then
    assertThat(figure.value()).isEqualTo(250_000, within(1e-6));
    assertThat(figure.isMet()).isTrue();
  }

  @Test
  void shouldBreakWhenSomethingWasNotMeasured() {
    // Given
    // When
    // Then
    assertThatThrownBy(() -> results.beat(10)).isInstanceOf(BrokenRunException.class);
    assertThatThrownBy(() -> results.packet("LIVE_LINK")).isInstanceOf(BrokenRunException.class);
  }
}
