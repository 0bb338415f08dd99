package org.avatarengine.webrtc.sctp;

/** Chunks that have a TSN and are not cumulatively acknowledged, without a gap. */
final class Flight {
  private OutChunk[] ring = new OutChunk[16];
  private int firstTsn;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int firstTsn() {
    return firstTsn;
  }

  /** Null outside. */
  OutChunk get(int tsn) {
    int index = tsn - firstTsn;
    return index < 0 || index >= size ? null : ring[tsn & (ring.length - 1)];
  }

  /** Its TSN follows the last one. */
  void add(OutChunk chunk) {
    if (size == ring.length) {
      OutChunk[] larger = new OutChunk[2 * ring.length];
      for (int i = 0; i < size; i++) {
        int tsn = firstTsn + i;
        larger[tsn & (larger.length - 1)] = ring[tsn & (ring.length - 1)];
      }
      ring = larger;
    }
    if (size == 0) {
      firstTsn = chunk.tsn;
    }
    ring[chunk.tsn & (ring.length - 1)] = chunk;
    size++;
  }

  OutChunk removeFirst() {
    int at = firstTsn & (ring.length - 1);
    OutChunk chunk = ring[at];
    ring[at] = null;
    firstTsn++;
    size--;
    return chunk;
  }
}
