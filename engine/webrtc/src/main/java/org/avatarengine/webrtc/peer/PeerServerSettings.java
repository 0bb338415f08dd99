package org.avatarengine.webrtc.peer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How the port is opened.
 *
 * @param bind address and port to listen on; port 0 picks one
 * @param announced the host candidates of every answer, IPv4 or IPv6; port 0 means the bound one;
 *     empty for the bound address, or all of this machine's when that is the wildcard
 * @param maxPeers 1..10,000
 * @param connectTimeout from the answer to an open association, 1 ms to 5 min
 * @param consentTimeout without a sign of life after which a peer is gone (RFC 7675 says 30 s), 1
 *     ms to 5 min
 */
public record PeerServerSettings(
    InetSocketAddress bind,
    List<InetSocketAddress> announced,
    int maxPeers,
    Duration connectTimeout,
    Duration consentTimeout) {
  private static final int MAX_ANNOUNCED = 16;

  public PeerServerSettings {
    Objects.requireNonNull(bind, "bind");
    announced = List.copyOf(announced);
    if (bind.isUnresolved()) {
      throw new IllegalArgumentException("bind: unknown host " + bind.getHostString());
    }
    if (announced.size() > MAX_ANNOUNCED) {
      throw new IllegalArgumentException("announced: at most " + MAX_ANNOUNCED + " addresses");
    }
    for (InetSocketAddress address : announced) {
      if (address.isUnresolved() || address.getAddress().isAnyLocalAddress()) {
        throw new IllegalArgumentException(
            "announced: " + address.getHostString() + " is no address that a peer can reach");
      }
    }
    if (maxPeers < 1 || maxPeers > 10_000) {
      throw new IllegalArgumentException("maxPeers must be 1 to 10,000, not " + maxPeers);
    }
    Timeouts.check("connectTimeout", connectTimeout);
    Timeouts.check("consentTimeout", consentTimeout);
  }
}
