package org.avatarengine.benchmarks.simulate.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.benchmarks.simulate.face.FaceSource;
import org.avatarengine.contract.frame.Channel;

/** A phone: sends Live Link Face packets, version 6, over a UDP socket of its own. One thread. */
public final class LiveLinkPerformer implements Performer, AutoCloseable {

  private final FaceSource face;
  private final DialectWriter writer;
  private final DatagramChannel socket;
  private final byte[] bytes = new byte[DialectWriter.MAX_BYTES];
  private final ByteBuffer out = ByteBuffer.wrap(bytes);
  private final float[] values = new float[Channel.COUNT];
  private long frames;
  private long dropped;

  /**
   * @param to where the session's packets are taken
   * @param subject the session's pairing code
   */
  public LiveLinkPerformer(FaceSource face, InetSocketAddress to, String subject, int fps)
      throws IOException {
    this.face = face;
    this.writer = Dialects.liveLink(subject, fps);
    this.socket = DatagramChannel.open();
    try {
      socket.configureBlocking(false);
      socket.connect(to);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends the next packet.
   *
   * @param timeUs on the performer's clock, from 0
   */
  @Override
  public void beat(long timeUs) {
    face.at(timeUs, values);
    int length = writer.write(values, frames, timeUs, bytes, 0);
    out.clear().limit(length);
    try {
      if (socket.write(out) == length) {
        frames++;
      } else {
        dropped++;
      }
    } catch (IOException e) {
      // Nobody listens there yet, or any more: a phone goes on sending.
      dropped++;
    }
  }

  @Override
  public long frames() {
    return frames;
  }

  /** Packets that could not leave. */
  @Override
  public long dropped() {
    return dropped;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
