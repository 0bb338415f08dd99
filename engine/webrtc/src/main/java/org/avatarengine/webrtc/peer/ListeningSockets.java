package org.avatarengine.webrtc.peer;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The sockets of one port. Java cannot tell to which of a machine's addresses a datagram of a
 * wildcard socket came, so an answer could leave from another one and a browser would drop it (RFC
 * 8445 section 7.2.5.2.1). The wildcard is therefore opened as one socket for each address that the
 * machine has now.
 */
final class ListeningSockets {
  private static final System.Logger LOG = System.getLogger(ListeningSockets.class.getName());
  private static final int MOST = 32;
  private static final int TRIES = 10;

  private final List<DatagramChannel> channels;
  private final int port;
  private final List<InetSocketAddress> candidates;

  private ListeningSockets(List<DatagramChannel> channels, List<InetSocketAddress> announced)
      throws IOException {
    this.channels = channels;
    List<InetAddress> reachable = new ArrayList<>();
    for (DatagramChannel channel : channels) {
      reachable.add(((InetSocketAddress) channel.getLocalAddress()).getAddress());
    }
    this.port = ((InetSocketAddress) channels.getFirst().getLocalAddress()).getPort();
    if (reachable.stream().anyMatch(address -> !address.isLoopbackAddress())) {
      reachable.removeIf(InetAddress::isLoopbackAddress);
    }
    this.candidates =
        announced.isEmpty()
            ? reachable.stream().map(address -> new InetSocketAddress(address, port)).toList()
            : announced.stream()
                .map(
                    address ->
                        address.getPort() != 0
                            ? address
                            : new InetSocketAddress(address.getAddress(), port))
                .toList();
  }

  static ListeningSockets open(PeerServerSettings settings) throws IOException {
    InetSocketAddress bind = settings.bind();
    if (!bind.getAddress().isAnyLocalAddress()) {
      return new ListeningSockets(List.of(open(bind)), settings.announced());
    }
    List<InetAddress> addresses = ofThisMachine();
    IOException taken = new BindException("this machine has no address to listen on");
    for (int i = 0; i < (bind.getPort() == 0 ? TRIES : 1); i++) {
      List<DatagramChannel> opened = new ArrayList<>();
      try {
        int port = bind.getPort();
        for (InetAddress address : addresses) {
          DatagramChannel channel = open(new InetSocketAddress(address, port));
          opened.add(channel);
          port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }
        if (!opened.isEmpty()) {
          return new ListeningSockets(opened, settings.announced());
        }
      } catch (IOException e) {
        taken = e;
        for (DatagramChannel channel : opened) {
          channel.close();
        }
      }
    }
    throw taken;
  }

  private static DatagramChannel open(InetSocketAddress address) throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(
            address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET);
    try {
      IoLoop.prepare(channel);
      channel.bind(address);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw (IOException) new BindException("UDP " + address + ": " + e.getMessage()).initCause(e);
    }
  }

  /** Loopback last; no link-local ones, whose scope means nothing to a peer. */
  private static List<InetAddress> ofThisMachine() throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      if (each.isUp()) {
        each.inetAddresses()
            .filter(address -> !address.isLinkLocalAddress())
            .forEach(addresses::add);
      }
    }
    addresses.sort(
        java.util.Comparator.comparing(InetAddress::isLoopbackAddress)
            .thenComparing(Inet6Address.class::isInstance));
    if (addresses.size() > MOST) {
      LOG.log(
          System.Logger.Level.WARNING,
          "more addresses than sockets addresses={0} sockets={1}",
          addresses.size(),
          MOST);
      return addresses.subList(0, MOST);
    }
    return addresses;
  }

  List<DatagramChannel> channels() {
    return channels;
  }

  int port() {
    return port;
  }

  /** The host candidates of every answer. */
  List<InetSocketAddress> candidates() {
    return candidates;
  }
}
