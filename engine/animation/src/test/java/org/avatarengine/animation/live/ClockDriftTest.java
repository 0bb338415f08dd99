package org.avatarengine.animation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClockDriftTest {

  @Test
  void shouldFindTheDriftWhenTheNetworkIsNoisy() {
    for (double ppm : new double[] {-800, -40, 0, 40, 800}) {
      // Given
      Random random = new Random(1);
      ClockDrift drift = new ClockDrift();
      // When
      for (long nowUs = 0; nowUs < 60_000_000; nowUs += 16_667) {
        long sourceUs = (long) (nowUs * (1 + ppm / 1e6)) + 123_456_789;
        double delay = -Math.log(random.nextDouble()) * 8_000;
        drift.add(sourceUs, nowUs + (long) delay + (random.nextInt(50) == 0 ? 90_000 : 0));
      }
      // Then
      assertThat(drift.ppm()).as("%f ppm", ppm).isCloseTo(ppm, Offset.offset(30.0));
    }
  }

  @Test
  void shouldStartOverWhenTheSourceStartsItsClockAnew() {
    // Given
    ClockDrift drift = new ClockDrift();
    for (long nowUs = 0; nowUs < 20_000_000; nowUs += 20_000) {
      drift.add(nowUs + 900_000_000, nowUs);
    }
    // When
    drift.add(0, 20_000_000);
    // Then
    assertThat(drift.ppm()).isNull();
  }
}
