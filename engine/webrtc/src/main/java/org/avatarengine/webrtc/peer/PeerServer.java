package org.avatarengine.webrtc.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.webrtc.dtls.DtlsIdentity;
import org.avatarengine.webrtc.dtls.DtlsSession;
import org.avatarengine.webrtc.ice.CheckVerdict;
import org.avatarengine.webrtc.ice.IceCredentials;
import org.avatarengine.webrtc.ice.LiteAgent;
import org.avatarengine.webrtc.ice.SourceLimits;
import org.avatarengine.webrtc.ice.StunMessage;
import org.avatarengine.webrtc.sctp.SctpSettings;
import org.avatarengine.webrtc.sdp.DataDescription;
import org.avatarengine.webrtc.sdp.SdpOutcome;
import org.avatarengine.webrtc.sdp.SdpParser;
import org.avatarengine.webrtc.sdp.SdpWriter;

/**
 * All WebRTC peers of this process behind one UDP port: ICE-lite, DTLS server, SCTP, on one I/O
 * thread of its own; DTLS handshakes run on virtual threads, 64 at most. Never a relay, never a
 * client.
 *
 * <p>A datagram finds its peer by the name in a signed check (RFC 8445), everything else by the
 * source address that such a check has proven (RFC 7983). Whatever proves nothing is counted and
 * dropped without an answer.
 */
public final class PeerServer implements AutoCloseable {
  /** Unproven checks of one source: a crowd of new browsers behind one address, and no more. */
  private static final int CHECKS_PER_SECOND = 500;

  private static final int CHECKS_BURST = 1_000;
  private static final int SOURCES = 4_096;

  private final PeerServerSettings settings;
  private final SecureRandom random = new SecureRandom();
  private final DtlsIdentity identity = DtlsIdentity.create(random);
  private final SourceLimits limits =
      new SourceLimits(SOURCES, CHECKS_PER_SECOND, CHECKS_BURST, random.nextLong());
  private final ListeningSockets sockets;
  private final IoLoop loop;
  private final Map<String, ServerPeer> byName = new ConcurrentHashMap<>();

  /** Of the I/O thread. */
  private final Map<InetSocketAddress, ServerPeer> byAddress = new HashMap<>();

  private final AtomicInteger peers = new AtomicInteger();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong connected = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean closed;

  private PeerServer(PeerServerSettings settings) throws IOException {
    this.settings = settings;
    this.sockets = ListeningSockets.open(settings);
    this.loop = new IoLoop("webrtc-io-" + sockets.port());
    loop.execute(
        () -> sockets.channels().forEach(channel -> loop.register(channel, this::onDatagram)));
  }

  /**
   * Opens the port. On the wildcard address it listens on each address that the machine has at that
   * moment; one that it gets later is not served.
   *
   * @throws IOException when the address cannot be had
   */
  public static PeerServer open(PeerServerSettings settings) throws IOException {
    return new PeerServer(settings);
  }

  /** The port it listens on. */
  public int port() {
    return sockets.port();
  }

  /** The host candidates of every answer. */
  public List<InetSocketAddress> candidates() {
    return sockets.candidates();
  }

  /**
   * Answers an offer at once, without gathering. The peer is forgotten when it does not connect in
   * time.
   *
   * @param offer SDP with one data channel section
   * @param listener called on the I/O thread
   * @return the answer
   * @throws SdpException when the offer is not usable; says why
   * @throws PeerLimitException when there are as many peers as there may be
   */
  public Answer accept(String offer, PeerListener listener)
      throws SdpException, PeerLimitException {
    DataDescription remote =
        switch (SdpParser.parse(offer)) {
          case SdpOutcome.Usable(DataDescription description) -> description;
          case SdpOutcome.Unusable(String reason) -> throw new SdpException(reason);
        };
    if (remote.setup() == DataDescription.Setup.PASSIVE) {
      throw new SdpException("a=setup:passive cannot be answered: we never start DTLS.");
    }
    if (remote.iceLite()) {
      throw new SdpException("a=ice-lite cannot be answered: we are lite, and never check.");
    }
    if (closed) {
      throw new PeerLimitException("The server is closed.");
    }
    if (peers.incrementAndGet() > settings.maxPeers()) {
      peers.decrementAndGet();
      throw new PeerLimitException("There are " + settings.maxPeers() + " peers already.");
    }
    accepted.incrementAndGet();
    IceCredentials local = IceCredentials.random(random);
    ServerPeer peer = new ServerPeer(new LiteAgent(local, remote.ice()));
    PeerConnection connection =
        new PeerConnection(
            new PeerPlan(
                local.ufrag(),
                DtlsSession.Role.SERVER,
                identity,
                remote.fingerprints(),
                remote.maxMessageBytes(),
                List.of(),
                settings.connectTimeout(),
                settings.consentTimeout(),
                random),
            loop,
            new Register(peer),
            listener,
            null);
    peer.connection(connection);
    byName.put(local.ufrag(), peer);
    if (!loop.execute(() -> connection.start(IoLoop.nowUs()))) {
      byName.remove(local.ufrag());
      peers.decrementAndGet();
      throw new PeerLimitException("The server is closed.");
    }
    return new Answer(connection, answer(remote, local));
  }

