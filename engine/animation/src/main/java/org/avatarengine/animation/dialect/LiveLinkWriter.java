package org.avatarengine.animation.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.avatarengine.contract.frame.Channel;

/**
 * Writes Live Link Face packets, version 6: what a present Unreal takes. A packet has 270 bytes and
 * those of device id and subject: 306 + N with a UUID and a subject of N bytes, 654 at most.
 * Allocates nothing; for one thread.
 */
public final class LiveLinkWriter implements DialectWriter {

  private static final int VERSION = 6;
  private static final int MAX_CHARACTERS = 64;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] head;
  private final int rateNumerator;
  private final int rateDenominator;

  /**
   * @param deviceId 1..64 characters; the app sends a UUID
   * @param subject the name that Unreal shows, 1..64 characters
   * @param rateNumerator frames that pass in {@code rateDenominator} seconds, from 1
   * @param rateDenominator from 1
   */
  public LiveLinkWriter(String deviceId, String subject, int rateNumerator, int rateDenominator) {
    if (rateNumerator < 1 || rateDenominator < 1) {
      throw new IllegalArgumentException(
          "a frame rate is positive: " + rateNumerator + "/" + rateDenominator);
    }
    byte[] device = name("device id", deviceId);
    byte[] name = name("subject", subject);
    head = new byte[1 + 4 + device.length + 4 + name.length];
    head[0] = VERSION;
    INT.set(head, 1, device.length);
    System.arraycopy(device, 0, head, 5, device.length);
    INT.set(head, 5 + device.length, name.length);
    System.arraycopy(name, 0, head, 9 + device.length, name.length);
    this.rateNumerator = rateNumerator;
    this.rateDenominator = rateDenominator;
  }

  /** The device id is made from the subject: one subject is always the same device. */
  static LiveLinkWriter of(String subject, int fps) {
    byte[] seed = ("avatar-engine/" + subject).getBytes(StandardCharsets.UTF_8);
    String device = UUID.nameUUIDFromBytes(seed).toString();
    return new LiveLinkWriter(device.toUpperCase(java.util.Locale.ROOT), subject, fps, 1);
  }

  @Override
  public Dialect dialect() {
    return Dialect.LIVE_LINK;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Unreal places a frame by its time alone, so frame and sub-frame are those of {@code timeUs}
   * at the rate that the packets claim; {@code frameNumber} counts only when the time is negative.
   */
  @Override
  public int write(float[] values, long frameNumber, long timeUs, byte[] out, int offset) {
    if (timeUs < 0) {
      return write(values, (int) (frameNumber & Integer.MAX_VALUE), 0f, out, offset);
    }
    double frames = timeUs / 1e6 * rateNumerator / rateDenominator;
    long whole = (long) frames;
    float part = Math.min(0.999_999f, (float) (frames - whole));
    return write(values, (int) (whole & Integer.MAX_VALUE), part, out, offset);
  }

  /**
   * Writes a packet with that very time.
   *
   * @param subFrame 0..1
   * @return how many bytes were written
   */
  public int write(float[] values, int frame, float subFrame, byte[] out, int offset) {
    System.arraycopy(head, 0, out, offset, head.length);
    int pos = offset + head.length;
    INT.set(out, pos, frame);
    INT.set(out, pos + 4, Float.floatToRawIntBits(subFrame));
    INT.set(out, pos + 8, rateNumerator);
    INT.set(out, pos + 12, rateDenominator);
    out[pos + 16] = (byte) Channel.COUNT;
    pos += 17;
    for (int i = 0; i < Channel.COUNT; i++) {
      INT.set(out, pos, Float.floatToRawIntBits(values[i]));
      pos += Float.BYTES;
    }
    return pos - offset;
  }

  private static byte[] name(String what, String name) {
    if (name.isEmpty() || name.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "a " + what + " has 1 to " + MAX_CHARACTERS + " characters: " + name.length());
    }
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
