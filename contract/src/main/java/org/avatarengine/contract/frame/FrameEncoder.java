package org.avatarengine.contract.frame;

/** Values to bytes. One for each session and level; allocates nothing after it was made. */
public final class FrameEncoder {

  /** No frame is longer, so that it fits a datagram. */
  public static final int MAX_BYTES = 1_200;

  public FrameEncoder(FrameProfile profile, DetailLevel level) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Quantises the next frame. A value that is within the profile's error of the step shown before
   * keeps that step.
   *
   * @param values 61 floats; out of range or NaN counts as the nearest, or 0
   * @param into becomes the frame as every receiver will show it, whatever its base
   */
  public void quantize(long sequence, long timeMs, float[] values, QuantizedFrame into) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Encodes a frame.
   *
   * @param base a frame that the receiver has acknowledged, at most 255 older; null makes a key
   *     frame
   * @param out written from {@code offset}; needs {@link #MAX_BYTES} of room
   * @return how many bytes were written
   */
  public int encode(QuantizedFrame frame, QuantizedFrame base, byte[] out, int offset) {
    throw new UnsupportedOperationException("not written yet");
  }
}
