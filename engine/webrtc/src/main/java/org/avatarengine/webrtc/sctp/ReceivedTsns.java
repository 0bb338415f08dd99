package org.avatarengine.webrtc.sctp;

import java.util.Arrays;

/**
 * Which TSNs came: the cumulative one and a bitmap of the {@value #WINDOW} after it, and the SACK
 * that says so (RFC 9260 sections 3.3.4 and 6.2).
 */
final class ReceivedTsns {
  static final int WINDOW = 4_096;
  private static final int MAX_DUPLICATES = 16;

  private final long[] bits = new long[WINDOW / 64];
  private final int[] duplicates = new int[MAX_DUPLICATES];
  private int duplicateCount;
  private int cumulative;
  private int highest;

  void start(int peerInitialTsn) {
    cumulative = peerInitialTsn - 1;
    highest = cumulative;
  }

  int cumulative() {
    return cumulative;
  }

  boolean hasGaps() {
    return highest != cumulative;
  }

  boolean isDuplicate(int tsn) {
    return !Wire.before(cumulative, tsn) || inWindow(tsn) && isSet(tsn);
  }

  boolean inWindow(int tsn) {
    int ahead = tsn - cumulative;
    return ahead > 0 && ahead < WINDOW;
  }

  void addDuplicate(int tsn) {
    if (duplicateCount < MAX_DUPLICATES) {
      duplicates[duplicateCount++] = tsn;
    }
  }

  /** It is in the window and new. */
  void add(int tsn) {
    if (tsn == cumulative + 1) {
      cumulative = tsn;
      if (Wire.before(highest, tsn)) {
        highest = tsn;
      } else {
        followOn();
      }
    } else {
      bits[word(tsn)] |= 1L << tsn;
      if (Wire.before(highest, tsn)) {
        highest = tsn;
      }
    }
  }

  /** Nothing up to there will come any more (RFC 3758 section 3.6). */
  void forward(int tsn) {
    if (!Wire.before(cumulative, tsn)) {
      return;
    }
    if (tsn - cumulative >= WINDOW || !Wire.before(tsn, highest)) {
      Arrays.fill(bits, 0);
      cumulative = tsn;
      highest = tsn;
      return;
    }
    while (cumulative != tsn) {
      clear(++cumulative);
    }
    followOn();
  }

  void writeSack(PacketWriter writer, long window) {
    int room = (writer.room() - 16) / 4;
    if (room < duplicateCount + 8) {
      writer.flush();
      room = (writer.room() - 16) / 4;
    }
    int gaps = countGaps(room - duplicateCount);
    int at = writer.chunk(Wire.SACK, 0, 16 + 4 * (gaps + duplicateCount));
    byte[] buffer = writer.buffer();
    Wire.put32(buffer, at, cumulative);
    Wire.put32(buffer, at + 4, (int) window);
    Wire.put16(buffer, at + 8, gaps);
    Wire.put16(buffer, at + 10, duplicateCount);
    at += 12;
    int tsn = cumulative + 1;
    for (int i = 0; i < gaps; i++) {
      tsn = next(tsn, true);
      Wire.put16(buffer, at, tsn - cumulative);
      tsn = next(tsn, false);
      Wire.put16(buffer, at + 2, tsn - 1 - cumulative);
      at += 4;
    }
    for (int i = 0; i < duplicateCount; i++) {
      Wire.put32(buffer, at, duplicates[i]);
      at += 4;
    }
    duplicateCount = 0;
  }

  private int countGaps(int max) {
    int gaps = 0;
    int tsn = cumulative + 1;
    while (hasGaps() && gaps < max && !Wire.before(highest, tsn = next(tsn, true))) {
      gaps++;
      tsn = next(tsn, false);
    }
    return gaps;
  }

  /** The first TSN from there on that came, or that did not; highest + 1 when there is none. */
  private int next(int from, boolean set) {
    int tsn = from;
    while (!Wire.before(highest, tsn) && isSet(tsn) != set) {
      tsn++;
    }
    return tsn;
  }

  private void followOn() {
    while (isSet(cumulative + 1)) {
      clear(++cumulative);
    }
    if (Wire.before(highest, cumulative)) {
      highest = cumulative;
    }
  }

  private boolean isSet(int tsn) {
    return (bits[word(tsn)] & 1L << tsn) != 0;
  }

  private void clear(int tsn) {
    bits[word(tsn)] &= ~(1L << tsn);
  }

  private static int word(int tsn) {
    return (tsn & (WINDOW - 1)) >>> 6;
  }
}
