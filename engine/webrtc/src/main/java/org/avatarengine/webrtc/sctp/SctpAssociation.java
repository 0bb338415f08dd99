package org.avatarengine.webrtc.sctp;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * One SCTP association over DTLS (RFC 9260, 3758, 6525, 8261, 8831, 8832): a state machine without
 * socket, thread or clock. Not thread-safe. Times are microseconds of any clock that never goes
 * back.
 *
 * <p>Its events are called from within {@link #receive} and {@link #tick}; they may call everything
 * here but those two.
 */
public final class SctpAssociation {

  /** Where its packets go. */
  public interface Packets {
    /**
     * Sends one packet, at most {@link SctpSettings#mtu()} bytes; the array is reused after the
     * call.
     */
    void send(byte[] packet, int offset, int length);
  }

  /** What happens in it. */
  public interface Events {
    void onEstablished();

    /** A channel was opened by the other side, or one of ours was acknowledged. */
    void onChannel(DataChannelInfo channel);

    /** A whole message; the array is reused after the call. */
    void onMessage(int streamId, boolean text, byte[] bytes, int offset, int length);

    /** The other side closed a channel (RFC 6525); not called for one that we closed. */
    void onChannelClosed(int streamId);

    /** The association ended; nothing follows. */
    void onClosed(String reason);
  }

  private final SctpSettings settings;
  private final Events events;
  private final PacketWriter writer;
  private final Checksum checksum = new Checksum();
  private final RoundTrip roundTrip;
  private final Congestion congestion;
  private final SendQueue queue;
  private final Channels channels;
  private final Handshake handshake;
  private final Inbound inbound;
  private final Outbound outbound;
  private final PathMonitor path;
  private final StreamReset resets;
  private final Teardown teardown;
  private final EstablishedChunks chunks;
  private boolean ended;
  private boolean receiving;
  private long packetsIn;
  private long malformed;
  private long dropped;

  /**
   * @param random tags, first TSNs and the cookie's secret come from it; unpredictable in
   *     production, which is {@link java.security.SecureRandom}
   */
  public SctpAssociation(
      SctpSettings settings, RandomGenerator random, Packets packets, Events events) {
    this.settings = settings;
    this.events = Objects.requireNonNull(events, "events");
    writer = new PacketWriter(settings.mtu(), packets);
    roundTrip = new RoundTrip(1_000L * settings.rtoMinMs());
    congestion = new Congestion(settings.mtu());
    queue = new SendQueue(settings);
    channels = new Channels(settings, events, queue);
    handshake = new Handshake(settings, random, writer);
    inbound = new Inbound(settings, channels);
    outbound = new Outbound(settings, writer, inbound, roundTrip, congestion, queue);
    path = new PathMonitor(writer, roundTrip, random);
    resets = new StreamReset(writer, roundTrip, inbound, outbound, channels);
    teardown = new Teardown(writer, roundTrip, inbound, outbound);
    chunks = new EstablishedChunks(writer, inbound, outbound, path, resets, teardown, this::end);
    channels.attach(resets, outbound);
  }

  /** Starts the handshake; whoever only answers does not call it. */
  public void connect(long nowUs) {
    if (!ended) {
      handshake.connect(nowUs);
    }
  }

  /** A packet came; anything at all may come. */
  public void receive(byte[] packet, int offset, int length, long nowUs) {
    if (ended) {
      return;
    }
    packetsIn++;
    if (length < Wire.COMMON_HEADER + Wire.CHUNK_HEADER
        || !checksum.matches(packet, offset, length)) {
      malformed++;
      return;
    }
    receiving = true;
    chunks.startOfPacket();
    try {
      accept(packet, offset, length, nowUs);
    } finally {
      receiving = false;
    }
    flush(nowUs);
  }

  /**
   * Opens a channel of our own (DCEP), also before the association is established. Returns its
   * stream; {@link Events#onChannel} tells when the other side took it.
   *
   * @throws IllegalStateException when there are as many channels as there may be, or no room
   */
  public int open(DataChannelInfo channel, long nowUs) {
    if (ended || teardown.isUnderWay()) {
      throw new IllegalStateException("the association has ended");
    }
    int stream = channels.open(channel);
    flushUnlessReceiving(nowUs);
    return stream;
  }

  /**
   * Sends a message.
   *
   * @return false when it would exceed the send buffer, or when the channel is not open; nothing is
   *     queued then
   * @throws IllegalArgumentException when it is longer than a message may be
   */
  public boolean send(
      int streamId, boolean text, byte[] bytes, int offset, int length, long nowUs) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > settings.maxMessageBytes()) {
      throw new IllegalArgumentException(
          "a message may have " + settings.maxMessageBytes() + " bytes, not " + length);
    }
    if (ended
        || teardown.isUnderWay()
        || !channels.send(streamId, text, bytes, offset, length, nowUs)) {
      return false;
    }
    flushUnlessReceiving(nowUs);
    return true;
  }

  /** Bytes that wait to be sent or acknowledged. */
  public int bufferedBytes() {
    return queue.bytes();
  }

  /** Whether something of ours was never sent yet, on any channel. */
  public boolean hasUnsent() {
    return !queue.isEmpty();
  }

  /** Whether something of that channel was never sent yet: a newer message would have to wait. */
  public boolean hasUnsent(int streamId) {
    return channels.hasUnsent(streamId);
  }

  /** Whether all that was sent is acknowledged or given up. */
  public boolean isIdle() {
    return outbound.isDrained();
  }

  public boolean isEstablished() {
    return !ended && handshake.isDone();
  }

  public boolean isEnded() {
    return ended;
  }

  public boolean isOpen(int streamId) {
    return !ended && channels.isOpen(streamId);
  }

  /** Smoothed round trip in microseconds, −1 before it was measured. */
  public long rttUs() {
    return roundTrip.smoothedUs();
  }

  public SctpStats stats() {
    return new SctpStats(
        packetsIn,
        writer.packets(),
        malformed + chunks.malformed(),
        dropped + chunks.dropped(),
        channels.dropped() + inbound.dropped(),
        outbound.retransmits(),
        outbound.fastRetransmits(),
        outbound.timeouts(),
        outbound.abandoned(),
        congestion.window(),
        congestion.threshold());
  }

  /** When {@link #tick} wants to be called, or Long.MAX_VALUE. */
  public long nextTimeoutUs() {
    if (ended) {
      return Long.MAX_VALUE;
    }
    long next = Math.min(handshake.timerUs(), outbound.timerUs());
    next = Math.min(next, Math.min(inbound.timerUs(), path.timerUs()));
    return Math.min(next, Math.min(resets.timerUs(), teardown.timerUs()));
  }

  public void tick(long nowUs) {
    if (ended) {
      return;
    }
    if (handshake.timerUs() <= nowUs && !handshake.timedOut(nowUs)) {
      end(EstablishedChunks.NO_CAUSE, "no answer to the handshake");
      return;
    }
    boolean failed = outbound.timerUs() <= nowUs && outbound.timedOut(nowUs) && path.error();
    failed |= resets.timerUs() <= nowUs && resets.timedOut(nowUs) && path.error();
    failed |= teardown.timerUs() <= nowUs && !teardown.timedOut(nowUs);
    failed |= path.tick(nowUs);
    if (failed) {
      end(EstablishedChunks.NO_CAUSE, "the other side does not answer");
      return;
    }
    flush(nowUs);
  }

  /** Closes one channel (stream reset), once what was given to it is delivered. */
  public void closeChannel(int streamId, long nowUs) {
    if (!ended) {
      channels.close(streamId);
      flushUnlessReceiving(nowUs);
    }
  }

  /** Ends it once all that was given to it is delivered; {@link Events#onClosed} follows. */
  public void shutdown(long nowUs) {
    if (!ended && handshake.isDone()) {
      teardown.request();
      flushUnlessReceiving(nowUs);
    }
  }

  /** Ends it at once. */
  public void abort(long nowUs) {
    if (!ended) {
      end(Wire.CAUSE_USER_ABORT, "closed");
    }
  }

  private void accept(byte[] packet, int offset, int length, long nowUs) {
    int peerPort = Wire.u16(packet, offset);
    int localPort = Wire.u16(packet, offset + 2);
    int tag = Wire.i32(packet, offset + 4);
    int at = offset + Wire.COMMON_HEADER;
    int end = offset + length;
    int type = Wire.u8(packet, at);
    if (type == Wire.INIT) {
      int size = Wire.u16(packet, at + 2);
      boolean alone = at + Wire.padded(size) >= end && at + size <= end;
      if (tag != 0 || !alone || !handshake.onInit(packet, at, size, peerPort, localPort, nowUs)) {
        malformed++;
      }
      return;
    }
    boolean known = handshake.isStarted();
    if (known && (peerPort != writer.peerPort() || localPort != writer.localPort())) {
      malformed++;
      return;
    }
    // Only a cookie can tell whether its tag is right (section 8.5.1).
    boolean tagged = type == Wire.COOKIE_ECHO || known && tag == handshake.localTag();
    if (!tagged && !(known && handshake.isReflected(type, packet[at + 1], tag))) {
      dropped++;
      return;
    }
    while (!ended && at + Wire.CHUNK_HEADER <= end) {
      int size = Wire.u16(packet, at + 2);
      if (size < Wire.CHUNK_HEADER || at + size > end) {
        malformed++;
        break;
      }
      if (!onChunk(packet, at, size, tag, nowUs) || !tagged) {
        break;
      }
      at += Wire.padded(size);
    }
    if (!ended) {
      inbound.endOfPacket(nowUs);
    }
  }

  /** Returns false when the rest of the packet is not to be looked at. */
  private boolean onChunk(byte[] packet, int at, int size, int tag, long nowUs) {
    int type = Wire.u8(packet, at);
    switch (type) {
      case Wire.COOKIE_ECHO -> {
        return follow(handshake.onCookieEcho(packet, at, size, tag, nowUs), nowUs);
      }
      case Wire.INIT_ACK -> {
        return follow(handshake.onInitAck(packet, at, size, nowUs), nowUs);
      }
      case Wire.COOKIE_ACK -> {
        return follow(handshake.onCookieAck(), nowUs);
      }
      case Wire.ABORT -> {
        end(EstablishedChunks.NO_CAUSE, "aborted by the other side");
        return false;
      }
      case Wire.ERROR -> {
        if (size >= 8 && Wire.u16(packet, at + 4) == Wire.CAUSE_STALE_COOKIE) {
          handshake.onStaleCookie(nowUs);
        }
        return true;
      }
      default -> {
        if (!handshake.isDone()) {
          dropped++;
          return false;
        }
        return chunks.onChunk(type, packet, at, size, nowUs);
      }
    }
  }

  private boolean follow(Handshake.Step step, long nowUs) {
    switch (step) {
      case NOTHING -> {}
      case INVALID -> {
        malformed++;
        return false;
      }
      case RESTARTED -> {
        end(Wire.CAUSE_USER_ABORT, "the other side started anew");
        return false;
      }
      case ESTABLISHED -> {
        InitChunk peer = handshake.peer();
        inbound.start(peer.initialTsn());
        outbound.start(handshake.localTsn(), peer.window(), peer.forwardTsn());
        resets.start(handshake.localTsn(), peer.initialTsn());
        channels.start(peer);
        path.start(nowUs);
        events.onEstablished();
      }
    }
    return !ended;
  }

  private void flushUnlessReceiving(long nowUs) {
    if (!receiving && handshake.isDone()) {
      flush(nowUs);
    }
  }

  private void flush(long nowUs) {
    if (ended) {
      return;
    }
    if (handshake.isDone()) {
      outbound.transmit(nowUs);
      resets.transmit(nowUs);
      teardown.transmit(nowUs);
      if (inbound.ackDue(nowUs)) {
        inbound.writeSack(writer);
      }
    }
    writer.flush();
  }

  /** With a cause the other side is told first. */
  private void end(int cause, String reason) {
    if (cause != EstablishedChunks.NO_CAUSE && handshake.peer() != null) {
      byte[] text = reason.getBytes(StandardCharsets.UTF_8);
      int shown = cause == Wire.CAUSE_NO_USER_DATA ? 0 : text.length;
      int at = writer.chunk(Wire.ABORT, 0, 8 + shown);
      Wire.put16(writer.buffer(), at, cause);
      Wire.put16(writer.buffer(), at + 2, 4 + shown);
      System.arraycopy(text, 0, writer.buffer(), at + 4, shown);
      writer.flush();
    }
    ended = true;
    writer.close();
    channels.end();
    handshake.end();
    path.end();
    resets.end();
    teardown.end();
    inbound.clear();
    outbound.clear();
    events.onClosed(reason);
  }
}
