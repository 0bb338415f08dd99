package org.avatarengine.benchmarks.simulate.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.avatarengine.webrtc.peer.Peer;
import org.avatarengine.webrtc.peer.PeerClient;
import org.avatarengine.webrtc.peer.PeerClientSettings;
import org.avatarengine.webrtc.peer.PeerClients;
import org.avatarengine.webrtc.peer.PeerCloseReason;
import org.avatarengine.webrtc.peer.PeerLimitException;
import org.avatarengine.webrtc.peer.PeerListener;
import org.avatarengine.webrtc.peer.SdpException;
import org.avatarengine.webrtc.sctp.DataChannelInfo;

/** WebRTC clients: one I/O thread for all of them, on which listeners are called. */
public final class PeerLinks implements AutoCloseable {

  private static final int ABNORMAL = 1006;
  private static final int NORMAL = 1000;

  private final PeerClients peers;
  private final UnaryOperator<InetSocketAddress> route;

  /**
   * @param most peers at once, 1..10,000
   * @param route where to send instead of to a candidate of the server's: a lossy proxy; the
   *     identity for the server itself
   */
  public PeerLinks(int most, UnaryOperator<InetSocketAddress> route) throws IOException {
    this.peers =
        PeerClients.open(
            new PeerClientSettings(most, Duration.ofSeconds(15), Duration.ofSeconds(15)));
    this.route = route;
  }

  /**
   * Offers, and connects as the answer says. The listener hears of the open connection when both
   * channels are.
   *
   * @param level 0..3, or −1 to have it chosen
   * @param bearer a token of the session
   * @return to end it, even before it is open
   */
  public LiveConnection connect(
      SessionApi api,
      String sessionId,
      String bearer,
      Format format,
      int level,
      LiveListener listener)
      throws IOException, InterruptedException {
    Link link = new Link(listener);
    DataChannelInfo frames = new DataChannelInfo(-1, "frames", format.subprotocol(), false, 0, -1);
    DataChannelInfo control = new DataChannelInfo(-1, "control", "", true, -1, -1);
    try {
      PeerClient peer = peers.create(List.of(frames, control), link);
      link.peer = peer;
      try {
        SessionApi.RtcAnswer answer = api.offer(sessionId, peer.offer(), level, bearer);
        peer.answer(SdpRoutes.through(answer.sdp(), route));
      } catch (SdpException | IOException | InterruptedException e) {
        peer.close();
        throw e;
      }
    } catch (PeerLimitException | SdpException e) {
      throw new IOException(e.getMessage(), e);
    }
    return link;
  }

  /** Ends all of them. */
  @Override
  public void close() {
    peers.close();
  }

  private static final class Link implements LiveConnection, PeerListener {
    private final LiveListener listener;
    private volatile Peer peer;
    private volatile int frames = -1;
    private volatile int control = -1;

    Link(LiveListener listener) {
      this.listener = listener;
    }

    @Override
    public Carrier carrier() {
      return Carrier.WEB_RTC;
    }

    @Override
    public boolean binary(byte[] bytes, int offset, int length) {
      return frames >= 0
          && peer.isWritable(frames)
          && peer.send(frames, false, bytes, offset, length);
    }

    @Override
    public void text(String json) {
      if (control >= 0) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        peer.send(control, true, bytes, 0, bytes.length);
      }
    }

    @Override
    public void close() {
      peer.close();
    }

    @Override
    public void onChannel(Peer its, DataChannelInfo channel) {
      if (channel.label().equals("frames")) {
        frames = channel.streamId();
      } else if (channel.label().equals("control")) {
        control = channel.streamId();
      }
      if (frames >= 0 && control >= 0) {
        listener.onOpen(this, ClientClock.nowUs());
      }
    }

    @Override
    public void onMessage(
        Peer its, int stream, boolean text, byte[] bytes, int offset, int length) {
      long nowUs = ClientClock.nowUs();
      if (text) {
        listener.onText(new String(bytes, offset, length, StandardCharsets.UTF_8), nowUs);
      } else {
        listener.onBinary(bytes, offset, length, nowUs);
      }
    }

    @Override
    public void onWritable(Peer its) {
      // A client's next message is never far.
    }

    @Override
    public void onClosed(Peer its, PeerCloseReason reason) {
      int code = reason == PeerCloseReason.CLOSED ? NORMAL : ABNORMAL;
      listener.onClosed(code, reason.name(), ClientClock.nowUs());
    }
  }
}
