package org.avatarengine.contract.frame;

/**
 * How much of a face a viewer gets. Channels outside a level are not sent; the receiver fills them
 * as {@code docs/api/frame-protocol.md} says.
 */
public enum DetailLevel {
  FULL(60, 61),
  REDUCED(30, 52),
  LOW(15, 24),
  MINIMAL(8, 12);

  private final int fps;
  private final int channels;

  DetailLevel(int fps, int channels) {
    this.fps = fps;
    this.channels = channels;
  }

  /** The most frames a second. */
  public int fps() {
    return fps;
  }

  /** How many channels are sent. */
  public int channels() {
    return channels;
  }
}
