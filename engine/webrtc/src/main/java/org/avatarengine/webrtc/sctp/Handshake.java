package org.avatarengine.webrtc.sctp;

import java.util.random.RandomGenerator;

/**
 * The four-way handshake from either side or from both at once (RFC 9260 sections 5.1 and 5.2).
 *
 * <pre>
 * CLOSED ── connect, INIT ─────────► COOKIE_WAIT ── INIT ACK, COOKIE ECHO ──► COOKIE_ECHOED
 *    └────── valid COOKIE ECHO, COOKIE ACK ──► DONE ◄── COOKIE ACK or ECHO ──────┘
 * </pre>
 */
final class Handshake {
  private static final int MAX_ATTEMPTS = 10;
  private static final long FIRST_TIMEOUT_US = 500_000;

  private enum Phase {
    CLOSED,
    COOKIE_WAIT,
    COOKIE_ECHOED,
    DONE
  }

  /** What a step led to. */
  enum Step {
    NOTHING,
    ESTABLISHED,
    /** The other side lost its state: its channels are gone. */
    RESTARTED,
    INVALID
  }

  private final PacketWriter writer;
  private final RandomGenerator random;
  private final StateCookie cookies;
  private final int window;
  private Phase phase = Phase.CLOSED;
  private int localTag;
  private int localTsn;
  private InitChunk peer;
  private int attempts;
  private long timeoutUs = FIRST_TIMEOUT_US;
  private long timerUs = Long.MAX_VALUE;

  Handshake(SctpSettings settings, RandomGenerator random, PacketWriter writer) {
    this.writer = writer;
    this.random = random;
    this.cookies = new StateCookie(random);
    this.window = settings.receiveBufferBytes();
  }

  boolean isDone() {
    return phase == Phase.DONE;
  }

  boolean isStarted() {
    return phase != Phase.CLOSED;
  }

  int localTag() {
    return localTag;
  }

  int localTsn() {
    return localTsn;
  }

  /** Null until it is known. */
  InitChunk peer() {
    return peer;
  }

  long timerUs() {
    return timerUs;
  }

  /** Whether an ABORT or SHUTDOWN COMPLETE bears the other side's tag, as one without ours may. */
  boolean isReflected(int type, int flags, int tag) {
    return (type == Wire.ABORT || type == Wire.SHUTDOWN_COMPLETE)
        && (flags & Wire.FLAG_REFLECTED_TAG) != 0
        && peer != null
        && tag == peer.tag();
  }

  void connect(long nowUs) {
    if (phase != Phase.CLOSED) {
      return;
    }
    localTag = drawTag();
    localTsn = random.nextInt();
    phase = Phase.COOKIE_WAIT;
    sendInit(nowUs);
  }

  /** T1 expired. Returns false when it was the last time. */
  boolean timedOut(long nowUs) {
    if (++attempts >= MAX_ATTEMPTS) {
      timerUs = Long.MAX_VALUE;
      return false;
    }
    timeoutUs = Math.min(2 * timeoutUs, 4 * FIRST_TIMEOUT_US);
    if (phase == Phase.COOKIE_WAIT) {
      sendInit(nowUs);
    } else {
      sendCookieEcho(nowUs);
    }
    return true;
  }

  /** Answers an INIT and keeps nothing of it (sections 5.1, 5.2.1 and 5.2.2). */
  boolean onInit(byte[] packet, int at, int length, int peerPort, int localPort, long nowUs) {
    InitChunk init = InitChunk.parse(packet, at, length);
    if (init == null) {
      return false;
    }
    boolean opening = phase == Phase.COOKIE_WAIT || phase == Phase.COOKIE_ECHOED;
    int tag = opening ? localTag : drawTag();
    int tsn = opening ? localTsn : random.nextInt();
    boolean existing = phase == Phase.DONE || phase == Phase.COOKIE_ECHOED;
    byte[] cookie =
        cookies.seal(
            new StateCookie.Content(
                localPort,
                peerPort,
                tag,
                tsn,
                existing ? localTag : 0,
                existing ? peer.tag() : 0,
                init),
            nowUs);
    int ownLocal = writer.localPort();
    int ownPeer = writer.peerPort();
    writer.flush();
    writer.ports(localPort, peerPort);
    writer.tag(init.tag());
    InitChunk.writeAck(writer, tag, window, tsn, cookie, init.unrecognized());
    writer.flush();
    writer.ports(ownLocal, ownPeer);
    writer.tag(peer == null ? 0 : peer.tag());
    return true;
  }

