package org.avatarengine.webrtc.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.webrtc.dtls.DtlsOutcome;
import org.avatarengine.webrtc.dtls.DtlsSession;
import org.avatarengine.webrtc.sctp.DataChannelInfo;
import org.avatarengine.webrtc.sctp.SctpAssociation;
import org.avatarengine.webrtc.sctp.SctpSettings;

/**
 * One connection above ICE, of either side: DTLS, then SCTP, then channels. Its phases only go
 * forward:
 *
 * <pre>CHECKING → HANDSHAKING → ASSOCIATING → OPEN → CLOSED   (CLOSED from any)</pre>
 *
 * Everything that is not said to be for any thread belongs to the I/O thread.
 */
final class PeerConnection extends Timed implements Peer {
  private static final System.Logger LOG = System.getLogger(PeerConnection.class.getName());

  /** Whoever holds this connection. */
  interface Owner {
    /** The channels can be used now. */
    void onOpen(PeerConnection connection);

    /** It ended; called once. */
    void onGone(PeerConnection connection);
  }

  private enum Phase {
    CHECKING,
    HANDSHAKING,
    ASSOCIATING,
    OPEN,
    CLOSED
  }

  private final PeerPlan plan;
  private final IoLoop loop;
  private final Owner owner;
  private final PeerListener listener;
  private final Peer face;
  private final DtlsSession dtls;
  private final SctpSettings settings;
  private final int maxMessageBytes;
  private final Outbox outbox = new Outbox();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicLong packetsIn = new AtomicLong();
  private final AtomicLong packetsOut = new AtomicLong();
  private final AtomicLong bytesIn = new AtomicLong();
  private final AtomicLong bytesOut = new AtomicLong();
  private volatile DatagramChannel channel;
  private volatile InetSocketAddress remote;
  private volatile long retransmits;
  private volatile long rttUs = -1;
  private Phase phase = Phase.CHECKING;
  private SctpAssociation sctp;
  private boolean established;
  private boolean broken;

  /** SCTP that ends on its own clock was not ended by the other side. */
  private boolean ticking;

  private PeerCloseReason ending;
  private long heardUs;
  private long connectByUs;

  /**
   * @param face what the listener is shown; null for the connection itself
   */
  PeerConnection(PeerPlan plan, IoLoop loop, Owner owner, PeerListener listener, Peer face) {
    this.plan = plan;
    this.loop = loop;
    this.owner = owner;
    this.listener = listener;
    this.face = face == null ? this : face;
    this.settings =
        plan.role() == DtlsSession.Role.CLIENT
            ? SctpSettings.defaults().forDtlsClient()
            : SctpSettings.defaults();
    this.maxMessageBytes = Math.min(settings.maxMessageBytes(), plan.remoteMaxMessageBytes());
    this.dtls =
        new DtlsSession(
            plan.role(),
            plan.identity(),
            plan.fingerprints(),
            plan.connectTimeout(),
            this::sendDatagram);
  }

  /** Starts its clock. */
  void start(long nowUs) {
    connectByUs = nowUs + plan.connectTimeout().toMillis() * 1_000;
    heardUs = nowUs;
    settle(nowUs);
  }

  /** A signed check, or the answer to one, proved that the other side lives. */
  void heard(long nowUs) {
    heardUs = nowUs;
  }

  /** The path that datagrams take from now on. */
  void path(DatagramChannel through, InetSocketAddress to) {
    channel = through;
    remote = to;
  }

  InetSocketAddress remote() {
    return remote;
  }

  /** The client's side begins. */
  void handshake() {
    if (phase == Phase.CHECKING && loop.handshake(this::runHandshake)) {
      phase = Phase.HANDSHAKING;
    }
  }

  boolean isChecking() {
    return phase == Phase.CHECKING;
  }

