package org.avatarengine.webrtc.sctp;

/**
 * The data sender: transmission, retransmission timer and selective acknowledgements (RFC 9260
 * sections 6.1, 6.2.1 and 6.3), and partial reliability by number of retransmissions or by lifetime
 * (RFC 3758, policies of RFC 7496).
 */
final class Outbound {
  private static final int MAX_BURST = 4;
  private static final int REPORTS_OF_A_LOSS = 3;

  private final PacketWriter writer;
  private final Inbound inbound;
  private final RoundTrip roundTrip;
  private final Congestion congestion;
  private final SendQueue queue;
  private final Flight flight = new Flight();
  private final ForwardTsn forward = new ForwardTsn();
  private final int mtu;

  private int nextTsn;
  private int ackedTsn;
  private int flightBytes;
  private int lostChunks;
  private int gapAckedChunks;
  private long peerWindow;
  private int messageSsn;
  private boolean peerForgives;
  private boolean fastRetransmit;
  private boolean probing;
  private int probeTsn;
  private long probeSentUs;
  private long timerUs = Long.MAX_VALUE;
  private long retransmits;
  private long fastRetransmits;
  private long timeouts;
  private long abandoned;

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
  }

  void start(int initialTsn, long window, boolean peerForgives) {
    nextTsn = initialTsn;
    ackedTsn = initialTsn - 1;
    forward.start(ackedTsn);
    peerWindow = window;
    this.peerForgives = peerForgives;
  }

  /** The TSN that the next new chunk gets. */
  int nextTsn() {
    return nextTsn;
  }

  /** Whether all is acknowledged. */
  boolean isDrained() {
    return queue.isEmpty() && flight.isEmpty();
  }

  long timerUs() {
    return timerUs;
  }

  long retransmits() {
    return retransmits;
  }

  long fastRetransmits() {
    return fastRetransmits;
  }

  long timeouts() {
    return timeouts;
  }

  long abandoned() {
    return abandoned;
  }

  /** Drops unsent messages past their lifetime, to make room. */
  void dropExpired(long nowUs) {
    abandoned += queue.discardExpired(nowUs);
  }

  /** Sends what the windows allow: first what was lost, then what is new (section 6.1). */
  void transmit(long nowUs) {
    if (lostChunks == 0 && queue.isEmpty() && !forward.isDue()) {
      return;
    }
    congestion.beforeSending(nowUs, roundTrip.rtoUs(), flight.isEmpty());
    if (lostChunks > 0) {
      retransmit(nowUs);
    }
    if (forward.isDue()) {
      bundleAck();
      forward.write(writer, flight);
      startTimer(nowUs);
    }
    int limit = Math.min(congestion.window(), flightBytes + MAX_BURST * mtu);
    while (!queue.isEmpty()) {
      OutChunk chunk = queue.first();
      if (chunk.expiresUs <= nowUs) {
        expireFirst(chunk);
        continue;
      }
      if (lostChunks > 0 || !mayLeave(chunk, limit)) {
        break;
      }
      queue.takeFirst();
      chunk.tsn = nextTsn++;
      if (chunk.begins() && chunk.ordered()) {
        messageSsn = chunk.stream.nextSsn;
        chunk.stream.nextSsn = (messageSsn + 1) & 0xffff;
      }
      chunk.ssn = chunk.ordered() ? messageSsn : 0;
      flight.add(chunk);
      write(chunk, nowUs);
    }
  }

  /** The retransmission timer expired (section 6.3.3). Returns whether it counts as an error. */
  boolean timedOut(long nowUs) {
    timerUs = Long.MAX_VALUE;
    if (flight.isEmpty() && !forward.isAhead()) {
      return false;
    }
    timeouts++;
    if (flightBytes > 0) {
      congestion.timedOut();
    }
    roundTrip.backOff();
    probing = false;
    for (int i = 0; i < flight.size(); i++) {
      OutChunk chunk = flight.get(flight.firstTsn() + i);
      if (chunk.inFlight) {
        chunk.fastRetransmitted = false;
        lose(chunk, nowUs);
      }
    }
    forward.advance(flight);
    forward.repeat();
    fastRetransmit = lostChunks > 0;
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
        || Wire.before(nextTsn - 1, cumulative)) {
      return false;
    }
    if (Wire.before(cumulative, ackedTsn)) {
      return true;
    }
    int flightBefore = flightBytes;
    boolean advanced = cumulative != ackedTsn;
    int bytes = removeUpTo(cumulative, nowUs);
    peerWindow = Wire.u32(packet, at + 8);
    boolean lossSeen = false;
    if (gaps > 0 || gapAckedChunks > 0) {
      int newest = cumulative;
      int reported = cumulative;
      for (int i = 0; i < gaps; i++) {
        int first = cumulative + Wire.u16(packet, at + 16 + 4 * i);
        int last = cumulative + Wire.u16(packet, at + 18 + 4 * i);
        if (!Wire.before(reported, first)
            || Wire.before(last, first)
            || !Wire.before(last, nextTsn)) {
          break;
        }
        renege(reported + 1, first);
        for (int tsn = first; !Wire.before(last, tsn); tsn++) {
          OutChunk chunk = flight.get(tsn);
          if (chunk != null && !chunk.gapAcked) {
            bytes += gapAck(chunk, nowUs);
            newest = tsn;
          }
        }
        reported = last;
      }
      renege(reported + 1, nextTsn);
      lossSeen = countMissing(congestion.recovering() && advanced ? reported + 1 : newest, nowUs);
    }
    congestion.acknowledged(bytes, advanced, flightBefore, cumulative, flight.isEmpty());
    if (lossSeen) {
      fastRetransmit |= !congestion.recovering();
      congestion.lost(nextTsn - 1);
    }
    forward.acknowledged(cumulative);
    forward.advance(flight);
    if (flight.isEmpty() && !forward.isAhead()) {
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
    for (int i = 0; i < flight.size() && lostChunks > 0; i++) {
      OutChunk chunk = flight.get(flight.firstTsn() + i);
      if (!chunk.lost) {
        continue;
      }
      if (peerForgives && chunk.expiresUs <= nowUs) {
        abandon(chunk);
        forward.advance(flight);
        continue;
      }
      // Section 7.2.4 rule 3: one packet of them goes whatever the window.
      int size = Wire.DATA_HEADER + Wire.padded(chunk.length);
      if (allowance >= size) {
        allowance -= size;
      } else if (!mayLeave(chunk, congestion.window())) {
        break;
      }
      chunk.lost = false;
      lostChunks--;
      retransmits++;
      if (probing && probeTsn == chunk.tsn) {
        probing = false;
      }
      if (i == 0) {
        timerUs = Long.MAX_VALUE;
      }
      write(chunk, nowUs);
    }
  }

  /** With nothing on its way one chunk may go into a closed window, as its probe. */
  private boolean mayLeave(OutChunk chunk, int limit) {
    return flightBytes == 0 || flightBytes < limit && flightBytes + chunk.length <= peerWindow;
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
    chunk.transmissions++;
    chunk.missingReports = 0;
    chunk.inFlight = true;
    flightBytes += chunk.length;
    congestion.sent(nowUs);
    if (!probing && chunk.transmissions == 1) {
      probing = true;
      probeTsn = chunk.tsn;
      probeSentUs = nowUs;
    }
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

  private int removeUpTo(int cumulative, long nowUs) {
    int bytes = 0;
    while (!flight.isEmpty() && !Wire.before(cumulative, flight.firstTsn())) {
      OutChunk chunk = flight.removeFirst();
      measure(chunk, nowUs);
      if (chunk.gapAcked) {
        gapAckedChunks--;
      } else if (!chunk.abandoned) {
        bytes += chunk.length;
      }
      land(chunk);
      if (!chunk.abandoned) {
        queue.uncount(chunk);
      }
      queue.recycle(chunk);
    }
    ackedTsn = cumulative;
    return bytes;
  }

  private int gapAck(OutChunk chunk, long nowUs) {
    measure(chunk, nowUs);
    land(chunk);
    chunk.gapAcked = true;
    gapAckedChunks++;
    return chunk.abandoned ? 0 : chunk.length;
  }

  /** Rule D iii of section 6.2.1: what a receiver takes back has to be sent again. */
  private void renege(int from, int until) {
    for (int tsn = from; gapAckedChunks > 0 && Wire.before(tsn, until); tsn++) {
      OutChunk chunk = flight.get(tsn);
      if (chunk != null && chunk.gapAcked) {
        chunk.gapAcked = false;
        gapAckedChunks--;
        if (!chunk.abandoned) {
          chunk.lost = true;
          lostChunks++;
        }
      }
    }
  }

  private boolean countMissing(int until, long nowUs) {
    boolean lossSeen = false;
    for (int i = 0; i < flight.size(); i++) {
      OutChunk chunk = flight.get(flight.firstTsn() + i);
      if (!Wire.before(chunk.tsn, until)) {
        break;
      }
      if (chunk.inFlight && ++chunk.missingReports >= REPORTS_OF_A_LOSS) {
        if (!chunk.fastRetransmitted) {
          chunk.fastRetransmitted = true;
          lose(chunk, nowUs);
          fastRetransmits += chunk.lost ? 1 : 0;
          lossSeen = true;
        }
      }
    }
    return lossSeen;
  }

  private void lose(OutChunk chunk, long nowUs) {
    land(chunk);
    boolean exhausted =
        chunk.maxRetransmits >= 0 && chunk.transmissions > chunk.maxRetransmits
            || chunk.expiresUs <= nowUs;
    if (exhausted && peerForgives) {
      abandon(chunk);
    } else {
      chunk.lost = true;
      lostChunks++;
    }
  }

  /** It is no longer on its way, nor waits to be. */
  private void land(OutChunk chunk) {
    if (chunk.inFlight) {
      chunk.inFlight = false;
      flightBytes -= chunk.length;
    }
    if (chunk.lost) {
      chunk.lost = false;
      lostChunks--;
    }
  }

  private void measure(OutChunk chunk, long nowUs) {
    if (probing && chunk.tsn == probeTsn) {
      probing = false;
      roundTrip.measured(nowUs - probeSentUs);
    }
  }

  /** Gives a whole message up (RFC 3758 section 3.5 rule A3): all its chunks, sent or not. */
  private void abandon(OutChunk chunk) {
    int tsn = chunk.tsn;
    while (!flight.get(tsn).begins() && flight.get(tsn - 1) != null) {
      tsn--;
    }
    boolean ended = false;
    for (OutChunk part = flight.get(tsn); part != null && !ended; part = flight.get(++tsn)) {
      ended = part.ends();
      if (!part.abandoned) {
        land(part);
        part.abandoned = true;
        queue.uncount(part);
      }
    }
    if (!ended) {
      queue.discardFirstMessage();
    }
    abandoned++;
  }

  private void expireFirst(OutChunk chunk) {
    if (chunk.begins()) {
      queue.discardFirstMessage();
      abandoned++;
      return;
    }
    OutChunk sent = flight.get(nextTsn - 1);
    if (sent == null || !peerForgives) {
      // Its beginning was delivered: nothing is left to take back, so the rest follows.
      chunk.expiresUs = Long.MAX_VALUE;
    } else {
      abandon(sent);
      forward.advance(flight);
    }
  }
}
