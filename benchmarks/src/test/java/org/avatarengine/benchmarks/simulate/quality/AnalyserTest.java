package org.avatarengine.benchmarks.simulate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.junit.jupiter.api.Test;

/** Known signals with known faults: what is wrong must be told, and nothing else. */
class AnalyserTest {

  private static final long FRAME_US = 16_667;

  @Test
  void shouldTellTheInjectedErrorWhenOneGroupIsOff() {
    // Given
    ShownFrames input = new ShownFrames(100);
    ShownFrames shown = new ShownFrames(100);
    float[] values = new float[Channel.COUNT];
    for (int i = 0; i < 100; i++) {
      values[Channel.JAW_OPEN.ordinal()] = .5f;
      input.add(i, i * 17L, 0, DetailLevel.FULL, values);
      values[Channel.JAW_OPEN.ordinal()] = i % 2 == 0 ? .5f : .6f;
      shown.add(i, i * 17L, 0, DetailLevel.FULL, values);
    }
    Reconstruction reconstruction = new Reconstruction();

    // When
    reconstruction.add(input, shown);

    // Then
    assertThat(reconstruction.frames()).isEqualTo(100);
    assertThat(reconstruction.max(FaceGroup.JAW)).isCloseTo(.1, within(1e-6));
    // Half the frames of one of the four jaw channels: 0.1 · √(1/8).
    assertThat(reconstruction.rms(FaceGroup.JAW)).isCloseTo(.1 * Math.sqrt(1 / 8.), within(1e-6));
    assertThat(reconstruction.max(FaceGroup.EYES)).isZero();
    assertThat(reconstruction.max()).isCloseTo(.1, within(1e-6));
  }

  @Test
  void shouldNotCountChannelsThatTheLevelLeavesOut() {
    // Given
    ShownFrames input = new ShownFrames(1);
    ShownFrames shown = new ShownFrames(1);
    float[] values = new float[Channel.COUNT];
    values[Channel.LEFT_EYE_YAW.ordinal()] = .7f;
    input.add(1, 0, 0, DetailLevel.FULL, values);
    shown.add(1, 0, 0, DetailLevel.REDUCED, new float[Channel.COUNT]);
    Reconstruction reconstruction = new Reconstruction();

    // When
    reconstruction.add(input, shown);

    // Then
    assertThat(reconstruction.max()).isZero();
  }

  @Test
  void shouldTellMissedClosuresWhenTheViewerMissedOne() {
    // Given
    ShownFrames source = new ShownFrames(400);
    ShownFrames shown = new ShownFrames(400);
    float[] values = new float[Channel.COUNT];
    int lips = Channel.MOUTH_CLOSE.ordinal();
    for (int i = 0; i < 400; i++) {
      boolean closed = i % 100 >= 50 && i % 100 < 56;
      values[lips] = closed ? .95f : 0;
      source.add(-1, i * 17L, 0, DetailLevel.FULL, values);
      // The second closure is lost: none of its frames was shown.
      if (!closed || i / 100 != 1) {
        shown.add(i, i * 17L, 0, DetailLevel.FULL, values);
      }
    }
    Closures closures = new Closures();

    // When
    closures.add(source, shown, 50);

    // Then
    assertThat(closures.lips()).isEqualTo(4);
    assertThat(closures.lipsMissed()).isEqualTo(1);
    assertThat(closures.lids()).isZero();
  }

  @Test
  void shouldTellLossStallAndResyncWhenFramesAreMissing() {
    // Given
    ViewerMeter meter = new ViewerMeter(60, MediaClock.known(0), MeasureWindow.always());

    // When: frames 0..59 without 10 (a gap of one) and 30..39 (a stall), each shown 5 ms late.
    for (int i = 0; i < 60; i++) {
      if (i != 10 && (i < 30 || i > 39)) {
        long beatUs = i * FRAME_US;
        meter.shown(i, beatUs / 1_000, DetailLevel.FULL, i == 0, beatUs / 1_000 * 1_000 + 5_000);
      }
    }

    // Then
    QualityReport report = new QualityReport();
    report.viewer(meter);
    assertThat(value(report, "shown")).isEqualTo(49);
    assertThat(meter.framesMissed()).isEqualTo(11);
    assertThat(value(report, "lossPercent")).isCloseTo(100 * 11 / 60., within(.01));
    assertThat(value(report, "stalls")).isEqualTo(1);
    assertThat(value(report, "keyFrames")).isEqualTo(1);
    assertThat(value(report, "latencyP50")).isCloseTo(5, within(.1));
    assertThat(value(report, "jitterMax")).isLessThan(.1);
    assertThat(value(report, "resyncP50")).isCloseTo(16.7, within(1.));
    assertThat(value(report, "resyncMax")).isCloseTo(10 * 16.667, within(1.5));
  }

  @Test
  void shouldCountNothingWhenTheWindowIsNotOpen() {
    // Given
    MeasureWindow window = new MeasureWindow();
    ViewerMeter meter = new ViewerMeter(60, MediaClock.known(0), window);

    // When
    meter.shown(0, 0, DetailLevel.FULL, true, 0);
    window.open(10);
    meter.shown(1, 17, DetailLevel.FULL, false, 17_000);
    window.close(20_000);
    meter.shown(2, 33, DetailLevel.FULL, false, 33_000);

    // Then
    assertThat(meter.framesShown()).isEqualTo(1);
  }

  @Test
  void shouldDisagreeWhenOneStepDiffers() {
    // Given
    Agreement agreement = new Agreement();
    QuantizedFrame frame = new QuantizedFrame();
    frame.stamp(FrameProfile.EIGHT_BIT, DetailLevel.FULL, 7, 117);
    Agreement.Outcome first = agreement.shown(frame);
    Agreement.Outcome same = agreement.shown(frame);

    // When
    frame.steps()[60]++;
    Agreement.Outcome different = agreement.shown(frame);

    // Then
    assertThat(first).isEqualTo(Agreement.Outcome.FIRST);
    assertThat(same).isEqualTo(Agreement.Outcome.SAME);
    assertThat(different).isEqualTo(Agreement.Outcome.DIFFERENT);
  }

  @Test
  void shouldFindTheOffsetWhenPingsAreUneven() {
    // Given: media time began at 5,000 ms of ours.
    MediaClock clock = new MediaClock();

    // When: quick pings, and one that was held up on its way back.
    for (int i = 0; i < 10; i++) {
      long sentUs = 6_000_000 + i * 50_130L;
      clock.pong(sentUs, sentUs + 400, (sentUs + 200 - 5_000_000) / 1_000);
    }
    clock.pong(7_000_000, 7_400_000, 2_000);

    // Then: within what whole milliseconds can tell.
    assertThat(clock.isKnown()).isTrue();
    assertThat(clock.clientUs(0)).isBetween(5_000_000L, 5_001_000L);
  }

  private static double value(QualityReport report, String key) {
    return report.figure(key).orElseThrow().value();
  }
}
