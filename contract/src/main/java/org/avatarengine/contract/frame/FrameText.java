package org.avatarengine.contract.frame;

/**
 * The frame for simple clients: JSON {@code {"seq":n,"t":ms,"values":[61 numbers]}} and the same as
 * MessagePack; with a rig also {@code "targets":[…]} in the order of its published table.
 */
public final class FrameText {

  public FrameText() {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Writes UTF-8 JSON.
   *
   * @param targets the rig's values, or null
   * @param targetCount how many of them
   * @return how many bytes were written; at most 16 for each number and 64 more
   */
  public int json(QuantizedFrame frame, float[] targets, int targetCount, byte[] out, int offset) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Writes MessagePack with float 32 numbers; otherwise as {@link #json}. */
  public int messagePack(
      QuantizedFrame frame, float[] targets, int targetCount, byte[] out, int offset) {
    throw new UnsupportedOperationException("not written yet");
  }
}