  /** A DTLS datagram came from an address that is the other side's. */
  void onDatagram(byte[] datagram, int offset, int length, long nowUs) {
    packetsIn.incrementAndGet();
    bytesIn.addAndGet(length);
    switch (phase) {
      case CHECKING -> {
        if (plan.role() == DtlsSession.Role.SERVER
            && DtlsSession.looksLikeClientHello(datagram, offset, length)) {
          handshake();
          if (phase == Phase.HANDSHAKING) {
            dtls.arriveForHandshake(datagram, offset, length);
          }
        }
      }
      case HANDSHAKING -> dtls.arriveForHandshake(datagram, offset, length);
      case ASSOCIATING, OPEN -> {
        decrypt(datagram, offset, length, nowUs);
        settle(nowUs);
      }
      case CLOSED -> {}
    }
  }

  private void runHandshake() {
    DtlsOutcome outcome = dtls.handshake();
    loop.execute(() -> onHandshake(outcome, IoLoop.nowUs()));
  }

  private void onHandshake(DtlsOutcome outcome, long nowUs) {
    if (phase != Phase.HANDSHAKING) {
      return;
    }
    switch (outcome) {
      case DtlsOutcome.Connected() -> {
        phase = Phase.ASSOCIATING;
        heardUs = nowUs;
        dtls.open();
        sctp = new SctpAssociation(settings, plan.random(), this::encrypt, new ChannelEvents());
        if (plan.role() == DtlsSession.Role.CLIENT) {
          sctp.connect(nowUs);
        }
        for (byte[] early = dtls.leftOver(); early != null; early = dtls.leftOver()) {
          decrypt(early, 0, early.length, nowUs);
        }
        settle(nowUs);
      }
      case DtlsOutcome.FingerprintMismatch() -> end(PeerCloseReason.FINGERPRINT_MISMATCH, nowUs);
      case DtlsOutcome.Failed(String reason) -> {
        LOG.log(System.Logger.Level.DEBUG, "handshake failed peer={0} reason={1}", id(), reason);
        end(PeerCloseReason.TRANSPORT_FAILED, nowUs);
      }
    }
  }

  private void decrypt(byte[] datagram, int offset, int length, long nowUs) {
    byte[] plain = loop.plain();
    try {
      dtls.arrive(datagram, offset, length);
      for (int n = dtls.next(plain); n >= 0; n = dtls.next(plain)) {
        heardUs = nowUs;
        sctp.receive(plain, 0, n, nowUs);
      }
    } catch (IOException e) {
      ending(PeerCloseReason.TRANSPORT_FAILED);
    }
    if (dtls.isClosed()) {
      ending(PeerCloseReason.CLOSED_BY_PEER);
    }
  }

  private void encrypt(byte[] packet, int offset, int length) {
    try {
      dtls.send(packet, offset, length);
    } catch (IOException e) {
      broken = true;
    }
  }

  /** I/O thread or the handshake's. */
  private void sendDatagram(byte[] datagram, int offset, int length) {
    packetsOut.incrementAndGet();
    bytesOut.addAndGet(length);
    InetSocketAddress to = remote;
    if (to != null) {
      loop.send(channel, to, datagram, offset, length);
    }
  }

  /** Sends what other threads left. */
  void flush(long nowUs) {
    scheduled.set(false);
    hand(nowUs);
    settle(nowUs);
  }

  @Override
  void onDue(long nowUs) {
    if (phase == Phase.CLOSED) {
      return;
    }
    if (phase != Phase.OPEN && nowUs >= connectByUs) {
      end(PeerCloseReason.CONNECT_TIMEOUT, nowUs);
      return;
    }
    if (phase == Phase.OPEN && nowUs >= silentAtUs()) {
      end(PeerCloseReason.CONSENT_LOST, nowUs);
      return;
    }
    if (sctp != null && nowUs >= sctp.nextTimeoutUs()) {
      ticking = true;
      sctp.tick(nowUs);
      ticking = false;
      retransmits = sctp.stats().retransmits();
    }
    settle(nowUs);
  }

  private long silentAtUs() {
    return heardUs + plan.consentTimeout().toMillis() * 1_000;
  }