  private String answer(DataDescription remote, IceCredentials local) {
    return SdpWriter.write(
        new DataDescription(
            remote.mid(),
            remote.bundled(),
            local,
            true,
            List.of(identity.fingerprint()),
            DataDescription.Setup.PASSIVE,
            DataDescription.SCTP_PORT,
            SctpSettings.defaults().maxMessageBytes(),
            sockets.candidates()),
        random.nextLong() >>> 1);
  }

  /** A peer and the SDP to send back. */
  public record Answer(Peer peer, String sdp) {}

  /** Keeps the maps and the counters of one peer. */
  private final class Register implements PeerConnection.Owner {
    private final ServerPeer peer;

    Register(ServerPeer peer) {
      this.peer = peer;
    }

    @Override
    public void onOpen(PeerConnection connection) {
      connected.incrementAndGet();
    }

    @Override
    public void onGone(PeerConnection connection) {
      byName.remove(connection.id());
      peer.addresses().forEach(address -> byAddress.remove(address, peer));
      peers.decrementAndGet();
    }
  }

  private void onDatagram(
      DatagramChannel channel, InetSocketAddress from, byte[] bytes, int length, long nowUs) {
    ServerPeer known = byAddress.get(from);
    if (known != null && DtlsSession.looksLike(bytes, 0, length)) {
      known.connection().onDatagram(bytes, 0, length, nowUs);
    } else if (!StunMessage.looksLike(bytes, 0, length)
        || (known == null && !limits.allows(from.getAddress(), nowUs))
        || !onCheck(channel, from, bytes, length, nowUs)) {
      dropped.incrementAndGet();
    }
  }

  private boolean onCheck(
      DatagramChannel channel, InetSocketAddress from, byte[] bytes, int length, long nowUs) {
    Optional<StunMessage> check = StunMessage.parse(bytes, 0, length);
    if (check.isEmpty()) {
      return false;
    }
    String username = check.get().username().orElse("");
    int colon = username.indexOf(':');
    ServerPeer peer = colon < 0 ? null : byName.get(username.substring(0, colon));
    if (peer == null) {
      return false;
    }
    return switch (peer.agent().answer(check.get(), from)) {
      case CheckVerdict.Accepted(byte[] reply, boolean nominated) -> {
        loop.send(channel, from, reply, 0, reply.length);
        prove(peer, channel, from, nominated);
        peer.connection().heard(nowUs);
        yield true;
      }
      case CheckVerdict.Rejected(byte[] reply, int code) -> {
        loop.send(channel, from, reply, 0, reply.length);
        yield true;
      }
      case CheckVerdict.Ignored(String reason) -> false;
    };
  }

  private void prove(
      ServerPeer peer, DatagramChannel channel, InetSocketAddress from, boolean nominated) {
    ServerPeer before = byAddress.put(from, peer);
    if (before != null && before != peer) {
      before.addresses().remove(from);
    }
    InetSocketAddress forgotten = peer.proved(channel, from, nominated, before != peer);
    if (forgotten != null) {
      byAddress.remove(forgotten, peer);
    }
  }

  public PeerServerStats stats() {
    return new PeerServerStats(peers.get(), accepted.get(), connected.get(), dropped.get());
  }

  /** Ends every peer and frees the port. */
  @Override
  public void close() {
    closed = true;
    loop.execute(
        () ->
            byName
                .values()
                .forEach(
                    peer -> peer.connection().end(PeerCloseReason.SERVER_CLOSED, IoLoop.nowUs())));
    loop.close();
  }
}
