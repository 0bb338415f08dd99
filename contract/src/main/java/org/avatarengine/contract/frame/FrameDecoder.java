package org.avatarengine.contract.frame;

/**
 * Bytes to frames: the receiver's half. Remembers what it showed, to decode later frames against.
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

  public FrameDecoder() {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Decodes one frame.
   *
   * @param into becomes the frame if the outcome is SHOWN or LATE
   * @throws FrameFormatException when it is not a frame; the decoder stays as it was
   */
  public Outcome decode(byte[] in, int offset, int length, QuantizedFrame into)
      throws FrameFormatException {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Forgets all frames, as after a new connection. */
  public void reset() {
    throw new UnsupportedOperationException("not written yet");
  }
}
