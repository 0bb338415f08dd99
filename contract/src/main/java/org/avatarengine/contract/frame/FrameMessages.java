package org.avatarengine.contract.frame;

import java.util.Objects;

/** The binary messages beside the frame; their first byte tells them apart. */
public final class FrameMessages {

  /** First byte of a frame of version 1. */
  public static final byte FRAME = 0x01;

  /** First byte of an acknowledgement. */
  public static final byte ACKNOWLEDGEMENT = 0x11;

  /** Bytes of an acknowledgement: its first byte and the number as u32, little-endian. */
  public static final int ACKNOWLEDGEMENT_BYTES = 5;

  private FrameMessages() {}

  /** Writes the acknowledgement of a frame, 0..2³²−1; returns how many bytes it has. */
  public static int acknowledge(long sequence, byte[] out, int offset) {
    Objects.checkFromIndexSize(offset, ACKNOWLEDGEMENT_BYTES, out.length);
    out[offset] = ACKNOWLEDGEMENT;
    for (int i = 0; i < 4; i++) {
      out[offset + 1 + i] = (byte) (sequence >>> 8 * i);
    }
    return ACKNOWLEDGEMENT_BYTES;
  }

  /**
   * The number of the frame that is acknowledged, 0..2³²−1.
   *
   * @throws FrameFormatException when it is no acknowledgement
   */
  public static long acknowledged(byte[] in, int offset, int length) throws FrameFormatException {
    Objects.checkFromIndexSize(offset, length, in.length);
    if (length != ACKNOWLEDGEMENT_BYTES || in[offset] != ACKNOWLEDGEMENT) {
      throw new FrameFormatException("not an acknowledgement");
    }
    long sequence = 0;
    for (int i = 0; i < 4; i++) {
      sequence |= (in[offset + 1 + i] & 0xffL) << 8 * i;
    }
    return sequence;
  }
}
