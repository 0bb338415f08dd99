package org.avatarengine.animation.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.avatarengine.contract.frame.Channel;

/**
 * Writes one OSC bundle of VMC protocol 2.9 a frame: OK, T, head and eye bones, 52 Blend/Val with
 * the ARKit names as Unity spells them (upper-case first letter), Apply. All bundles have the same
 * {@link #BYTES} bytes: the layout is made once, a frame only puts its floats in. Allocates
 * nothing; for one thread.
 */
final class VmcWriter implements DialectWriter {

  /** 52 values and Apply are 2,524 of them. */
  static final int BYTES = 2_792;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int[] BONE_CHANNELS = {
    Channel.HEAD_YAW.ordinal(), Channel.LEFT_EYE_YAW.ordinal(), Channel.RIGHT_EYE_YAW.ordinal()
  };
  private static final String[] BONES = {"Head", "LeftEye", "RightEye"};

  private final byte[] bundle = new byte[BYTES];
  private final int[] valueAt = new int[Channel.SHAPES];
  private final int[] quaternionAt = new int[BONES.length];
  private final int timeAt;
  private int size;

  VmcWriter() {
    text("#bundle");
    INT.set(bundle, size, 0);
    INT.set(bundle, size + 4, 1);
    size += 8;
    int ok = begin("/VMC/Ext/OK", ",i");
    INT.set(bundle, size, 1);
    size += 4;
    end(ok);
    int time = begin("/VMC/Ext/T", ",f");
    timeAt = number();
    end(time);
    for (int i = 0; i < BONES.length; i++) {
      int bone = begin("/VMC/Ext/Bone/Pos", ",sfffffff");
      text(BONES[i]);
      size += 3 * Float.BYTES;
      quaternionAt[i] = size;
      size += 4 * Float.BYTES;
      end(bone);
    }
    for (int i = 0; i < Channel.SHAPES; i++) {
      int value = begin("/VMC/Ext/Blend/Val", ",sf");
      text(Channel.ALL.get(i).liveLinkName());
      valueAt[i] = number();
      end(value);
    }
    end(begin("/VMC/Ext/Blend/Apply", ","));
    if (size != BYTES) {
      throw new IllegalStateException("a bundle has " + size + " bytes");
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.VMC;
  }

  @Override
  public int write(float[] values, long frameNumber, long timeUs, byte[] out, int offset) {
    System.arraycopy(bundle, 0, out, offset, BYTES);
    put(out, offset + timeAt, (float) (Math.max(0, timeUs) / 1e6));
    for (int i = 0; i < BONES.length; i++) {
      int channel = BONE_CHANNELS[i];
      quaternion(
          values[channel], values[channel + 1], values[channel + 2], out, offset + quaternionAt[i]);
    }
    for (int i = 0; i < Channel.SHAPES; i++) {
      put(out, offset + valueAt[i], values[i]);
    }
    return BYTES;
  }

  /**
   * Yaw · pitch · roll as a quaternion x, y, z, w: the inverse of what {@link FaceAngles} reads.
   */
  private static void quaternion(float yaw, float pitch, float roll, byte[] out, int at) {
    double sy = StrictMath.sin(yaw / 2);
    double cy = StrictMath.cos(yaw / 2);
    double sx = StrictMath.sin(pitch / 2);
    double cx = StrictMath.cos(pitch / 2);
    double sz = StrictMath.sin(roll / 2);
    double cz = StrictMath.cos(roll / 2);
    put(out, at, (float) (cy * sx * cz + sy * cx * sz));
    put(out, at + 4, (float) (sy * cx * cz - cy * sx * sz));
    put(out, at + 8, (float) (cy * cx * sz - sy * sx * cz));
    put(out, at + 12, (float) (cy * cx * cz + sy * sx * sz));
  }

  private int begin(String address, String types) {
    int start = size;
    size += Integer.BYTES;
    text(address);
    text(types);
    return start;
  }

  private void end(int start) {
    INT.set(bundle, start, size - start - Integer.BYTES);
  }

  private int number() {
    int at = size;
    size += Float.BYTES;
    return at;
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, bundle, size, bytes.length);
    size += (bytes.length / 4 + 1) * 4;
  }

  private static void put(byte[] out, int at, float value) {
    INT.set(out, at, Float.floatToRawIntBits(value));
  }
}
