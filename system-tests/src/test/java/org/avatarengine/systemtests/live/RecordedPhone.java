package org.avatarengine.systemtests.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.avatarengine.contract.frame.Channel;

/** A phone that sends recorded packets from an address of its own. */
final class RecordedPhone implements AutoCloseable {

  private final RecordedFaces faces;
  private final String subject;
  private final DatagramChannel channel;
  private final InetSocketAddress to;
  private int frame = 1_000;

  RecordedPhone(RecordedFaces faces, String subject, int port) {
    this.faces = faces;
    this.subject = subject;
    this.to = new InetSocketAddress("127.0.0.1", port);
    try {
      this.channel = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(int index) {
    send(faces.packet(index, subject, frame++));
  }

  /** The same with these channels at rest, as when a hair hangs over that eye. */
  void sendCovered(int index, Channel... covered) {
    ByteBuffer packet = faces.packet(index, subject, frame++);
    int values = packet.limit() - Channel.COUNT * Float.BYTES;
    for (Channel one : covered) {
      packet.putFloat(values + one.ordinal() * Float.BYTES, 0);
    }
    send(packet);
  }

  private void send(ByteBuffer packet) {
    try {
      channel.send(packet, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
