package org.avatarengine.benchmarks.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.figure.Target;
import org.junit.jupiter.api.Test;

class JmhResultsTest {

  private static final String RESULTS =
      """
      [{"benchmark": "org.example.AnalyseJmh.analyse",
        "params": {"subject": "DRAWN", "preset": "FAST"},
        "primaryMetric": {"rawData": [[2e6, 4e6, 3e6], [10e6, 30e6, 20e6]]},
        "secondaryMetrics": {
          "operations": {"rawData": [[10, 10, 10], [20, 20, 20]]},
          "detectCpu": {"rawData": [[10e6, 20e6, 30e6], [20e6, 40e6, 60e6]]},
          "landmarksCpu": {"rawData": [[10e6, 10e6, 10e6], [20e6, 20e6, 20e6]]}}}]
      """;

  @Test
  void shouldDivideSumsByOperationsWhenCountersAreAdded() throws JsonProcessingException {
    // Given
    var measured = results(RESULTS).analyse(Subject.DRAWN, "FAST");
    // When
    var figure = measured.perOperation("both", Target.atMost(10), "detectCpu", "landmarksCpu");
    // Then: 2, 3 and 4 ms in each of the two JVMs.
    assertThat(figure.value()).isEqualTo(3, within(1e-9));
    assertThat(figure.low()).isEqualTo(3, within(1e-9));
    assertThat(figure.count()).isEqualTo(90);
    assertThat(figure.isMet()).isTrue();
  }

  @Test
  void shouldSpreadOverTheJvmsWhenTheyDiffer() throws JsonProcessingException {
    // Given
    var measured = results(RESULTS).analyse(Subject.DRAWN, "FAST");
    // When
    var figure = measured.wall("wall");
    // Then
    assertThat(figure.value()).isEqualTo(7, within(1e-9));
    assertThat(figure.low()).isEqualTo(3, within(1e-9));
    assertThat(figure.high()).isEqualTo(20, within(1e-9));
  }

  @Test
  void shouldBreakWhenACaseOrACounterIsMissing() throws JsonProcessingException {
    // Given
    var results = results(RESULTS);
    // When
    // Then
    assertThatThrownBy(() -> results.analyse(Subject.DRAWN, "QUALITY"))
        .isInstanceOf(BrokenRunException.class);
    assertThatThrownBy(
            () ->
                results
                    .analyse(Subject.DRAWN, "FAST")
                    .perOperation("crop", Target.none(), "cropCpu"))
        .isInstanceOf(BrokenRunException.class);
  }

  private static JmhResults results(String json) throws JsonProcessingException {
    return new JmhResults(new ObjectMapper().readTree(json));
  }
}