  /** After anything happened: what became due, possible, or over. */
  private void settle(long nowUs) {
    if (phase == Phase.CLOSED) {
      return;
    }
    if (broken) {
      ending(PeerCloseReason.TRANSPORT_FAILED);
    }
    if (ending != null) {
      end(ending, nowUs);
      return;
    }
    if (established && phase == Phase.ASSOCIATING) {
      phase = Phase.OPEN;
      owner.onOpen(this);
      plan.channels().forEach(wanted -> sctp.open(wanted, nowUs));
    }
    if (phase == Phase.OPEN) {
      hand(nowUs);
      if (outbox.becameWritable(sctp)) {
        call(() -> listener.onWritable(face));
      }
      rttUs = sctp.rttUs();
    }
    long dueUs = phase == Phase.OPEN ? silentAtUs() : connectByUs;
    loop.due(this, sctp == null ? dueUs : Math.min(dueUs, sctp.nextTimeoutUs()));
  }

  private void hand(long nowUs) {
    if (phase == Phase.OPEN) {
      outbox.hand(sctp, nowUs);
    }
  }

  private void ending(PeerCloseReason reason) {
    if (ending == null) {
      ending = reason;
    }
  }

  /** Ends it now; the first reason counts. */
  void end(PeerCloseReason reason, long nowUs) {
    if (phase == Phase.CLOSED) {
      return;
    }
    if (phase == Phase.OPEN && reason != PeerCloseReason.CLOSED_BY_PEER) {
      // A last message, such as a farewell, leaves before the end is told.
      hand(nowUs);
    }
    Phase before = phase;
    phase = Phase.CLOSED;
    closing.set(true);
    outbox.clear();
    if (sctp != null && reason != PeerCloseReason.CLOSED_BY_PEER) {
      sctp.abort(nowUs);
    }
    if (before != Phase.CHECKING) {
      dtls.close();
    }
    loop.due(this, Long.MAX_VALUE);
    owner.onGone(this);
    call(() -> listener.onClosed(face, reason));
  }

  /** A listener that throws loses its peer, not the thread of all. */
  private void call(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "listener failed peer=" + id(), e);
      ending(PeerCloseReason.TRANSPORT_FAILED);
    }
  }

  private final class ChannelEvents implements SctpAssociation.Events {
    @Override
    public void onEstablished() {
      established = true;
    }

    @Override
    public void onChannel(DataChannelInfo channel) {
      outbox.opened(channel.streamId());
      call(() -> listener.onChannel(face, channel));
    }

    @Override
    public void onMessage(int streamId, boolean text, byte[] bytes, int offset, int length) {
      call(() -> listener.onMessage(face, streamId, text, bytes, offset, length));
    }

    @Override
    public void onChannelClosed(int streamId) {
      outbox.closed(streamId);
    }

    @Override
    public void onClosed(String reason) {
      ending(ticking ? PeerCloseReason.TRANSPORT_FAILED : PeerCloseReason.CLOSED_BY_PEER);
    }
  }

  @Override
  public String id() {
    return plan.id();
  }

  @Override
  public boolean isWritable(int streamId) {
    return outbox.isWritable(streamId);
  }

  @Override
  public boolean send(int streamId, boolean text, byte[] bytes, int offset, int length) {
    if (length > maxMessageBytes) {
      throw new IllegalArgumentException(
          "a message of " + length + " bytes; the other side takes " + maxMessageBytes);
    }
    if (closing.get() || !outbox.offer(streamId, text, bytes, offset, length)) {
      return false;
    }
    if (scheduled.compareAndSet(false, true)) {
      loop.ready(this);
    }
    return true;
  }

  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      loop.execute(() -> end(PeerCloseReason.CLOSED, IoLoop.nowUs()));
    }
  }

  @Override
  public PeerStats stats() {
    return new PeerStats(
        packetsIn.get(), packetsOut.get(), bytesIn.get(), bytesOut.get(), retransmits, rttUs);
  }
}
