package org.avatarengine.webrtc.sctp;

/**
 * The data sender: transmission, retransmission timer and selective acknowledgements (RFC 9260
 * sections 6.1, 6.2.1 and 6.3), and partial reliability by number of retransmissions or by lifetime
 * (RFC 3758, policies of RFC 7496).
 */
final class Outbound {
  private static final int MAX_BURST = 4;

  private final PacketWriter writer;
  private final Inbound inbound;
  private final RoundTrip roundTrip;
  private final Congestion congestion;
  private final SendQueue queue;
  private final Outstanding sent;
  private final ForwardTsn forward = new ForwardTsn();
  private final int mtu;

  private long peerWindow;
  private boolean fastRetransmit;
  private long timerUs = Long.MAX_VALUE;
  private long retransmits;
  private long timeouts;

  Outbound(
      SctpSettings settings,
      PacketWriter writer,
      Inbound inbound,
      RoundTrip roundTrip,
      Congestion congestion,
      SendQueue queue) {
    this.mtu = settings.mtu();
    this.writer = writer;
    this.inbound = inbound;
    this.roundTrip = roundTrip;
    this.congestion = congestion;
    this.queue = queue;
    this.sent = new Outstanding(queue, roundTrip);
  }

  void start(int initialTsn, long window, boolean peerForgives) {
    sent.start(initialTsn, peerForgives);
    forward.start(initialTsn - 1);
    peerWindow = window;
  }

  /** The TSN that the next new chunk gets. */
  int nextTsn() {
    return sent.nextTsn();
  }

  /** Whether all is acknowledged. */
  boolean isDrained() {
    return queue.isEmpty() && sent.flight().isEmpty();
  }

  long timerUs() {
    return timerUs;
  }

  long retransmits() {
    return retransmits;
  }

  long fastRetransmits() {
    return sent.fastRetransmits();
  }

  long timeouts() {
    return timeouts;
  }

  long abandoned() {
    return sent.abandoned();
  }

  /** Drops unsent messages past their lifetime, to make room. */
  void dropExpired(long nowUs) {
    sent.countAbandoned(queue.discardExpired(nowUs));
  }

  /** Sends what the windows allow: first what was lost, then what is new (section 6.1). */
  void transmit(long nowUs) {
    if (sent.lostChunks() == 0 && queue.isEmpty() && !forward.isDue()) {
      return;
    }
    congestion.beforeSending(nowUs, roundTrip.rtoUs(), sent.flight().isEmpty());
    if (sent.lostChunks() > 0) {
      retransmit(nowUs);
    }
    sendForward(nowUs);
    int limit = Math.min(congestion.window(), sent.flightBytes() + MAX_BURST * mtu);
    while (!queue.isEmpty()) {
      OutChunk chunk = queue.first();
      if (chunk.expiresUs <= nowUs) {
        sent.expireFirst();
        forward.advance(sent.flight());
        continue;
      }
      if (sent.lostChunks() > 0 || !mayLeave(chunk, limit)) {
        break;
      }
      queue.takeFirst();
      sent.number(chunk);
      write(chunk, nowUs);
    }
    sendForward(nowUs);
  }

  /** The retransmission timer expired (section 6.3.3). Returns whether it counts as an error. */
  boolean timedOut(long nowUs) {
    timerUs = Long.MAX_VALUE;
    if (sent.flight().isEmpty() && !forward.isAhead()) {
      return false;
    }
    timeouts++;
    if (sent.flightBytes() > 0) {
      congestion.timedOut();
    }
    roundTrip.backOff();
    for (int i = 0; i < sent.flight().size(); i++) {
      OutChunk chunk = sent.flight().get(sent.flight().firstTsn() + i);
      if (chunk.inFlight) {
        chunk.fastRetransmitted = false;
        sent.lose(chunk, nowUs);
      }
    }
    forward.advance(sent.flight());
    forward.repeat();
    fastRetransmit = sent.lostChunks() > 0;
    startTimer(nowUs);
    return true;
  }

