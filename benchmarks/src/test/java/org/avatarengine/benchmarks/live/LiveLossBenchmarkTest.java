package org.avatarengine.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.junit.jupiter.api.Test;

class LiveLossBenchmarkTest {

  @Test
  void shouldShowWhatWasEncodedAndRepeatItselfWhenATenthIsLost() {
    // Given
    var benchmark = new LiveLossBenchmark();
    // When
    Section once = benchmark.section(Performance.made(), 3);
    Section again = benchmark.section(Performance.made(), 3);
    // Then
    Map<String, Figure> figures =
        once.figures().stream().collect(Collectors.toMap(Figure::name, figure -> figure));
    assertThat(figures.get("shown frames that differ from the encoder's").value()).isZero();
    assertThat(figures.get("frames lost on the way").value()).isBetween(7.0, 13.0);
    assertThat(figures.get("most frames lost in a row").value()).isGreaterThanOrEqualTo(2);
    assertThat(figures.get("receiver forgot all, until it shows again, worst").isMet()).isTrue();
    assertThat(again.figures()).isEqualTo(once.figures());
  }
}
