package org.avatarengine.webrtc.sctp;

/** What each chunk means once there is an association (RFC 9260 sections 3.2, 3.3 and 8.5). */
final class EstablishedChunks {
  static final int NO_CAUSE = 0;
  private static final int SHOWN_OF_UNKNOWN = 64;

  /** Ends the association. */
  interface Ending {
    /** With a cause, the other side is told first; {@value #NO_CAUSE} for none. */
    void end(int cause, String reason);
  }

  private final PacketWriter writer;
  private final Inbound inbound;
  private final Outbound outbound;
  private final PathMonitor path;
  private final StreamReset resets;
  private final Teardown teardown;
  private final Ending ending;
  private boolean errorReported;
  private long malformed;
  private long dropped;

  EstablishedChunks(
      PacketWriter writer,
      Inbound inbound,
      Outbound outbound,
      PathMonitor path,
      StreamReset resets,
      Teardown teardown,
      Ending ending) {
    this.writer = writer;
    this.inbound = inbound;
    this.outbound = outbound;
    this.path = path;
    this.resets = resets;
    this.teardown = teardown;
    this.ending = ending;
  }

  long malformed() {
    return malformed;
  }

  long dropped() {
    return dropped;
  }

  void startOfPacket() {
    errorReported = false;
  }

  /** Returns false when the rest of the packet is not to be looked at. */
  boolean onChunk(int type, byte[] packet, int at, int size, long nowUs) {
    switch (type) {
      case Wire.DATA -> {
        return onData(packet, at, size);
      }
      case Wire.SACK -> {
        if (size >= 16 && outbound.acknowledged(packet, at, size, nowUs)) {
          path.alive(nowUs);
        } else {
          malformed++;
        }
      }
      case Wire.FORWARD_TSN -> {
        if (size < 8) {
          malformed++;
        } else {
          inbound.onForwardTsn(packet, at, size);
        }
      }
      case Wire.HEARTBEAT -> path.onHeartbeat(packet, at, size);
      case Wire.HEARTBEAT_ACK -> path.onHeartbeatAck(packet, at, size, nowUs);
      case Wire.RE_CONFIG -> {
        if (!resets.onReConfig(packet, at, size, nowUs)) {
          malformed++;
        }
      }
      case Wire.SHUTDOWN -> teardown.onShutdown(nowUs);
      case Wire.SHUTDOWN_ACK -> {
        if (teardown.onShutdownAck()) {
          ending.end(NO_CAUSE, "shut down");
        }
      }
      case Wire.SHUTDOWN_COMPLETE -> {
        if (teardown.onShutdownComplete()) {
          ending.end(NO_CAUSE, "shut down by the other side");
        }
      }
      default -> {
        return onUnknown(type, packet, at, size);
      }
    }
    return true;
  }

  private boolean onData(byte[] packet, int at, int size) {
    switch (inbound.onData(packet, at, size)) {
      case TAKEN -> {}
      case DROPPED -> dropped++;
      case BAD_STREAM -> {
        int to = writer.chunk(Wire.ERROR, 0, 12);
        Wire.put16(writer.buffer(), to, Wire.CAUSE_INVALID_STREAM);
        Wire.put16(writer.buffer(), to + 2, 8);
        Wire.put16(writer.buffer(), to + 4, Wire.u16(packet, at + 8));
        Wire.put16(writer.buffer(), to + 6, 0);
      }
      case NO_DATA -> ending.end(Wire.CAUSE_NO_USER_DATA, "a DATA chunk without data");
      case TOO_LONG -> ending.end(Wire.CAUSE_PROTOCOL_VIOLATION, "a message is too long");
    }
    return true;
  }

  /** The two high bits say what to do (section 3.2). One report a packet is enough. */
  private boolean onUnknown(int type, byte[] packet, int at, int size) {
    if ((type & 0x40) != 0 && !errorReported) {
      errorReported = true;
      int shown = Math.min(size, SHOWN_OF_UNKNOWN);
      int to = writer.chunk(Wire.ERROR, 0, 8 + shown);
      Wire.put16(writer.buffer(), to, Wire.CAUSE_UNRECOGNIZED_CHUNK);
      Wire.put16(writer.buffer(), to + 2, 4 + shown);
      System.arraycopy(packet, at, writer.buffer(), to + 4, shown);
    }
    return (type & 0x80) != 0;
  }
}