  /**
   * A SACK (section 6.2.1).
   *
   * @return false when it acknowledges what was never sent or does not hold together
   */
  boolean acknowledged(byte[] packet, int at, int length, long nowUs) {
    int cumulative = Wire.i32(packet, at + 4);
    int gaps = Wire.u16(packet, at + 12);
    if (16 + 4 * (gaps + Wire.u16(packet, at + 14)) > length
        || Wire.before(sent.nextTsn() - 1, cumulative)) {
      return false;
    }
    if (Wire.before(cumulative, sent.ackedTsn())) {
      return true;
    }
    int flightBefore = sent.flightBytes();
    boolean advanced = cumulative != sent.ackedTsn();
    int bytes = sent.removeUpTo(cumulative, nowUs);
    peerWindow = Wire.u32(packet, at + 8);
    bytes += sent.acknowledgeGaps(packet, at + 16, gaps, nowUs);
    boolean lossSeen = sent.countMissing(congestion.recovering() && advanced, nowUs);
    congestion.acknowledged(bytes, advanced, flightBefore, cumulative, sent.flight().isEmpty());
    if (lossSeen) {
      fastRetransmit |= !congestion.recovering();
      congestion.lost(sent.nextTsn() - 1);
    }
    forward.acknowledged(cumulative);
    forward.advance(sent.flight());
    if (sent.flight().isEmpty() && !forward.isAhead()) {
      timerUs = Long.MAX_VALUE;
    } else if (advanced) {
      timerUs = nowUs + roundTrip.rtoUs();
    }
    return true;
  }

  void clear() {
    timerUs = Long.MAX_VALUE;
    queue.clear();
  }

  private void retransmit(long nowUs) {
    int allowance = fastRetransmit ? mtu - Wire.COMMON_HEADER : 0;
    fastRetransmit = false;
    for (int i = 0; i < sent.flight().size() && sent.lostChunks() > 0; i++) {
      OutChunk chunk = sent.flight().get(sent.flight().firstTsn() + i);
      if (!chunk.lost) {
        continue;
      }
      if (sent.peerForgives() && chunk.expiresUs <= nowUs) {
        sent.abandon(chunk);
        forward.advance(sent.flight());
        continue;
      }
      // Section 7.2.4 rule 3: one packet of them goes whatever the window.
      int size = Wire.DATA_HEADER + Wire.padded(chunk.length);
      if (allowance >= size) {
        allowance -= size;
      } else if (!mayLeave(chunk, congestion.window())) {
        break;
      }
      sent.land(chunk);
      retransmits++;
      roundTrip.resent(chunk.tsn);
      if (i == 0) {
        timerUs = Long.MAX_VALUE;
      }
      write(chunk, nowUs);
    }
  }

  private void sendForward(long nowUs) {
    if (forward.isDue()) {
      bundleAck();
      forward.write(writer, sent.flight());
      startTimer(nowUs);
    }
  }

  /** With nothing on its way one chunk may go into a closed window, as its probe. */
  private boolean mayLeave(OutChunk chunk, int limit) {
    return sent.flightBytes() == 0
        || sent.flightBytes() < limit && sent.flightBytes() + chunk.length <= peerWindow;
  }

  private void write(OutChunk chunk, long nowUs) {
    bundleAck();
    int flags = chunk.flags;
    if (chunk.reliable() && queue.isEmpty() && chunk.ends()) {
      flags |= Wire.FLAG_IMMEDIATE;
    }
    int at = writer.chunk(Wire.DATA, flags, Wire.DATA_HEADER + chunk.length);
    byte[] buffer = writer.buffer();
    Wire.put32(buffer, at, chunk.tsn);
    Wire.put16(buffer, at + 4, chunk.stream.id);
    Wire.put16(buffer, at + 6, chunk.ssn);
    Wire.put32(buffer, at + 8, chunk.ppid);
    System.arraycopy(chunk.data, 0, buffer, at + 12, chunk.length);
    if (chunk.transmissions == 0) {
      roundTrip.sent(chunk.tsn, nowUs);
    }
    sent.takeOff(chunk);
    congestion.sent(nowUs);
    startTimer(nowUs);
  }

  private void bundleAck() {
    if (inbound.hasUnacked()) {
      inbound.writeSack(writer);
    }
  }

  private void startTimer(long nowUs) {
    if (timerUs == Long.MAX_VALUE) {
      timerUs = nowUs + roundTrip.rtoUs();
    }
  }
}
