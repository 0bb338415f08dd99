package org.avatarengine.animation.emotion;

import java.util.EnumMap;
import java.util.Map;
import org.avatarengine.contract.frame.Channel;

/**
 * What each emotion does to a face at intensity 1, by ARKit channel. The action units (FACS) are
 * those of EMFACS for the seven; a name without a side moves both. Weights are how far the unit
 * goes in a plain, not an extreme, display; those of joy are the middle of published ones.
 */
public final class EmotionTable {

  private static final Map<Emotion, float[]> WEIGHTS = new EnumMap<>(Emotion.class);

  static {
    row(Emotion.NEUTRAL);
    // AU 6 + 12; the lids tighten with the cheeks.
    row(
        Emotion.HAPPINESS,
        at("cheekSquint", .6f),
        at("mouthSmile", .75f),
        at("eyeSquint", .3f),
        at("mouthDimple", .15f),
        at("mouthUpperUp", .1f));
    // AU 1 + 4 + 15, with 17 faintly.
    row(
        Emotion.SADNESS,
        at("browInnerUp", .7f),
        at("browDown", .3f),
        at("mouthFrown", .6f),
        at("mouthShrugLower", .2f),
        at("eyeSquint", .15f),
        at("headPitch", .06f));
    // AU 1 + 2 + 5B + 26.
    row(
        Emotion.SURPRISE,
        at("browInnerUp", .8f),
        at("browOuterUp", .8f),
        at("eyeWide", .7f),
        at("jawOpen", .4f));
    // AU 1 + 2 + 4 + 5 + 7 + 20 + 26.
    row(
        Emotion.FEAR,
        at("browInnerUp", .8f),
        at("browOuterUp", .4f),
        at("browDown", .3f),
        at("eyeWide", .7f),
        at("eyeSquint", .2f),
        at("mouthStretch", .5f),
        at("jawOpen", .25f));
    // AU 4 + 5 + 7 + 23.
    row(
        Emotion.ANGER,
        at("browDown", .8f),
        at("eyeWide", .3f),
        at("eyeSquint", .5f),
        at("mouthPress", .5f),
        at("mouthRollLower", .15f),
        at("mouthRollUpper", .1f),
        at("noseSneer", .15f),
        at("jawForward", .15f));
    // AU 9 + 15 + 16, in later tables 17; 10 goes with 9.
    row(
        Emotion.DISGUST,
        at("noseSneer", .8f),
        at("mouthFrown", .4f),
        at("mouthLowerDown", .3f),
        at("mouthShrugLower", .3f),
        at("mouthShrugUpper", .2f),
        at("mouthUpperUp", .4f),
        at("browDown", .4f),
        at("eyeSquint", .3f));
    // AU R12A + R14A: the one that is one-sided.
    row(
        Emotion.CONTEMPT,
        at("mouthSmileRight", .35f),
        at("mouthDimpleRight", .45f),
        at("eyeSquint", .1f));
    // Surprise, further, and pleased.
    row(
        Emotion.AMAZEMENT,
        at("browInnerUp", .9f),
        at("browOuterUp", .9f),
        at("eyeWide", .8f),
        at("jawOpen", .5f),
        at("mouthSmile", .15f));
    // The smile of contempt with the eyes of happiness.
    row(
        Emotion.CHEEKINESS,
        at("mouthSmileRight", .6f),
        at("mouthSmileLeft", .25f),
        at("mouthDimpleRight", .4f),
        at("cheekSquint", .25f),
        at("browOuterUpRight", .4f),
        at("eyeSquint", .25f));
    // Sadness, further, with AU 7 + 20.
    row(
        Emotion.GRIEF,
        at("browInnerUp", .85f),
        at("browDown", .35f),
        at("mouthFrown", .85f),
        at("mouthShrugLower", .4f),
        at("mouthStretch", .25f),
        at("eyeSquint", .45f),
        at("cheekSquint", .25f),
        at("eyeBlink", .2f),
        at("headPitch", .1f));
    row(
        Emotion.JOY,
        at("cheekSquint", .68f),
        at("eyeSquint", .6f),
        at("mouthSmile", .8f),
        at("eyeBlink", .15f),
        at("mouthUpperUp", .15f),
        at("mouthDimple", .18f),
        at("mouthStretch", .1f),
        at("noseSneer", .1f),
        at("jawOpen", .15f),
        at("browInnerUp", .1f));
    // The breathing stage does the rest.
    row(
        Emotion.OUT_OF_BREATH,
        at("jawOpen", .25f),
        at("mouthFunnel", .1f),
        at("mouthLowerDown", .15f),
        at("browInnerUp", .2f),
        at("noseSneer", .1f));
    // AU 4 + 6 + 7 + 9 + 10.
    row(
        Emotion.PAIN,
        at("browDown", .8f),
        at("cheekSquint", .6f),
        at("eyeSquint", .8f),
        at("noseSneer", .5f),
        at("mouthUpperUp", .4f),
        at("mouthStretch", .3f),
        at("eyeBlink", .3f));
    row(
        Emotion.RELAXED,
        at("mouthSmile", .2f),
        at("eyeBlink", .15f),
        at("cheekSquint", .1f),
        at("browInnerUp", .05f));
  }

  private record Weight(String name, float value) {}

  private EmotionTable() {}

  /** The weights of an emotion at intensity 1: 61 floats, a new array. */
  public static float[] weights(Emotion emotion) {
    return WEIGHTS.get(emotion).clone();
  }

  private static Weight at(String name, float value) {
    return new Weight(name, value);
  }

  private static void row(Emotion emotion, Weight... weights) {
    float[] row = new float[Channel.COUNT];
    for (Weight weight : weights) {
      Channel one = Channel.named(weight.name);
      if (one != null) {
        row[one.ordinal()] = weight.value;
      } else {
        row[Channel.named(weight.name + "Left").ordinal()] = weight.value;
        row[Channel.named(weight.name + "Right").ordinal()] = weight.value;
      }
    }
    WEIGHTS.put(emotion, row);
  }
}
