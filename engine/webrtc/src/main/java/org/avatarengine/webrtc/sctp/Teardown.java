package org.avatarengine.webrtc.sctp;

/**
 * The graceful end (RFC 9260 section 9.2). A browser does not use it; it aborts.
 *
 * <pre>
 * NONE ─ request ► PENDING ─ all acknowledged, SHUTDOWN ► SENT ─ SHUTDOWN ACK ► (ended)
 * NONE ─ SHUTDOWN ► RECEIVED ─ all acknowledged, SHUTDOWN ACK ► ACK_SENT ─ COMPLETE ► (ended)
 * </pre>
 */
final class Teardown {
  private static final int MAX_ATTEMPTS = 8;

  private enum Phase {
    NONE,
    PENDING,
    SENT,
    RECEIVED,
    ACK_SENT
  }

  private final PacketWriter writer;
  private final RoundTrip roundTrip;
  private final Inbound inbound;
  private final Outbound outbound;
  private Phase phase = Phase.NONE;
  private int attempts;
  private long timerUs = Long.MAX_VALUE;

  Teardown(PacketWriter writer, RoundTrip roundTrip, Inbound inbound, Outbound outbound) {
    this.writer = writer;
    this.roundTrip = roundTrip;
    this.inbound = inbound;
    this.outbound = outbound;
  }

  boolean isUnderWay() {
    return phase != Phase.NONE;
  }

  long timerUs() {
    return timerUs;
  }

  void request() {
    if (phase == Phase.NONE) {
      phase = Phase.PENDING;
    }
  }

  void transmit(long nowUs) {
    if (phase == Phase.PENDING && outbound.isDrained()) {
      phase = Phase.SENT;
      write(nowUs);
    } else if (phase == Phase.RECEIVED && outbound.isDrained()) {
      phase = Phase.ACK_SENT;
      write(nowUs);
    }
  }

  void onShutdown(long nowUs) {
    switch (phase) {
      case NONE, PENDING -> phase = Phase.RECEIVED;
      case SENT -> {
        phase = Phase.ACK_SENT;
        write(nowUs);
      }
      case ACK_SENT -> write(nowUs);
      case RECEIVED -> {}
    }
  }

  /** Returns whether that was the end; its last word is written then. */
  boolean onShutdownAck() {
    if (phase != Phase.SENT && phase != Phase.ACK_SENT) {
      return false;
    }
    writer.flush();
    writer.chunk(Wire.SHUTDOWN_COMPLETE, 0, 4);
    writer.flush();
    return true;
  }

  boolean onShutdownComplete() {
    return phase == Phase.ACK_SENT;
  }

  /** Returns false when it was the last time. */
  boolean timedOut(long nowUs) {
    if (++attempts >= MAX_ATTEMPTS) {
      return false;
    }
    roundTrip.backOff();
    write(nowUs);
    return true;
  }

  void end() {
    timerUs = Long.MAX_VALUE;
  }

  private void write(long nowUs) {
    if (phase == Phase.SENT) {
      int at = writer.chunk(Wire.SHUTDOWN, 0, 8);
      Wire.put32(writer.buffer(), at, inbound.cumulativeTsn());
    } else {
      writer.chunk(Wire.SHUTDOWN_ACK, 0, 4);
    }
    timerUs = nowUs + roundTrip.rtoUs();
  }
}
