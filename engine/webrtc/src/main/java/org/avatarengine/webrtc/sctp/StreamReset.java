package org.avatarengine.webrtc.sctp;

import java.util.LinkedHashSet;
import java.util.Set;

/** Resets of streams, which is how channels close (RFC 6525, RFC 8831 section 6.7). */
final class StreamReset {
  private static final int OUTGOING = 13;
  private static final int INCOMING = 14;
  private static final int TSN_RESET = 15;
  private static final int RESPONSE = 16;
  private static final int ADD_OUTGOING = 17;
  private static final int ADD_INCOMING = 18;

  private static final int PERFORMED = 1;
  private static final int DENIED = 2;
  private static final int BAD_NUMBER = 5;
  private static final int IN_PROGRESS = 6;
  private static final int NO_RESPONSE = -1;
  private static final int STREAMS_A_REQUEST = 64;

  /** Who owns the streams. */
  interface Streams {
    /** Whether nothing of ours waits on it or is unacknowledged. */
    boolean isDrained(int stream);

    /** The other side forgot our half. */
    void onOutgoingReset(int stream);

    /** The other side ended its half. */
    void onIncomingReset(int stream);

    /** The other side asks that we end our half. */
    void onResetAsked(int stream);
  }

  private final PacketWriter writer;
  private final RoundTrip roundTrip;
  private final Inbound inbound;
  private final Outbound outbound;
  private final Streams streams;
  private final Set<Integer> pending = new LinkedHashSet<>();
  private final Set<Integer> settled = new LinkedHashSet<>();
  private int[] requested = new int[0];
  private boolean outstanding;
  private int requestNumber;
  private int requestTsn;
  private int expectedNumber;
  private int lastResult = NO_RESPONSE;
  private long timerUs = Long.MAX_VALUE;

  StreamReset(
      PacketWriter writer,
      RoundTrip roundTrip,
      Inbound inbound,
      Outbound outbound,
      Streams streams) {
    this.writer = writer;
    this.roundTrip = roundTrip;
    this.inbound = inbound;
    this.outbound = outbound;
    this.streams = streams;
  }

  /** Request numbers start with the TSNs (RFC 6525 section 4.1). */
  void start(int localTsn, int peerTsn) {
    requestNumber = localTsn - 1;
    expectedNumber = peerTsn;
  }

  long timerUs() {
    return timerUs;
  }

  void request(int stream) {
    pending.add(stream);
  }

  /** The answer for that stream came another way. */
  void settle(int stream) {
    pending.remove(stream);
    settled.add(stream);
  }

  /** Sends the next request when the one before was answered and its streams are drained. */
  void transmit(long nowUs) {
    if (outstanding || pending.isEmpty()) {
      return;
    }
    int[] ready =
        pending.stream()
            .filter(streams::isDrained)
            .limit(STREAMS_A_REQUEST)
            .mapToInt(Integer::intValue)
            .toArray();
    if (ready.length == 0) {
      return;
    }
    for (int stream : ready) {
      pending.remove(stream);
    }
    settled.clear();
    requested = ready;
    requestNumber++;
    requestTsn = outbound.nextTsn() - 1;
    outstanding = true;
    write(nowUs);
  }

  /** Asks again. Returns false when nothing was outstanding. */
  boolean timedOut(long nowUs) {
    timerUs = Long.MAX_VALUE;
    if (!outstanding) {
      return false;
    }
    roundTrip.backOff();
    write(nowUs);
    return true;
  }

  /** A RE-CONFIG chunk that starts there. Returns false when it does not hold together. */
  boolean onReConfig(byte[] packet, int at, int length, long nowUs) {
    int end = at + length;
    for (int i = at + 4; i + 4 <= end; ) {
      int type = Wire.u16(packet, i);
      int size = Wire.u16(packet, i + 2);
      if (size < 8 || i + size > end) {
        return false;
      }
      int number = Wire.i32(packet, i + 4);
      switch (type) {
        case OUTGOING -> {
          if (size < 16) {
            return false;
          }
          onOutgoing(packet, i, size, number);
        }
        case INCOMING -> {
          if (isExpected(number)) {
            for (int j = i + 8; j + 2 <= i + size; j += 2) {
              streams.onResetAsked(Wire.u16(packet, j));
            }
            finish(number, PERFORMED);
          }
        }
        case TSN_RESET, ADD_OUTGOING, ADD_INCOMING -> {
          if (isExpected(number)) {
            finish(number, DENIED);
          }
        }
        case RESPONSE -> {
          if (size < 12) {
            return false;
          }
          onResponse(number, Wire.i32(packet, i + 8), nowUs);
        }
        default -> {
          if ((type & 0x8000) == 0) {
            return true;
          }
        }
      }
      i += Wire.padded(size);
    }
    return true;
  }

  void end() {
    timerUs = Long.MAX_VALUE;
    pending.clear();
    outstanding = false;
  }

  private void onOutgoing(byte[] packet, int at, int size, int number) {
    if (!isExpected(number)) {
      return;
    }
    int lastTsn = Wire.i32(packet, at + 12);
    if (Wire.before(inbound.cumulativeTsn(), lastTsn)) {
      // Its last data is still missing. The other side asks again with the same number.
      respond(number, IN_PROGRESS);
      return;
    }
    expectedNumber = number + 1;
    lastResult = PERFORMED;
    for (int i = at + 16; i + 2 <= at + size; i += 2) {
      int stream = Wire.u16(packet, i);
      inbound.reset(stream);
      streams.onIncomingReset(stream);
    }
    respond(number, PERFORMED);
  }

  private boolean isExpected(int number) {
    if (number == expectedNumber) {
      return true;
    }
    boolean repeated = number == expectedNumber - 1 && lastResult != NO_RESPONSE;
    respond(number, repeated ? lastResult : BAD_NUMBER);
    return false;
  }

  private void finish(int number, int result) {
    expectedNumber = number + 1;
    lastResult = result;
    respond(number, result);
  }

  private void onResponse(int number, int result, long nowUs) {
    if (!outstanding || number != requestNumber) {
      return;
    }
    if (result == IN_PROGRESS) {
      timerUs = nowUs + roundTrip.rtoUs();
      return;
    }
    // Whatever else it says, there is nothing more to ask for: the stream is over for us.
    outstanding = false;
    timerUs = Long.MAX_VALUE;
    for (int stream : requested) {
      if (!settled.contains(stream)) {
        streams.onOutgoingReset(stream);
      }
    }
  }

  private void respond(int number, int result) {
    int at = writer.chunk(Wire.RE_CONFIG, 0, 16);
    byte[] buffer = writer.buffer();
    Wire.put16(buffer, at, RESPONSE);
    Wire.put16(buffer, at + 2, 12);
    Wire.put32(buffer, at + 4, number);
    Wire.put32(buffer, at + 8, result);
  }

  private void write(long nowUs) {
    int size = 16 + 2 * requested.length;
    int at = writer.chunk(Wire.RE_CONFIG, 0, 4 + size);
    byte[] buffer = writer.buffer();
    Wire.put16(buffer, at, OUTGOING);
    Wire.put16(buffer, at + 2, size);
    Wire.put32(buffer, at + 4, requestNumber);
    Wire.put32(buffer, at + 8, expectedNumber - 1);
    Wire.put32(buffer, at + 12, requestTsn);
    for (int i = 0; i < requested.length; i++) {
      Wire.put16(buffer, at + 16 + 2 * i, requested[i]);
    }
    timerUs = nowUs + roundTrip.rtoUs();
  }
}
