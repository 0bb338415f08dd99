package org.avatarengine.animation.dialect;

/** Writes frames for programs that speak a dialect. */
public interface DialectWriter {

  /** The most bytes of one packet. */
  int MAX_BYTES = 4_096;

  Dialect dialect();

  /**
   * Writes one packet.
   *
   * @param values 61 floats: blend shapes 0..1, rotations −1..1
   * @param timeUs media time in microseconds
   * @param out room for {@link #MAX_BYTES} from {@code offset}
   * @return how many bytes were written
   */
  int write(float[] values, long frameNumber, long timeUs, byte[] out, int offset);
}
