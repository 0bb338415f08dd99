package org.avatarengine.animation.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.frame.Channel;

/**
 * What VRM's preset expressions, of VRM 0 and 1, mean in ARKit shapes. The mouths are the visemes
 * aa, I, U, E and O of TalkingHead's published table; smile, relaxation and the rest follow the
 * EMFACS prototypes. {@code docs/api/dialects.md} prints the table.
 */
final class VmcPresets {

  /** A preset's number by its name. */
  static final NameTable NAMES;

  private static final List<int[]> CHANNELS = new ArrayList<>();
  private static final List<float[]> WEIGHTS = new ArrayList<>();

  static {
    Map<String, Integer> names = new HashMap<>();
    put(names, "a aa", "jawOpen .6");
    put(
        names,
        "i ih",
        "mouthPressLeft .6 mouthPressRight .6 mouthDimpleLeft .6 mouthDimpleRight .6 jawOpen .2");
    put(names, "u ou", "mouthFunnel 1");
    put(
        names,
        "e ee",
        "mouthPressLeft .8 mouthPressRight .8 mouthDimpleLeft 1 mouthDimpleRight 1 jawOpen .3");
    put(names, "o oh", "mouthPucker 1 jawForward .6 jawOpen .2");
    put(names, "blink", "eyeBlinkLeft 1 eyeBlinkRight 1");
    put(names, "blink_l blinkLeft", "eyeBlinkLeft 1");
    put(names, "blink_r blinkRight", "eyeBlinkRight 1");
    put(
        names,
        "joy happy",
        "mouthSmileLeft .8 mouthSmileRight .8 cheekSquintLeft .7 cheekSquintRight .7");
    put(
        names,
        "angry",
        "browDownLeft .8 browDownRight .8 eyeSquintLeft .5 eyeSquintRight .5"
            + " mouthPressLeft .6 mouthPressRight .6");
    put(
        names,
        "sorrow sad",
        "browInnerUp .8 mouthFrownLeft .7 mouthFrownRight .7 mouthShrugLower .3");
    put(
        names,
        "fun relaxed",
        "mouthSmileLeft .3 mouthSmileRight .3 eyeSquintLeft .2 eyeSquintRight .2"
            + " eyeBlinkLeft .15 eyeBlinkRight .15");
    put(
        names,
        "surprised",
        "browInnerUp .8 browOuterUpLeft .8 browOuterUpRight .8 eyeWideLeft .8 eyeWideRight .8"
            + " jawOpen .4");
    put(names, "lookUp", "eyeLookUpLeft 1 eyeLookUpRight 1");
    put(names, "lookDown", "eyeLookDownLeft 1 eyeLookDownRight 1");
    put(names, "lookLeft", "eyeLookOutLeft 1 eyeLookInRight 1");
    put(names, "lookRight", "eyeLookInLeft 1 eyeLookOutRight 1");
    NAMES = new NameTable(names);
  }

  private VmcPresets() {}

  /** The channels that a preset moves. */
  static int[] channels(int preset) {
    return CHANNELS.get(preset);
  }

  /** By how much it moves them at 1, in the same order. */
  static float[] weights(int preset) {
    return WEIGHTS.get(preset);
  }

  private static void put(Map<String, Integer> names, String presets, String shapes) {
    String[] words = shapes.split(" ");
    int[] channels = new int[words.length / 2];
    float[] weights = new float[channels.length];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = Channel.named(words[2 * i]).ordinal();
      weights[i] = Float.parseFloat(words[2 * i + 1]);
    }
    for (String preset : presets.split(" ")) {
      names.put(preset, CHANNELS.size());
    }
    CHANNELS.add(channels);
    WEIGHTS.add(weights);
  }
}
