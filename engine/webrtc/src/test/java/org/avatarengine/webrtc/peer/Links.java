package org.avatarengine.webrtc.peer;

import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.avatarengine.webrtc.sctp.DataChannelInfo;

/** Servers, clients and connections of the tests. */
final class Links {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final List<DataChannelInfo> CHANNELS =
      List.of(
          new DataChannelInfo(-1, "frames", "avatar.frame.v1", false, 0, -1),
          new DataChannelInfo(-1, "control", "", true, -1, -1));

  private Links() {}

  static PeerServerSettings loopback() {
    return settings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), List.of(), PATIENCE, PATIENCE);
  }

  static PeerServerSettings settings(
      InetSocketAddress bind,
      List<InetSocketAddress> announced,
      Duration connect,
      Duration consent) {
    return new PeerServerSettings(bind, announced, 1_000, connect, consent);
  }

  /** A client whose channels are open at both ends. */
  static PeerClient open(
      PeerServer server, PeerClients clients, Recorded atServer, Recorded atClient)
      throws Exception {
    PeerClient client = clients.create(CHANNELS, atClient);
    client.answer(server.accept(client.offer(), atServer).sdp());
    until(() -> atServer.channels.size() == 2 && atClient.channels.size() == 2);
    return client;
  }

  static void until(java.util.concurrent.Callable<Boolean> condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(condition);
  }
}
