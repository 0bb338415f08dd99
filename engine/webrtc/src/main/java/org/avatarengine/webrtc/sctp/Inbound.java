package org.avatarengine.webrtc.sctp;

/**
 * The data receiver (RFC 9260 sections 6.2 and 6.6, RFC 3758 section 3.6): what was received, when
 * to acknowledge it, and the advertised window.
 */
final class Inbound {
  /** Below the 200 ms that section 6.2 recommends: a lone message shall not look lost. */
  private static final long ACK_DELAY_US = 40_000;

  private static final int MAX_STREAM = 65_534;

  /** What a DATA chunk led to. */
  enum Outcome {
    TAKEN,
    DROPPED,
    NO_DATA,
    BAD_STREAM,
    TOO_LONG
  }

  private final ReceivedTsns received = new ReceivedTsns();
  private final Reassembly reassembly;
  private final int window;
  private int unackedPackets;
  private boolean dataInPacket;
  private boolean ackNow;
  private long ackAtUs = Long.MAX_VALUE;

  Inbound(SctpSettings settings, Reassembly.Sink sink) {
    this.reassembly = new Reassembly(settings, sink);
    this.window = settings.receiveBufferBytes();
  }

  void start(int peerInitialTsn) {
    received.start(peerInitialTsn);
  }

  int cumulativeTsn() {
    return received.cumulative();
  }

  int bufferedBytes() {
    return reassembly.bytes();
  }

  long dropped() {
    return reassembly.dropped();
  }

  /** A DATA chunk (section 3.3.1) that starts there. */
  Outcome onData(byte[] packet, int at, int length) {
    int flags = Wire.u8(packet, at + 1);
    int size = length - Wire.DATA_HEADER;
    if (size <= 0) {
      return Outcome.NO_DATA;
    }
    dataInPacket = true;
    ackNow |= (flags & Wire.FLAG_IMMEDIATE) != 0;
    int tsn = Wire.i32(packet, at + 4);
    if (received.isDuplicate(tsn)) {
      received.addDuplicate(tsn);
      ackNow = true;
      return Outcome.TAKEN;
    }
    boolean next = tsn == received.cumulative() + 1;
    if (!received.inWindow(tsn) || !reassembly.hasRoom(size, next)) {
      ackNow = true;
      return Outcome.DROPPED;
    }
    boolean gapBefore = received.hasGaps();
    received.add(tsn);
    ackNow |= gapBefore || received.hasGaps();
    int stream = Wire.u16(packet, at + 8);
    if (stream > MAX_STREAM) {
      return Outcome.BAD_STREAM;
    }
    int ssn = Wire.u16(packet, at + 10);
    int ppid = Wire.i32(packet, at + 12);
    return reassembly.add(tsn, stream, ssn, ppid, flags, packet, at + Wire.DATA_HEADER, size)
        ? Outcome.TAKEN
        : Outcome.TOO_LONG;
  }

  /** A FORWARD-TSN chunk (RFC 3758 section 3.2) that starts there. */
  void onForwardTsn(byte[] packet, int at, int length) {
    int tsn = Wire.i32(packet, at + 4);
    dataInPacket = true;
    ackNow = true;
    if (!Wire.before(received.cumulative(), tsn)) {
      return;
    }
    reassembly.forward(tsn);
    received.forward(tsn);
    for (int i = at + 8; i + 4 <= at + length; i += 4) {
      int stream = Wire.u16(packet, i);
      if (stream <= MAX_STREAM) {
        reassembly.skip(stream, Wire.u16(packet, i + 2));
      }
    }
  }

  void reset(int stream) {
    reassembly.reset(stream);
  }

  /** All chunks of a packet were handled: every second packet is acknowledged at once. */
  void endOfPacket(long nowUs) {
    if (!dataInPacket) {
      return;
    }
    dataInPacket = false;
    if (++unackedPackets >= 2) {
      ackNow = true;
    }
    if (ackAtUs == Long.MAX_VALUE) {
      ackAtUs = nowUs + ACK_DELAY_US;
    }
  }

  boolean hasUnacked() {
    return ackNow || unackedPackets > 0;
  }

  boolean ackDue(long nowUs) {
    return ackNow || ackAtUs <= nowUs;
  }

  long timerUs() {
    return ackNow ? 0 : ackAtUs;
  }

  void writeSack(PacketWriter writer) {
    received.writeSack(writer, Math.max(0, window - reassembly.bytes()));
    unackedPackets = 0;
    ackNow = false;
    ackAtUs = Long.MAX_VALUE;
  }

  void clear() {
    ackAtUs = Long.MAX_VALUE;
    ackNow = false;
    unackedPackets = 0;
    reassembly.clear();
  }
}
