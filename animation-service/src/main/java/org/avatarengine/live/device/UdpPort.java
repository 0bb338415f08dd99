package org.avatarengine.live.device;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.ViewerPort;
import org.avatarengine.animation.stream.EncodedFrame;
import org.jboss.logging.Logger;

/** The way to one program outside: datagrams, never waited for. On the session's loop. */
final class UdpPort implements ViewerPort {

  private static final Logger LOG = Logger.getLogger(UdpPort.class);

  private final DatagramChannel channel;
  private final InetSocketAddress to;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(DialectWriter.MAX_BYTES);

  private UdpPort(DatagramChannel channel, InetSocketAddress to) {
    this.channel = channel;
    this.to = to;
  }

  static UdpPort open(InetSocketAddress to) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      return new UdpPort(channel, to);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public boolean isWritable() {
    return channel.isOpen();
  }

  @Override
  public void frame(EncodedFrame frame) {
    binary(frame.bytes(), frame.length());
  }

  @Override
  public void binary(byte[] bytes, int length) {
    buffer.clear();
    buffer.put(bytes, 0, length).flip();
    try {
      channel.send(buffer, to);
    } catch (IOException lost) {
      // A datagram that does not leave is a lost one; the next follows.
      LOG.tracef("datagram lost cause=%s", lost);
    }
  }

  @Override
  public void text(String json) {
    // No dialect has a place for it.
  }

  @Override
  public void close(CloseReason reason) {
    try {
      channel.close();
    } catch (IOException failure) {
      LOG.debugf("closing an output failed cause=%s", failure);
    }
  }
}
