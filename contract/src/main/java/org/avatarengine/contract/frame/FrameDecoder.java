package org.avatarengine.contract.frame;

import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes to frames: the receiver's half. Remembers the last 256 frames by number, to decode later
 * frames against.
 */
public final class FrameDecoder {

  /** What became of some bytes. */
  public enum Outcome {
    /** A frame, newer than all before it. */
    SHOWN,
    /**
     * A frame older than one already shown, or the same again: decoded for later bases, not shown.
     */
    LATE,
    /** Its base is not known here; ask for a key frame. */
    BASE_UNKNOWN
  }

  private static final int KEPT = 256;

  private final QuantizedFrame[] kept = new QuantizedFrame[KEPT];
  private final boolean[] known = new boolean[KEPT];
  private final QuantizedFrame read = new QuantizedFrame();
  private final FrameModel model = new FrameModel();
  private final RangeDecoder coder = new RangeDecoder();
  private boolean begun;
  private int newest;

  public FrameDecoder() {
    for (int i = 0; i < KEPT; i++) {
      kept[i] = new QuantizedFrame();
    }
  }

  /**
   * Decodes one frame. A key frame that is more than 255 frames older than the newest one begins
   * anew, as after a restart of the sender: all others are forgotten.
   *
   * @param into becomes the frame if the outcome is SHOWN or LATE
   * @throws FrameFormatException when it is not a frame; the decoder stays as it was
   */
  public Outcome decode(byte[] in, int offset, int length, QuantizedFrame into)
      throws FrameFormatException {
    Objects.checkFromIndexSize(offset, length, in.length);
    if (length > FrameEncoder.MAX_BYTES) {
      throw new FrameFormatException("longer than a frame: " + length + " bytes");
    }
    if (length < FrameFormat.DELTA_TIME_OFFSET + 1) {
      throw new FrameFormatException("shorter than a frame: " + length + " bytes");
    }
    if (in[offset + FrameFormat.VERSION_OFFSET] != FrameMessages.FRAME) {
      throw new FrameFormatException("byte 0: not a frame of version 1");
    }
    int flags = in[offset + FrameFormat.FLAGS_OFFSET] & 0xff;
    if (flags > 7) {
      throw new FrameFormatException("byte 1: unknown flags");
    }
    FrameProfile profile =
        (flags & FrameFormat.SEVEN_BIT_FLAG) == 0 ? FrameProfile.EIGHT_BIT : FrameProfile.SEVEN_BIT;
    int age = in[offset + FrameFormat.AGE_OFFSET] & 0xff;
    return age == 0
        ? key(in, offset, length, FrameFormat.level(flags & 3), profile, into)
        : delta(in, offset, length, FrameFormat.level(flags & 3), profile, age, into);
  }

  /** Forgets all frames, as after a new connection. */
  public void reset() {
    begun = false;
    Arrays.fill(known, false);
  }

  private Outcome key(
      byte[] in,
      int offset,
      int length,
      DetailLevel level,
      FrameProfile profile,
      QuantizedFrame into)
      throws FrameFormatException {
    if (length < FrameFormat.KEY_PAYLOAD_OFFSET) {
      throw new FrameFormatException("shorter than a key frame: " + length + " bytes");
    }
    int sequence = u32(in, offset + FrameFormat.SEQUENCE_OFFSET);
    int time = u32(in, offset + FrameFormat.KEY_TIME_OFFSET);
    read.stamp(profile, level, sequence & FrameFormat.UINT32, time & FrameFormat.UINT32);
    payload(in, offset, length, FrameFormat.KEY_PAYLOAD_OFFSET, FrameFormat.rest(profile), 0);
    if (begun && newest - sequence >= KEPT) {
      reset();
    }
    return keep(into);
  }

  private Outcome delta(
      byte[] in,
      int offset,
      int length,
      DetailLevel level,
      FrameProfile profile,
      int age,
      QuantizedFrame into)
      throws FrameFormatException {
    int at = offset + FrameFormat.DELTA_TIME_OFFSET;
    int elapsed = 0;
    for (int shift = 0; ; shift += 7) {
      if (at == offset + length || shift == 35) {
        throw new FrameFormatException("byte " + (at - offset) + ": the time does not end");
      }
      int part = in[at++];
      elapsed |= (part & 0x7f) << shift;
      if (part >= 0) {
        break;
      }
    }
    if (!begun) {
      return Outcome.BASE_UNKNOWN;
    }
    int low =
        in[offset + FrameFormat.SEQUENCE_OFFSET] & 0xff
            | (in[offset + FrameFormat.SEQUENCE_OFFSET + 1] & 0xff) << 8;
    // The number with that low half that is nearest to the newest one.
    int sequence = newest + (short) (low - newest);
    int slot = sequence - age & KEPT - 1;
    QuantizedFrame base = kept[slot];
    if (!known[slot] || (int) base.sequence() != sequence - age) {
      return Outcome.BASE_UNKNOWN;
    }
    if (base.profile() != profile) {
      throw new FrameFormatException("byte 1: not the profile of its base");
    }
    read.stamp(
        profile,
        level,
        sequence & FrameFormat.UINT32,
        base.timeMs() + elapsed & FrameFormat.UINT32);
    payload(in, offset, length, at - offset, base.steps(), age);
    return keep(into);
  }

  private void payload(byte[] in, int offset, int length, int from, short[] base, int age)
      throws FrameFormatException {
    int bytes = length - from;
    if (bytes > 0 && in[offset + length - 1] == 0) {
      throw new FrameFormatException("a needless zero at the end");
    }
    coder.begin(in, offset + from, bytes);
    FramePlan plan = FramePlan.of(read.level());
    short[] steps = read.steps();
    if (!model.code(coder, plan, steps, base, age, read.profile().steps())) {
      throw new FrameFormatException("the payload is no face");
    }
    if (!coder.exact()) {
      throw new FrameFormatException("the payload is too long");
    }
    FrameFormat.fill(read.level(), read.profile(), steps);
    int check = FrameFormat.check(read.sequence(), read.timeMs(), steps);
    if (check != (in[offset + FrameFormat.CHECK_OFFSET] & 0xff)) {
      throw new FrameFormatException("byte 3: the check does not match");
    }
  }

  private Outcome keep(QuantizedFrame into) {
    into.set(read);
    int sequence = (int) read.sequence();
    boolean newer = !begun || sequence - newest > 0;
    if (newer) {
      begun = true;
      newest = sequence;
    }
    int slot = sequence & KEPT - 1;
    // What was shown under a number stays, even if it comes again. Neither way in is open to a
    // frame 256 or more older than the newest, so that no slot is taken by one.
    boolean same = known[slot] && kept[slot].sequence() == read.sequence();
    if (newer || !same) {
      kept[slot].set(read);
      known[slot] = true;
    }
    return newer ? Outcome.SHOWN : Outcome.LATE;
  }

  private static int u32(byte[] in, int at) {
    return in[at] & 0xff
        | (in[at + 1] & 0xff) << 8
        | (in[at + 2] & 0xff) << 16
        | (in[at + 3] & 0xff) << 24;
  }
}
