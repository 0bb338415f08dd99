package org.avatarengine.live.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.avatarengine.animation.dialect.Dialect;
import org.jboss.logging.Logger;

/** One open port, for one dialect. */
final class UdpChannel {

  private static final Logger LOG = Logger.getLogger(UdpChannel.class);
  private static final int RECEIVE_BUFFER = 1 << 20;

  private final DatagramChannel channel;
  private final Dialect dialect;
  private final int port;

  private UdpChannel(DatagramChannel channel, Dialect dialect, int port) {
    this.channel = channel;
    this.dialect = dialect;
    this.port = port;
  }

  /**
   * Opens a port.
   *
   * @throws IOException when it cannot be had; says which
   */
  static UdpChannel open(Selector selector, String host, int port, Dialect dialect)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.bind(new InetSocketAddress(host, port));
      UdpChannel open =
          new UdpChannel(
              channel, dialect, ((InetSocketAddress) channel.getLocalAddress()).getPort());
      channel.register(selector, SelectionKey.OP_READ, open);
      return open;
    } catch (IOException failure) {
      channel.close();
      throw new IOException(
          dialect.key() + " on " + host + ":" + port + ": " + failure.getMessage(), failure);
    }
  }

  Dialect dialect() {
    return dialect;
  }

  int port() {
    return port;
  }

  /** The next packet, or null when none waits. */
  InetSocketAddress receive(ByteBuffer into) throws IOException {
    return (InetSocketAddress) channel.receive(into);
  }

  /** Sends a packet; one that does not leave is lost. */
  void send(byte[] bytes, InetSocketAddress to) {
    try {
      channel.send(ByteBuffer.wrap(bytes), to);
    } catch (IOException lost) {
      LOG.debugf("request not sent dialect=%s cause=%s", dialect.key(), lost);
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      LOG.debugf("closing a port failed cause=%s", failure);
    }
  }
}
