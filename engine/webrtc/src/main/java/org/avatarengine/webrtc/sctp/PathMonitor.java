package org.avatarengine.webrtc.sctp;

import java.util.random.RandomGenerator;

/** Heartbeats on an idle path and the count of its errors (RFC 9260 sections 8.1 to 8.3). */
final class PathMonitor {
  private static final long INTERVAL_US = 15_000_000;
  private static final int MAX_ERRORS = 10;
  private static final int INFO = 1;
  private static final int INFO_BYTES = 20;

  private final PacketWriter writer;
  private final RoundTrip roundTrip;
  private final RandomGenerator random;
  private int errors;
  private boolean waiting;
  private long nonce;
  private long sentUs;
  private long timerUs = Long.MAX_VALUE;

  PathMonitor(PacketWriter writer, RoundTrip roundTrip, RandomGenerator random) {
    this.writer = writer;
    this.roundTrip = roundTrip;
    this.random = random;
  }

  void start(long nowUs) {
    timerUs = nowUs + INTERVAL_US;
  }

  void end() {
    timerUs = Long.MAX_VALUE;
  }

  long timerUs() {
    return timerUs;
  }

  /** Something of ours was acknowledged: the path lives. */
  void alive(long nowUs) {
    errors = 0;
    if (!waiting && timerUs != Long.MAX_VALUE) {
      timerUs = nowUs + INTERVAL_US;
    }
  }

  /** A timer expired for lack of an answer. Returns whether the path failed. */
  boolean error() {
    return ++errors > MAX_ERRORS;
  }

  /** Returns whether the path failed. */
  boolean tick(long nowUs) {
    if (nowUs < timerUs) {
      return false;
    }
    if (waiting) {
      roundTrip.backOff();
      if (error()) {
        return true;
      }
    }
    waiting = true;
    nonce = random.nextLong();
    sentUs = nowUs;
    int at = writer.chunk(Wire.HEARTBEAT, 0, 4 + INFO_BYTES);
    Wire.put16(writer.buffer(), at, INFO);
    Wire.put16(writer.buffer(), at + 2, INFO_BYTES);
    Wire.put64(writer.buffer(), at + 4, nonce);
    Wire.put64(writer.buffer(), at + 12, sentUs);
    timerUs = nowUs + roundTrip.rtoUs();
    return false;
  }

  /** Gives the information back as it came (section 3.3.6). */
  void onHeartbeat(byte[] packet, int at, int length) {
    if (writer.fitsAlone(length)) {
      int to = writer.chunk(Wire.HEARTBEAT_ACK, 0, length);
      System.arraycopy(packet, at + 4, writer.buffer(), to, length - 4);
    }
  }

  void onHeartbeatAck(byte[] packet, int at, int length, long nowUs) {
    if (waiting
        && length == 4 + INFO_BYTES
        && Wire.i64(packet, at + 8) == nonce
        && Wire.i64(packet, at + 16) == sentUs) {
      waiting = false;
      roundTrip.measured(nowUs - sentUs);
      alive(nowUs);
    }
  }
}
