package org.avatarengine.video;

import java.nio.ByteBuffer;

/**
 * What the child says of a clip before its first frame. Sizes are before the turn.
 *
 * @param width of a frame with square pixels
 * @param height of a frame with square pixels
 * @param rasterWidth of the pixels that are sent
 * @param rasterHeight of the pixels that are sent
 * @param frames in the clip
 * @param micros how long it plays, microseconds
 */
record ClipHeader(
    int width, int height, int rasterWidth, int rasterHeight, Turn turn, int frames, long micros) {

  static final int BYTES = 5 * Integer.BYTES + Long.BYTES + 1;

  ClipHeader {
    if (rasterWidth < 1 || rasterHeight < 1 || width < rasterWidth || height < rasterHeight) {
      throw new IllegalArgumentException("a clip's frames have no such size");
    }
    if (frames < 1 || micros < 0) {
      throw new IllegalArgumentException("a clip has frames and a duration");
    }
  }

  /** Of one frame as it is sent. */
  long frameBytes() {
    return 3L * rasterWidth * rasterHeight;
  }

  ByteBuffer encode() {
    return ByteBuffer.allocate(BYTES)
        .putInt(width)
        .putInt(height)
        .putInt(rasterWidth)
        .putInt(rasterHeight)
        .putInt(frames)
        .putLong(micros)
        .put((byte) turn.ordinal())
        .flip();
  }

  /**
   * @throws IllegalArgumentException where it says what cannot be
   */
  static ClipHeader decode(byte[] payload) {
    if (payload.length != BYTES) {
      throw new IllegalArgumentException("a clip header of %d bytes".formatted(payload.length));
    }
    ByteBuffer in = ByteBuffer.wrap(payload);
    int width = in.getInt();
    int height = in.getInt();
    int rasterWidth = in.getInt();
    int rasterHeight = in.getInt();
    int frames = in.getInt();
    long micros = in.getLong();
    int turn = in.get();
    if (turn < 0 || turn >= Turn.values().length) {
      throw new IllegalArgumentException("a turn numbered %d".formatted(turn));
    }
    return new ClipHeader(
        width, height, rasterWidth, rasterHeight, Turn.values()[turn], frames, micros);
  }
}
