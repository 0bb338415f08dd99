package org.avatarengine.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetailLevelTest {

  @ParameterizedTest
  @EnumSource
  void shouldSendAsManyChannelsAsItSaysWhenCounted(DetailLevel level) {
    assertThat(Long.bitCount(level.mask())).isEqualTo(level.channels());
    assertThat(FramePlan.of(level).channel).doesNotHaveDuplicates().hasSize(level.channels());
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepWhatMattersWhenDetailIsLow(DetailLevel level) {
    assertThat(level.sends(Channel.HEAD_YAW.ordinal())).isTrue();
    assertThat(level.sends(Channel.HEAD_PITCH.ordinal())).isTrue();
    assertThat(level.sends(Channel.JAW_OPEN.ordinal())).isTrue();
    assertThat(level.sends(Channel.MOUTH_CLOSE.ordinal())).isTrue();
    assertThat(level.sends(Channel.EYE_BLINK_LEFT.ordinal())).isTrue();
    assertThat(level.sends(Channel.EYE_BLINK_RIGHT.ordinal())).isTrue();
    assertThat(level.source(Channel.MOUTH_SMILE_RIGHT.ordinal())).isNotNegative();
    assertThat(level.source(Channel.BROW_DOWN_RIGHT.ordinal())).isNotNegative();
  }

  @ParameterizedTest
  @EnumSource
  void shouldContainTheNextWhenLevelsGoDown(DetailLevel level) {
    if (level != DetailLevel.MINIMAL) {
      long lower = DetailLevel.values()[level.ordinal() + 1].mask();
      assertThat(level.mask() & lower).isEqualTo(lower);
    }
  }

  @Test
  void shouldShowTheMeanOnBothSidesWhenOneIsSentForBoth() {
    // Given
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.MINIMAL);
    float[] values = new float[Channel.COUNT];
    values[Channel.MOUTH_SMILE_LEFT.ordinal()] = 100 / 255f;
    values[Channel.MOUTH_SMILE_RIGHT.ordinal()] = 120 / 255f;
    values[Channel.TONGUE_OUT.ordinal()] = 1;
    values[Channel.LEFT_EYE_YAW.ordinal()] = 1;
    QuantizedFrame frame = new QuantizedFrame();

    // When
    encoder.quantize(1, 1, values, frame);

    // Then
    assertThat(frame.steps()[Channel.MOUTH_SMILE_LEFT.ordinal()]).isEqualTo((short) 110);
    assertThat(frame.steps()[Channel.MOUTH_SMILE_RIGHT.ordinal()]).isEqualTo((short) 110);
    assertThat(frame.steps()[Channel.TONGUE_OUT.ordinal()]).isZero();
    assertThat(frame.steps()[Channel.LEFT_EYE_YAW.ordinal()]).isEqualTo((short) 128);
  }

  @Test
  void shouldLookTheSameWayWhenOneEyeStandsForBoth() {
    // Given
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.LOW);
    float[] values = new float[Channel.COUNT];
    values[Channel.EYE_LOOK_IN_LEFT.ordinal()] = .8f;
    values[Channel.EYE_LOOK_OUT_RIGHT.ordinal()] = .8f;
    QuantizedFrame frame = new QuantizedFrame();

    // When
    encoder.quantize(1, 1, values, frame);

    // Then
    assertThat(frame.steps()[Channel.EYE_LOOK_IN_LEFT.ordinal()]).isEqualTo((short) 204);
    assertThat(frame.steps()[Channel.EYE_LOOK_OUT_RIGHT.ordinal()]).isEqualTo((short) 204);
    assertThat(frame.steps()[Channel.EYE_LOOK_IN_RIGHT.ordinal()]).isZero();
  }
}
