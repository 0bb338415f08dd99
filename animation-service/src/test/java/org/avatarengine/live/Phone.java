package org.avatarengine.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.contract.frame.Channel;

/** A phone that sends Live Link Face packets from an address of its own. */
final class Phone implements AutoCloseable {

  private final DatagramChannel channel;
  private final InetSocketAddress to;
  private final DialectWriter writer;
  private final float[] values = new float[Channel.COUNT];
  private final byte[] packet = new byte[DialectWriter.MAX_BYTES];
  private long frame;

  Phone(String subject, int port) throws IOException {
    this.channel = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
    this.to = new InetSocketAddress("127.0.0.1", port);
    this.writer = Dialects.liveLink(subject, 60);
  }

  Phone show(Channel shape, float value) {
    values[shape.ordinal()] = value;
    return this;
  }

  /** Sends one packet; true, so that a wait can go on sending. */
  boolean send() {
    try {
      frame++;
      int length = writer.write(values, frame, System.nanoTime() / 1_000, packet, 0);
      return channel.send(ByteBuffer.wrap(packet, 0, length), to) == length;
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
