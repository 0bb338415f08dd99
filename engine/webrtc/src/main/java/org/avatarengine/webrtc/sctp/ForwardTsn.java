package org.avatarengine.webrtc.sctp;

/** Tells the receiver what it shall not wait for (RFC 3758 sections 3.2 and 3.5). */
final class ForwardTsn {
  private int ackedTsn;

  /** The "advanced peer acknowledgement point". */
  private int advancedTsn;

  private boolean due;

  void start(int acked) {
    ackedTsn = acked;
    advancedTsn = acked;
  }

  boolean isDue() {
    return due;
  }

  /** Whether the receiver still has to follow. */
  boolean isAhead() {
    return Wire.before(ackedTsn, advancedTsn);
  }

  void acknowledged(int cumulative) {
    ackedTsn = cumulative;
    if (Wire.before(advancedTsn, cumulative)) {
      advancedTsn = cumulative;
    }
    due = isAhead();
  }

  /** Rule C2. */
  void advance(Flight flight) {
    for (OutChunk next = flight.get(advancedTsn + 1);
        next != null && next.abandoned;
        next = flight.get(advancedTsn + 1)) {
      advancedTsn++;
      due = true;
    }
  }

  void repeat() {
    due = isAhead();
  }

  /** As far as the streams to name fit one packet. */
  void write(PacketWriter writer, Flight flight) {
    due = false;
    int[] skipped = new int[16];
    int streams = 0;
    int maxStreams = (writer.buffer().length - Wire.COMMON_HEADER - 8) / 4;
    int last = ackedTsn;
    for (int tsn = ackedTsn + 1; !Wire.before(advancedTsn, tsn); tsn++) {
      OutChunk chunk = flight.get(tsn);
      if (chunk.ordered()) {
        int i = 0;
        while (i < streams && skipped[i] >>> 16 != chunk.stream.id) {
          i++;
        }
        if (i == maxStreams) {
          break;
        }
        if (i == skipped.length) {
          skipped = java.util.Arrays.copyOf(skipped, 2 * i);
        }
        skipped[i] = chunk.stream.id << 16 | chunk.ssn;
        streams = Math.max(streams, i + 1);
      }
      last = tsn;
    }
    int at = writer.chunk(Wire.FORWARD_TSN, 0, 8 + 4 * streams);
    Wire.put32(writer.buffer(), at, last);
    for (int i = 0; i < streams; i++) {
      Wire.put32(writer.buffer(), at + 4 + 4 * i, skipped[i]);
    }
  }
}
