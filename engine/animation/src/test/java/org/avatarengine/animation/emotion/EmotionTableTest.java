package org.avatarengine.animation.emotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EmotionTableTest {

  @ParameterizedTest
  @EnumSource(Emotion.class)
  void shouldStayInRangeAndSayNothingOfEyesAndClosure(Emotion emotion) {
    // When
    float[] weights = EmotionTable.weights(emotion);
    // Then
    for (Channel channel : Channel.ALL) {
      assertThat(weights[channel.ordinal()]).isBetween(channel.min(), 1f);
      if (channel.key().startsWith("eyeLook") || channel == Channel.MOUTH_CLOSE) {
        assertThat(weights[channel.ordinal()]).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HAPPINESS, cheekSquintLeft mouthSmileRight",
    "SADNESS, browInnerUp browDownLeft mouthFrownRight",
    "SURPRISE, browInnerUp browOuterUpLeft eyeWideRight jawOpen",
    "FEAR, browInnerUp browOuterUpLeft browDownLeft eyeWideLeft eyeSquintLeft mouthStretchLeft jawOpen",
    "ANGER, browDownLeft eyeWideLeft eyeSquintRight mouthPressLeft",
    "DISGUST, noseSneerLeft mouthFrownLeft mouthLowerDownLeft",
    "CONTEMPT, mouthSmileRight mouthDimpleRight",
  })
  void shouldMoveTheActionUnitsOfEmfacs(Emotion emotion, String channels) {
    // When
    float[] weights = EmotionTable.weights(emotion);
    // Then
    for (String channel : List.of(channels.split(" "))) {
      assertThat(weights[Channel.named(channel).ordinal()]).as(channel).isPositive();
    }
  }

  @Test
  void shouldBeOneSidedInContemptOnly() {
    // Given
    int left = Channel.MOUTH_SMILE_LEFT.ordinal();
    int right = Channel.MOUTH_SMILE_RIGHT.ordinal();
    // When
    float[] contempt = EmotionTable.weights(Emotion.CONTEMPT);
    float[] happiness = EmotionTable.weights(Emotion.HAPPINESS);
    // Then
    assertThat(contempt[left]).isZero();
    assertThat(happiness[left]).isEqualTo(happiness[right]);
  }

  @Test
  void shouldGiveCopies() {
    // Given
    EmotionTable.weights(Emotion.JOY)[0] = 9;
    // When
    float[] weights = EmotionTable.weights(Emotion.JOY);
    // Then
    assertThat(weights[0]).isLessThan(1);
  }

  @ParameterizedTest
  @CsvSource({
    "happy, HAPPINESS",
    "Sad, SADNESS",
    "ANGRY, ANGER",
    "afraid, FEAR",
    "outofbreath, OUT_OF_BREATH"
  })
  void shouldKnowSynonyms(String name, Emotion emotion) {
    // When
    Emotion found = Emotion.named(name);
    // Then
    assertThat(found).isEqualTo(emotion);
  }

  @Test
  void shouldNotKnowOthers() {
    // When
    Emotion found = Emotion.named("hungry");
    // Then
    assertThat(found).isNull();
    assertThat(Emotion.named(null)).isNull();
  }
}