  Step onInitAck(byte[] packet, int at, int length, long nowUs) {
    if (phase != Phase.COOKIE_WAIT) {
      return Step.NOTHING;
    }
    InitChunk ack = InitChunk.parse(packet, at, length);
    if (ack == null || ack.cookie() == null || !writer.fitsAlone(4 + ack.cookie().length)) {
      return Step.INVALID;
    }
    peer = ack;
    phase = Phase.COOKIE_ECHOED;
    attempts = 0;
    timeoutUs = FIRST_TIMEOUT_US;
    sendCookieEcho(nowUs);
    return Step.NOTHING;
  }

  /**
   * A cookie came back (sections 5.1.5 and 5.2.4).
   *
   * @param tag the verification tag of the packet
   */
  Step onCookieEcho(byte[] packet, int at, int length, int tag, long nowUs) {
    StateCookie.Content content =
        switch (cookies.open(packet, at + 4, length - 4, nowUs)) {
          case StateCookie.Opened.Genuine genuine -> genuine.content();
          case StateCookie.Opened.Stale stale -> {
            if (isTheExisting(stale.content())) {
              yield stale.content();
            }
            sendStale(stale.content().peer().tag(), stale.byUs());
            yield null;
          }
          case StateCookie.Opened.Forged forged -> null;
        };
    if (content == null || content.localTag() != tag) {
      return Step.INVALID;
    }
    if (phase == Phase.DONE) {
      if (isTheExisting(content)) {
        writer.chunk(Wire.COOKIE_ACK, 0, 4);
        return Step.NOTHING;
      }
      boolean restart = content.tieLocalTag() == localTag && content.tiePeerTag() == peer.tag();
      return restart ? Step.RESTARTED : Step.INVALID;
    }
    if (phase != Phase.CLOSED && content.localTag() != localTag) {
      return Step.INVALID;
    }
    localTag = content.localTag();
    localTsn = content.localTsn();
    peer = content.peer();
    writer.flush();
    writer.ports(content.localPort(), content.peerPort());
    writer.tag(peer.tag());
    writer.chunk(Wire.COOKIE_ACK, 0, 4);
    return done();
  }

  Step onCookieAck() {
    return phase == Phase.COOKIE_ECHOED ? done() : Step.NOTHING;
  }

  /** Our cookie came too late (section 5.2.6): from the beginning. */
  void onStaleCookie(long nowUs) {
    if (phase == Phase.COOKIE_ECHOED && ++attempts < MAX_ATTEMPTS) {
      peer = null;
      phase = Phase.COOKIE_WAIT;
      sendInit(nowUs);
    }
  }

  void end() {
    timerUs = Long.MAX_VALUE;
  }

  private Step done() {
    phase = Phase.DONE;
    timerUs = Long.MAX_VALUE;
    peer =
        new InitChunk(
            peer.tag(),
            peer.window(),
            peer.outStreams(),
            peer.inStreams(),
            peer.initialTsn(),
            peer.forwardTsn(),
            peer.reConfig(),
            null,
            new byte[0]);
    return Step.ESTABLISHED;
  }

  private boolean isTheExisting(StateCookie.Content content) {
    return phase == Phase.DONE
        && content.localTag() == localTag
        && content.peer().tag() == peer.tag();
  }

  private void sendInit(long nowUs) {
    writer.flush();
    writer.tag(0);
    InitChunk.write(writer, Wire.INIT, 0, localTag, window, localTsn);
    writer.flush();
    timerUs = nowUs + timeoutUs;
  }

  private void sendCookieEcho(long nowUs) {
    writer.tag(peer.tag());
    int at = writer.chunk(Wire.COOKIE_ECHO, 0, 4 + peer.cookie().length);
    System.arraycopy(peer.cookie(), 0, writer.buffer(), at, peer.cookie().length);
    timerUs = nowUs + timeoutUs;
  }

  private void sendStale(int tag, long lateUs) {
    writer.tag(tag);
    int at = writer.chunk(Wire.ERROR, 0, 12);
    Wire.put16(writer.buffer(), at, Wire.CAUSE_STALE_COOKIE);
    Wire.put16(writer.buffer(), at + 2, 8);
    Wire.put32(writer.buffer(), at + 4, (int) Math.min(lateUs, Integer.MAX_VALUE));
    writer.flush();
    writer.tag(peer == null ? 0 : peer.tag());
  }

  private int drawTag() {
    int tag;
    do {
      tag = random.nextInt();
    } while (tag == 0);
    return tag;
  }
}
