package org.avatarengine.benchmarks.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.figure.Target;
import org.junit.jupiter.api.Test;

class PhaseTimesTest {

  private static final long MS = 1_000_000;

  @Test
  void shouldCountAnswersASecondWhenRequestsFollowEachOther() {
    // Given: 60 requests of 100 ms, one after the other, and some of another phase.
    List<TimedRequest> requests = requests(60, 100);
    requests.add(request(RegistrationPhase.WARM_UP, 0, 5_000, true));
    // When
    var rate = PhaseTimes.of(RegistrationPhase.ONE_CLIENT, requests).rate("rate", Target.none());
    // Then
    assertThat(rate.value()).isEqualTo(10, within(1e-9));
    assertThat(rate.low()).isCloseTo(10, within(1.01));
    assertThat(rate.high()).isCloseTo(10, within(1.01));
    assertThat(rate.count()).isEqualTo(60);
  }

  @Test
  void shouldTakeThePercentileOfAllWhenSomeAreSlow() {
    // Given
    List<TimedRequest> requests = requests(99, 100);
    requests.add(request(RegistrationPhase.ONE_CLIENT, 9_900, 10_900, true));
    var times = PhaseTimes.of(RegistrationPhase.ONE_CLIENT, requests);
    // When
    var half = times.percentile("p50", Target.none(), 50);
    var all = times.percentile("p100", Target.none(), 100);
    // Then
    assertThat(half.value()).isEqualTo(100);
    assertThat(all.value()).isEqualTo(1_000);
    assertThat(all.low()).isEqualTo(100);
    assertThat(all.high()).isEqualTo(1_000);
  }

  @Test
  void shouldBreakWhenARequestFailedOrNoneWasMade() {
    // Given
    List<TimedRequest> requests = requests(3, 100);
    requests.add(request(RegistrationPhase.ONE_CLIENT, 300, 400, false));
    // When
    // Then
    assertThatThrownBy(() -> PhaseTimes.of(RegistrationPhase.ONE_CLIENT, requests))
        .isInstanceOf(BrokenRunException.class)
        .hasMessageContaining("1 of 4");
    assertThatThrownBy(() -> PhaseTimes.of(RegistrationPhase.EIGHT_CLIENTS, requests))
        .isInstanceOf(BrokenRunException.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void shouldReadWhatItWroteWhenARequestGoesThroughAFile() {
    // Given
    var request = request(RegistrationPhase.EIGHT_CLIENTS, 12, 34, false);
    // When
    var read = TimedRequest.of(request.line());
    // Then
    assertThat(read).isEqualTo(request);
  }

  private static List<TimedRequest> requests(int count, long millis) {
    List<TimedRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(request(RegistrationPhase.ONE_CLIENT, i * millis, (i + 1) * millis, true));
    }
    return requests;
  }

  private static TimedRequest request(
      RegistrationPhase phase, long startMillis, long endMillis, boolean ok) {
    return new TimedRequest(phase, startMillis * MS, endMillis * MS, ok);
  }
}
