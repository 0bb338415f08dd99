package org.avatarengine.benchmarks.simulate.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.avatarengine.benchmarks.simulate.link.LinkSettings;
import org.avatarengine.benchmarks.simulate.link.TcpProxy;
import org.avatarengine.benchmarks.simulate.link.UdpProxy;

/** Bad links in front of the servers of a run: none where the link is clean. */
final class Detours implements AutoCloseable {

  private final LinkSettings up;
  private final LinkSettings down;
  private final long seed;
  private final Map<InetSocketAddress, UdpProxy> datagrams = new HashMap<>();
  private final Map<InetSocketAddress, TcpProxy> streams = new HashMap<>();

  Detours(LinkSettings up, LinkSettings down, long seed) {
    this.up = up;
    this.down = down;
    this.seed = seed;
  }

  private boolean isNeedless() {
    return up.isClean() && down.isClean();
  }

  /** Where datagrams for that server go instead. */
  synchronized InetSocketAddress udp(InetSocketAddress server) {
    if (isNeedless()) {
      return server;
    }
    return datagrams
        .computeIfAbsent(
            server,
            to -> {
              try {
                return new UdpProxy(to, up, down, seed + datagrams.size() * 1_000_003L);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .address();
  }

  /** The same WebSocket address by the bad link. */
  synchronized URI socket(URI address) throws IOException {
    // Through a proxy of ours the name in a certificate would not fit.
    if (isNeedless() || "wss".equals(address.getScheme())) {
      return address;
    }
    int port = address.getPort() > 0 ? address.getPort() : 80;
    InetSocketAddress server = new InetSocketAddress(address.getHost(), port);
    TcpProxy proxy = streams.get(server);
    if (proxy == null) {
      proxy = new TcpProxy(server, up, down, seed + 7 + streams.size() * 1_000_003L);
      streams.put(server, proxy);
    }
    InetSocketAddress at = proxy.address();
    String path = address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return URI.create(
        "ws://" + at.getAddress().getHostAddress() + ":" + at.getPort() + path + query);
  }

  @Override
  public synchronized void close() throws IOException {
    for (UdpProxy proxy : datagrams.values()) {
      proxy.close();
    }
    for (TcpProxy proxy : streams.values()) {
      proxy.close();
    }
  }
}
