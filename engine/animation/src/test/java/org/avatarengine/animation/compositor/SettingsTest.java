package org.avatarengine.animation.compositor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void shouldNameTheFieldThatIsOutOfRange() {
    assertThatThrownBy(() -> new CompositorSettings.Emotions(3, 0, 0))
        .isInstanceOf(SettingRejectedException.class)
        .hasMessage("strength is 0..2, not 3");
    assertThatThrownBy(() -> new CompositorSettings.Emotions(Float.NaN, 0, 0))
        .isInstanceOf(SettingRejectedException.class);
    assertThatThrownBy(() -> new CompositorSettings.RateLimits(true, null))
        .hasMessage("perSecond is missing");
    assertThatThrownBy(() -> new CompositorSettings.Blink(true, 900, 800, 0, 50, 0, 0, 100))
        .hasMessage("gapMaxMs is less than gapMinMs");
    assertThatThrownBy(() -> new CompositorSettings.RateLimits(true, GroupValues.all(0)))
        .hasMessageStartingWith("perSecond.lids is 0.1..1000");
  }

  @Test
  void shouldPutEveryChannelIntoOneGroup() {
    // Given
    long all = 0;
    int count = 0;
    // When
    for (ChannelGroup group : ChannelGroup.values()) {
      all |= group.mask();
      count += group.channels().size();
    }
    // Then
    assertThat(all).isEqualTo(FaceSample.ALL);
    assertThat(count).isEqualTo(Channel.COUNT);
    assertThat(ChannelGroup.of(Channel.MOUTH_CLOSE)).isEqualTo(ChannelGroup.JAW);
    assertThat(ChannelGroup.of(Channel.LEFT_EYE_ROLL)).isEqualTo(ChannelGroup.GAZE);
  }

  @Test
  void shouldKeepACalibrationFromItsArrays() {
    // Given
    float[] neutral = new float[Channel.COUNT];
    Calibration none = Calibration.none();
    Calibration calibration = new Calibration(neutral, none.gain(), none.deadZone(), false);
    // When
    neutral[0] = 0.5f;
    calibration.neutral()[1] = 0.5f;
    // Then
    assertThat(calibration).isEqualTo(none).hasSameHashCodeAs(none);
    assertThatThrownBy(() -> new Calibration(new float[60], none.gain(), none.deadZone(), false))
        .hasMessage("neutral needs 61 numbers");
    neutral[17] = Float.NaN;
    assertThatThrownBy(() -> new Calibration(neutral, none.gain(), none.deadZone(), false))
        .hasMessageStartingWith("neutral.jawOpen is");
  }

  @Test
  void shouldRefuseSourcesThatMakeNoSense() {
    // Given
    Calibration none = Calibration.none();
    // When / Then
    assertThatThrownBy(() -> new SourceSettings("", 0, BlendMode.ADD, 1, FaceSample.ALL, 500, none))
        .hasMessageStartingWith("name");
    assertThatThrownBy(
            () -> new SourceSettings("a", 101, BlendMode.ADD, 1, FaceSample.ALL, 500, none))
        .hasMessageStartingWith("priority");
    assertThatThrownBy(
            () -> new SourceSettings("a", 0, BlendMode.ADD, 1.5f, FaceSample.ALL, 500, none))
        .hasMessageStartingWith("weight");
    assertThatThrownBy(() -> new SourceSettings("a", 0, BlendMode.ADD, 1, 0, 500, none))
        .hasMessageStartingWith("channels");
    assertThatThrownBy(
            () -> new SourceSettings("a", 0, BlendMode.ADD, 1, FaceSample.ALL, 70_000, none))
        .hasMessageStartingWith("holdMs");
  }
}
