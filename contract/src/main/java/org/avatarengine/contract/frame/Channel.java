package org.avatarengine.contract.frame;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The 61 channels of an animation frame in the order of the Live Link Face wire: 52 ARKit blend
 * shapes in 0..1, then nine rotations of head and eyes in −1..1. Left is the subject's left.
 */
public enum Channel {
  EYE_BLINK_LEFT("EyeBlinkLeft"),
  EYE_LOOK_DOWN_LEFT("EyeLookDownLeft"),
  EYE_LOOK_IN_LEFT("EyeLookInLeft"),
  EYE_LOOK_OUT_LEFT("EyeLookOutLeft"),
  EYE_LOOK_UP_LEFT("EyeLookUpLeft"),
  EYE_SQUINT_LEFT("EyeSquintLeft"),
  EYE_WIDE_LEFT("EyeWideLeft"),
  EYE_BLINK_RIGHT("EyeBlinkRight"),
  EYE_LOOK_DOWN_RIGHT("EyeLookDownRight"),
  EYE_LOOK_IN_RIGHT("EyeLookInRight"),
  EYE_LOOK_OUT_RIGHT("EyeLookOutRight"),
  EYE_LOOK_UP_RIGHT("EyeLookUpRight"),
  EYE_SQUINT_RIGHT("EyeSquintRight"),
  EYE_WIDE_RIGHT("EyeWideRight"),
  JAW_FORWARD("JawForward"),
  JAW_LEFT("JawLeft"),
  JAW_RIGHT("JawRight"),
  JAW_OPEN("JawOpen"),
  MOUTH_CLOSE("MouthClose"),
  MOUTH_FUNNEL("MouthFunnel"),
  MOUTH_PUCKER("MouthPucker"),
  MOUTH_LEFT("MouthLeft"),
  MOUTH_RIGHT("MouthRight"),
  MOUTH_SMILE_LEFT("MouthSmileLeft"),
  MOUTH_SMILE_RIGHT("MouthSmileRight"),
  MOUTH_FROWN_LEFT("MouthFrownLeft"),
  MOUTH_FROWN_RIGHT("MouthFrownRight"),
  MOUTH_DIMPLE_LEFT("MouthDimpleLeft"),
  MOUTH_DIMPLE_RIGHT("MouthDimpleRight"),
  MOUTH_STRETCH_LEFT("MouthStretchLeft"),
  MOUTH_STRETCH_RIGHT("MouthStretchRight"),
  MOUTH_ROLL_LOWER("MouthRollLower"),
  MOUTH_ROLL_UPPER("MouthRollUpper"),
  MOUTH_SHRUG_LOWER("MouthShrugLower"),
  MOUTH_SHRUG_UPPER("MouthShrugUpper"),
  MOUTH_PRESS_LEFT("MouthPressLeft"),
  MOUTH_PRESS_RIGHT("MouthPressRight"),
  MOUTH_LOWER_DOWN_LEFT("MouthLowerDownLeft"),
  MOUTH_LOWER_DOWN_RIGHT("MouthLowerDownRight"),
  MOUTH_UPPER_UP_LEFT("MouthUpperUpLeft"),
  MOUTH_UPPER_UP_RIGHT("MouthUpperUpRight"),
  BROW_DOWN_LEFT("BrowDownLeft"),
  BROW_DOWN_RIGHT("BrowDownRight"),
  BROW_INNER_UP("BrowInnerUp"),
  BROW_OUTER_UP_LEFT("BrowOuterUpLeft"),
  BROW_OUTER_UP_RIGHT("BrowOuterUpRight"),
  CHEEK_PUFF("CheekPuff"),
  CHEEK_SQUINT_LEFT("CheekSquintLeft"),
  CHEEK_SQUINT_RIGHT("CheekSquintRight"),
  NOSE_SNEER_LEFT("NoseSneerLeft"),
  NOSE_SNEER_RIGHT("NoseSneerRight"),
  TONGUE_OUT("TongueOut"),
  HEAD_YAW("HeadYaw"),
  HEAD_PITCH("HeadPitch"),
  HEAD_ROLL("HeadRoll"),
  LEFT_EYE_YAW("LeftEyeYaw"),
  LEFT_EYE_PITCH("LeftEyePitch"),
  LEFT_EYE_ROLL("LeftEyeRoll"),
  RIGHT_EYE_YAW("RightEyeYaw"),
  RIGHT_EYE_PITCH("RightEyePitch"),
  RIGHT_EYE_ROLL("RightEyeRoll");

  /** How many there are. */
  public static final int COUNT = 61;

  /** How many of them, the first ones, are blend shapes. */
  public static final int SHAPES = 52;

  /** All of them, in order. */
  public static final List<Channel> ALL = List.of(values());

  private static final Map<String, Channel> BY_NAME = new HashMap<>();
  private static final int[] MIRROR = new int[COUNT];

  static {
    for (Channel channel : ALL) {
      BY_NAME.put(channel.key, channel);
      BY_NAME.put(channel.liveLinkName, channel);
      MIRROR[channel.ordinal()] = channel.ordinal();
    }
    for (Channel channel : ALL) {
      String other =
          channel.liveLinkName.contains("Left")
              ? channel.liveLinkName.replace("Left", "Right")
              : channel.liveLinkName.replace("Right", "Left");
      MIRROR[channel.ordinal()] = BY_NAME.get(other).ordinal();
    }
  }

  private final String liveLinkName;
  private final String key;

  Channel(String liveLinkName) {
    this.liveLinkName = liveLinkName;
    this.key = liveLinkName.substring(0, 1).toLowerCase(Locale.ROOT) + liveLinkName.substring(1);
  }

  /** The name in ARKit's and glTF's spelling, lower-case first letter. */
  public String key() {
    return key;
  }

  /** The name in Live Link's spelling, upper-case first letter. */
  public String liveLinkName() {
    return liveLinkName;
  }

  /** Whether it is a rotation, −1..1, and not a blend shape, 0..1. */
  public boolean isRotation() {
    return ordinal() >= SHAPES;
  }

  /** The least value: 0, or −1 for a rotation. */
  public float min() {
    return isRotation() ? -1 : 0;
  }

  /** The channel of the other side of the face; itself when it has none. */
  public Channel mirror() {
    return ALL.get(MIRROR[ordinal()]);
  }

  /** The channel of that name in either spelling, or null. */
  public static Channel named(String name) {
    return BY_NAME.get(name);
  }
}
