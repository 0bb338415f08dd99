package org.avatarengine.webrtc.sctp;

/**
 * What was sent and is not acknowledged: in flight, missed, given up (RFC 9260 sections 6.2.1 and
 * 7.2.4, RFC 3758 section 3.5).
 */
final class Outstanding {
  private static final int REPORTS_OF_A_LOSS = 3;

  private final SendQueue queue;
  private final RoundTrip roundTrip;
  private final Flight flight = new Flight();
  private int nextTsn;
  private int ackedTsn;
  private int flightBytes;
  private int lostChunks;
  private int gapAckedChunks;
  private int messageSsn;
  private boolean peerForgives;
  private int newestGapAcked;
  private int lastReported;
  private long fastRetransmits;
  private long abandoned;

  Outstanding(SendQueue queue, RoundTrip roundTrip) {
    this.queue = queue;
    this.roundTrip = roundTrip;
  }

  /**
   * @param forgives whether the receiver knows FORWARD-TSN; else nothing that was sent can be given
   *     up
   */
  void start(int initialTsn, boolean forgives) {
    nextTsn = initialTsn;
    ackedTsn = initialTsn - 1;
    peerForgives = forgives;
  }

  Flight flight() {
    return flight;
  }

  boolean isEmpty() {
    return flight.isEmpty();
  }

  int nextTsn() {
    return nextTsn;
  }

  int ackedTsn() {
    return ackedTsn;
  }

  int flightBytes() {
    return flightBytes;
  }

  int lostChunks() {
    return lostChunks;
  }

  long fastRetransmits() {
    return fastRetransmits;
  }

  long abandoned() {
    return abandoned;
  }

  boolean peerForgives() {
    return peerForgives;
  }

  /** Messages given up before anything of them was sent. */
  void countAbandoned(int messages) {
    abandoned += messages;
  }

  /** A chunk from the queue gets its TSN and its stream sequence number. */
  void number(OutChunk chunk) {
    chunk.tsn = nextTsn++;
    if (chunk.begins() && chunk.ordered()) {
      messageSsn = chunk.stream.nextSsn;
      chunk.stream.nextSsn = (messageSsn + 1) & 0xffff;
    }
    chunk.ssn = chunk.ordered() ? messageSsn : 0;
    flight.add(chunk);
  }

  void takeOff(OutChunk chunk) {
    chunk.transmissions++;
    chunk.missingReports = 0;
    chunk.inFlight = true;
    flightBytes += chunk.length;
  }

  /** Returns the bytes that are new to be acknowledged. */
  int removeUpTo(int cumulative, long nowUs) {
    int bytes = 0;
    while (!flight.isEmpty() && !Wire.before(cumulative, flight.firstTsn())) {
      OutChunk chunk = flight.removeFirst();
      roundTrip.acknowledged(chunk.tsn, nowUs);
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

  /** The gap blocks of a SACK; what does not hold together ends them. Returns the new bytes. */
  int acknowledgeGaps(byte[] packet, int at, int gaps, long nowUs) {
    newestGapAcked = ackedTsn;
    lastReported = ackedTsn;
    int bytes = 0;
    if (gaps == 0 && gapAckedChunks == 0) {
      return 0;
    }
    for (int i = 0; i < gaps; i++) {
      int first = ackedTsn + Wire.u16(packet, at + 4 * i);
      int last = ackedTsn + Wire.u16(packet, at + 2 + 4 * i);
      if (!Wire.before(lastReported, first)
          || Wire.before(last, first)
          || !Wire.before(last, nextTsn)) {
        break;
      }
      renege(lastReported + 1, first);
      for (int tsn = first; !Wire.before(last, tsn); tsn++) {
        OutChunk chunk = flight.get(tsn);
        if (chunk != null && !chunk.gapAcked) {
          bytes += gapAck(chunk, nowUs);
          newestGapAcked = tsn;
        }
      }
      lastReported = last;
    }
    renege(lastReported + 1, nextTsn);
    return bytes;
  }

  /**
   * Counts a report (section 7.2.4) of all that is missing before the newest, or in fast recovery
   * before the last that the SACK names. Returns whether something is lost.
   */
  boolean countMissing(boolean all, long nowUs) {
    int until = all ? lastReported + 1 : newestGapAcked;
    boolean lossSeen = false;
    for (int i = 0; i < flight.size(); i++) {
      OutChunk chunk = flight.get(flight.firstTsn() + i);
      if (!Wire.before(chunk.tsn, until)) {
        break;
      }
      if (chunk.inFlight
          && ++chunk.missingReports >= REPORTS_OF_A_LOSS
          && !chunk.fastRetransmitted) {
        chunk.fastRetransmitted = true;
        lose(chunk, nowUs);
        fastRetransmits += chunk.lost ? 1 : 0;
        lossSeen = true;
      }
    }
    return lossSeen;
  }

  /** Marks it for another transmission, or gives it up when it had all it may have. */
  void lose(OutChunk chunk, long nowUs) {
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

  /** The first of the queue expired. */
  void expireFirst() {
    OutChunk chunk = queue.first();
    OutChunk sent = flight.get(nextTsn - 1);
    if (chunk.begins()) {
      queue.discardFirstMessage();
      abandoned++;
    } else if (!peerForgives) {
      chunk.expiresUs = Long.MAX_VALUE;
    } else if (sent == null) {
      abandonRest();
      abandoned++;
    } else {
      abandon(sent);
    }
  }

  /** Gives a whole message up (RFC 3758 section 3.5 rule A3): all its chunks, sent or not. */
  void abandon(OutChunk chunk) {
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
      abandonRest();
    }
    abandoned++;
  }

  /**
   * The unsent rest of a message. Its next chunk gets a TSN without being sent: were all that was
   * sent acknowledged, there would be no TSN left to tell the receiver that the end never comes.
   */
  private void abandonRest() {
    OutChunk rest = queue.takeFirst();
    number(rest);
    rest.abandoned = true;
    queue.uncount(rest);
    if (!rest.ends()) {
      queue.discardFirstMessage();
    }
  }

  /** It is no longer on its way, nor waits to be. */
  void land(OutChunk chunk) {
    if (chunk.inFlight) {
      chunk.inFlight = false;
      flightBytes -= chunk.length;
    }
    if (chunk.lost) {
      chunk.lost = false;
      lostChunks--;
    }
  }

  private int gapAck(OutChunk chunk, long nowUs) {
    roundTrip.acknowledged(chunk.tsn, nowUs);
    land(chunk);
    chunk.gapAcked = true;
    gapAckedChunks++;
    return chunk.abandoned ? 0 : chunk.length;
  }

  /**
   * Rule D iii of section 6.2.1: what a receiver takes back counts as on its way again. It may only
   * look so, when an older SACK arrives late; so nothing is sent again until it is missed.
   */
  private void renege(int from, int until) {
    for (int tsn = from; gapAckedChunks > 0 && Wire.before(tsn, until); tsn++) {
      OutChunk chunk = flight.get(tsn);
      if (chunk != null && chunk.gapAcked) {
        chunk.gapAcked = false;
        gapAckedChunks--;
        if (!chunk.abandoned) {
          chunk.inFlight = true;
          flightBytes += chunk.length;
        }
      }
    }
  }
}
