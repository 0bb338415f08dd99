package org.avatarengine.webrtc.peer;

import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.avatarengine.webrtc.ice.LiteAgent;

/** One peer of the server: its agent, its connection, and the addresses that it has proven. */
final class ServerPeer {
  /** A browser tries each of its interfaces; a phone changes networks. */
  private static final int MAX_ADDRESSES = 8;

  private final LiteAgent agent;
  private final Deque<InetSocketAddress> addresses = new ArrayDeque<>();
  private PeerConnection connection;

  ServerPeer(LiteAgent agent) {
    this.agent = agent;
  }

  void connection(PeerConnection its) {
    connection = its;
  }

  PeerConnection connection() {
    return connection;
  }

  LiteAgent agent() {
    return agent;
  }

  Deque<InetSocketAddress> addresses() {
    return addresses;
  }

  /**
   * A signed check came from there.
   *
   * @return the address that had to make room, or null
   */
  InetSocketAddress proved(
      DatagramChannel channel, InetSocketAddress from, boolean nominated, boolean isNew) {
    if (connection.remote() == null || nominated) {
      connection.path(channel, from);
    }
    if (!isNew) {
      return null;
    }
    addresses.addLast(from);
    if (addresses.size() <= MAX_ADDRESSES) {
      return null;
    }
    InetSocketAddress oldest = addresses.removeFirst();
    if (oldest.equals(connection.remote())) {
      addresses.addLast(oldest);
      oldest = addresses.removeFirst();
    }
    return oldest;
  }
}
