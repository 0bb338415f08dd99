package org.avatarengine.animation.dialect;

import org.avatarengine.animation.signal.FaceSample;

/**
 * Reads one source's packets. Holds what a protocol spreads over several packets, so each source
 * has a reader of its own.
 */
public interface DialectReader {

  /** What became of a packet. */
  enum Outcome {
    /** The sample is filled. */
    SAMPLE,
    /**
     * Well-formed, but no face is complete yet (VMC before Apply, an OSC message of no interest).
     */
    PARTIAL,
    /** Not this protocol, or damaged; {@link #complaint()} says how. */
    MALFORMED
  }

  Dialect dialect();

  /**
   * Reads one packet. Allocates nothing for Live Link once the subject is known. Any bytes at all
   * may come: it neither throws nor hangs.
   *
   * @param into filled when the outcome is SAMPLE: values finite, blend shapes 0..1, rotations
   *     −1..1; of a packet with several frames the last one
   */
  Outcome read(byte[] packet, int offset, int length, FaceSample into);

  /** Why the last packet was malformed; a constant for each kind of fault. */
  String complaint();

  /**
   * How many frames the last packet had, 0 unless its outcome was SAMPLE. Only Azure sends more
   * than one: a sentence ahead of its sound, to be played by {@link FaceSample#sourceTimeUs()}.
   */
  int frames();

  /**
   * Fills a sample with one frame of the last packet, in order of time.
   *
   * @param index 0..{@link #frames()} − 1
   * @throws IndexOutOfBoundsException for another index
   */
  void frame(int index, FaceSample into);
}
