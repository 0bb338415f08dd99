package org.avatarengine.animation.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * VMC protocol 2.9 over OSC. Blend/Val messages are collected, over bundles or single packets,
 * until Apply makes a sample of them; the last rotations of head and eye bones come along. Names
 * are the 52 ARKit ones, whatever their case, or VRM presets, which mean less than an ARKit name
 * that was sent too. The source's clock is the bundle's time tag, or the T message.
 *
 * <p>Bones are local rotations in Unity's left-handed frame, which is the one of {@link
 * FaceAngles}. The neck is not looked at.
 */
final class VmcReader extends PacketReader implements OscMessages.Visitor {

  private static final byte[] VALUE = ascii("/VMC/Ext/Blend/Val");
  private static final byte[] APPLY = ascii("/VMC/Ext/Blend/Apply");
  private static final byte[] BONE = ascii("/VMC/Ext/Bone/Pos");
  private static final byte[] TIME = ascii("/VMC/Ext/T");

  /** Beyond it a float tells no milliseconds any more, so that frames would look alike. */
  private static final float MAX_SECONDS = 16_384;

  private static final long AT_ONCE = 1;
  private static final NameTable BONES =
      new NameTable(
          Map.of(
              "Head", Channel.HEAD_YAW.ordinal(),
              "LeftEye", Channel.LEFT_EYE_YAW.ordinal(),
              "RightEye", Channel.RIGHT_EYE_YAW.ordinal()));

  private final float rotationScale;
  private final OscMessages messages = new OscMessages();
  private final FaceAngles angles = new FaceAngles();
  private final FaceSample exact = new FaceSample();
  private final float[] preset = new float[Channel.COUNT];
  private long presetChannels;
  private long timeUs = -1;
  private boolean tagged;
  private boolean applied;
  private String fault = "";

  VmcReader(float rotationScale) {
    super(Dialect.VMC);
    this.rotationScale = Ranges.rotationScale(rotationScale);
  }

  @Override
  Outcome parse(byte[] packet, int offset, int length, FaceSample into) {
    applied = false;
    tagged = false;
    fault = "not OSC";
    if (!messages.walk(packet, offset, length, this)) {
      forget();
      return malformed(fault);
    }
    if (!applied) {
      return Outcome.PARTIAL;
    }
    finish(into);
    forget();
    return Outcome.SAMPLE;
  }

  @Override
  public void bundle(long timeTag) {
    if (timeTag != 0 && timeTag != AT_ONCE) {
      // NTP: seconds since 1900 and fractions of 2^32.
      timeUs = (timeTag >>> 32) * 1_000_000 + (((timeTag & 0xffff_ffffL) * 1_000_000) >>> 32);
      tagged = true;
    }
  }

  @Override
  public boolean message(OscMessages message) {
    if (message.at(VALUE)) {
      return shape(message);
    }
    if (message.at(BONE)) {
      return bone(message);
    }
    if (message.at(APPLY)) {
      applied = true;
    } else if (message.at(TIME)) {
      float seconds = message.number(0);
      if (!tagged && seconds >= 0 && seconds < MAX_SECONDS) {
        timeUs = (long) (seconds * 1e6);
      }
    }
    return true;
  }

  private boolean shape(OscMessages message) {
    float value = message.number(1);
    if (!message.isText(0) || !Float.isFinite(value)) {
      fault = "a blend value is no finite number with a name";
      return false;
    }
    int channel = message.find(NameTable.CHANNELS, 0);
    if (channel >= 0 && channel < Channel.SHAPES) {
      exact.set(channel, Ranges.clamp(channel, value));
      return true;
    }
    int number = message.find(VmcPresets.NAMES, 0);
    if (number != NameTable.NONE) {
      int[] channels = VmcPresets.channels(number);
      float[] weights = VmcPresets.weights(number);
      for (int i = 0; i < channels.length; i++) {
        int moved = channels[i];
        preset[moved] =
            Ranges.clamp(moved, preset[moved] + weights[i] * Ranges.clamp(moved, value));
        presetChannels |= 1L << moved;
      }
    }
    return true;
  }

  private boolean bone(OscMessages message) {
    if (!message.isText(0)) {
      fault = "a bone without a name";
      return false;
    }
    int first = message.find(BONES, 0);
    if (first != NameTable.NONE
        && angles.ofQuaternion(
            message.number(4), message.number(5), message.number(6), message.number(7))) {
      angles.into(exact, first, rotationScale);
    }
    return true;
  }

  private void finish(FaceSample into) {
    for (int i = 0; i < Channel.COUNT; i++) {
      if ((exact.present() >>> i & 1) != 0) {
        into.set(i, exact.values()[i]);
      } else if ((presetChannels >>> i & 1) != 0) {
        into.set(i, preset[i]);
      }
    }
    into.setSourceTimeUs(timeUs);
  }

  private void forget() {
    exact.clear();
    Arrays.fill(preset, 0);
    presetChannels = 0;
    timeUs = -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
