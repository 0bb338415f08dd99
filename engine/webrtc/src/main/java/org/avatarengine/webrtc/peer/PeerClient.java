package org.avatarengine.webrtc.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import org.avatarengine.webrtc.dtls.DtlsIdentity;
import org.avatarengine.webrtc.dtls.DtlsSession;
import org.avatarengine.webrtc.ice.ControllingAgent;
import org.avatarengine.webrtc.ice.IceCredentials;
import org.avatarengine.webrtc.ice.StunMessage;
import org.avatarengine.webrtc.sctp.DataChannelInfo;
import org.avatarengine.webrtc.sctp.SctpSettings;
import org.avatarengine.webrtc.sdp.DataDescription;
import org.avatarengine.webrtc.sdp.SdpOutcome;
import org.avatarengine.webrtc.sdp.SdpParser;
import org.avatarengine.webrtc.sdp.SdpWriter;

/**
 * A peer that connects: controlling in ICE, client in DTLS, and the one that opens the channels. It
 * talks to lite servers only: nobody checks it, so it answers no checks.
 */
public final class PeerClient implements Peer {
  private final PeerClientSettings settings;
  private final IoLoop loop;
  private final DtlsIdentity identity;
  private final SecureRandom random;
  private final List<DataChannelInfo> channels;
  private final PeerListener listener;
  private final Consumer<PeerClient> gone;
  private final IceCredentials local;
  private final DatagramChannel socket;
  private final Checks checks = new Checks();
  private volatile PeerConnection connection;
  private boolean closed;
  private ControllingAgent agent;

  PeerClient(
      PeerClientSettings settings,
      IoLoop loop,
      DtlsIdentity identity,
      SecureRandom random,
      List<DataChannelInfo> channels,
      PeerListener listener,
      Consumer<PeerClient> gone)
      throws IOException {
    this.settings = settings;
    this.loop = loop;
    this.identity = identity;
    this.random = random;
    this.channels = List.copyOf(channels);
    this.listener = listener;
    this.gone = gone;
    this.local = IceCredentials.random(random);
    this.socket = DatagramChannel.open();
    try {
      socket.configureBlocking(false);
      socket.bind(null);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * The SDP for the server. It names no candidates: a lite server takes the checks as they come.
   */
  public String offer() {
    return SdpWriter.write(
        new DataDescription(
            "0",
            true,
            local,
            false,
            List.of(identity.fingerprint()),
            DataDescription.Setup.ACTPASS,
            DataDescription.SCTP_PORT,
            SctpSettings.defaults().maxMessageBytes(),
            List.of()),
        random.nextLong() >>> 1);
  }

  /**
   * Connects to whoever answered.
   *
   * @throws SdpException when the answer is not usable; says why
   * @throws IllegalStateException when there was an answer before, or it is closed
   */
  public synchronized void answer(String sdp) throws SdpException {
    DataDescription remote =
        switch (SdpParser.parse(sdp)) {
          case SdpOutcome.Usable(DataDescription description) -> description;
          case SdpOutcome.Unusable(String reason) -> throw new SdpException(reason);
        };
    if (remote.setup() != DataDescription.Setup.PASSIVE) {
      throw new SdpException("The answer must say a=setup:passive.");
    }
    if (!remote.iceLite()) {
      throw new SdpException("The answer must say a=ice-lite: we answer no checks.");
    }
    if (remote.candidates().isEmpty()) {
      throw new SdpException("The answer has no UDP candidate with an address.");
    }
    if (closed || connection != null) {
      throw new IllegalStateException("answered or closed before");
    }
    PeerConnection its =
        new PeerConnection(
            new PeerPlan(
                local.ufrag(),
                DtlsSession.Role.CLIENT,
                identity,
                remote.fingerprints(),
                remote.maxMessageBytes(),
                channels,
                settings.connectTimeout(),
                settings.consentTimeout(),
                random),
            loop,
            new Ending(),
            listener,
            this);
    connection = its;
    loop.execute(
        () -> {
          agent = new ControllingAgent(local, remote.ice(), remote.candidates(), random);
          loop.register(socket, this::onDatagram);
          long nowUs = IoLoop.nowUs();
          its.start(nowUs);
          loop.due(checks, nowUs);
        });
  }

  /** Sends the checks when they are due. */
  private final class Checks extends Timed {
    @Override
    void onDue(long nowUs) {
      ControllingAgent.Check check = agent.next(nowUs);
      loop.send(socket, check.to(), check.bytes(), 0, check.bytes().length);
      loop.due(this, agent.nextUs());
    }
  }

  private final class Ending implements PeerConnection.Owner {
    @Override
    public void onOpen(PeerConnection its) {}

    @Override
    public void onGone(PeerConnection its) {
      loop.due(checks, Long.MAX_VALUE);
      release();
    }
  }

  private void release() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      gone.accept(this);
    }
  }

  private void onDatagram(
      DatagramChannel channel, InetSocketAddress from, byte[] bytes, int length, long nowUs) {
    if (StunMessage.looksLike(bytes, 0, length)) {
      StunMessage.parse(bytes, 0, length).ifPresent(message -> onStun(message, from, nowUs));
    } else if (from.equals(connection.remote()) && DtlsSession.looksLike(bytes, 0, length)) {
      connection.onDatagram(bytes, 0, length, nowUs);
    }
  }

  private void onStun(StunMessage message, InetSocketAddress from, long nowUs) {
    if (!agent.onAnswer(message, from, nowUs)) {
      return;
    }
    connection.heard(nowUs);
    if (agent.state() == ControllingAgent.State.CONNECTED) {
      connection.path(socket, agent.chosen());
      // Refused when too many handshakes run: the next answer tries again.
      connection.handshake();
    }
    loop.due(
        checks,
        connection.isChecking() ? Math.min(agent.nextUs(), nowUs + 100_000) : agent.nextUs());
  }

  /** Whether it was not answered yet. */
  private boolean isIdle() {
    return connection == null;
  }

  @Override
  public String id() {
    return local.ufrag();
  }

  @Override
  public boolean isWritable(int streamId) {
    return !isIdle() && connection.isWritable(streamId);
  }

  @Override
  public boolean send(int streamId, boolean text, byte[] bytes, int offset, int length) {
    return !isIdle() && connection.send(streamId, text, bytes, offset, length);
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      connection.close();
    } else if (!closed) {
      closed = true;
      release();
      loop.execute(() -> listener.onClosed(this, PeerCloseReason.CLOSED));
    }
  }

  @Override
  public PeerStats stats() {
    return isIdle() ? new PeerStats(0, 0, 0, 0, 0, -1) : connection.stats();
  }
}
