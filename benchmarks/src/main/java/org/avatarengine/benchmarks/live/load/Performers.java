package org.avatarengine.benchmarks.live.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.benchmarks.live.capture.Performance;

/** Phones that send Live Link Face packets at 60 fps, each over a socket of its own; one thread. */
final class Performers implements AutoCloseable {

  private static final long BEAT_NANOS = 1_000_000_000L / 60;
  private static final int SLOTS = 8;

  private record Phone(DatagramChannel channel, DialectWriter writer) {}

  private final Performance performance;
  private final List<Phone> phones = new CopyOnWriteArrayList<>();
  private final List<Phone> byMember = new ArrayList<>();
  private final ByteBuffer out = ByteBuffer.allocateDirect(DialectWriter.MAX_BYTES);
  private final byte[] packet = new byte[DialectWriter.MAX_BYTES];
  private final Thread thread = new Thread(this::run, "performers");
  private volatile boolean running = true;

  Performers(Performance performance) {
    this.performance = performance;
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts to drive the sessions of those members that name a subject. */
  void add(List<LoadMember> members) throws IOException {
    for (LoadMember member : members) {
      Phone phone = null;
      if (member.subject() != null) {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(member.host(), member.ingestPort()));
        phone = new Phone(channel, Dialects.liveLink(member.subject(), 60));
        phones.add(phone);
      }
      byMember.add(phone);
    }
  }

  /** Stops those of all but the first so many members. */
  void keep(int members) throws IOException {
    while (byMember.size() > members) {
      Phone phone = byMember.removeLast();
      if (phone != null) {
        phones.remove(phone);
        phone.channel().close();
      }
    }
  }

  private void run() {
    long origin = System.nanoTime();
    long slot = 0;
    while (running) {
      long due = origin + ++slot * BEAT_NANOS / SLOTS;
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      } else if (wait < -BEAT_NANOS) {
        // Behind: a phone leaves frames out, too.
        slot = (System.nanoTime() - origin) * SLOTS / BEAT_NANOS;
      }
      long frame = slot / SLOTS;
      int index = 0;
      for (Phone phone : phones) {
        if (index++ % SLOTS == slot % SLOTS) {
          send(phone, frame);
        }
      }
    }
  }

  private void send(Phone phone, long frame) {
    int length =
        phone.writer().write(performance.frame(frame), frame, frame * 1_000_000 / 60, packet, 0);
    out.clear();
    out.put(packet, 0, length).flip();
    try {
      phone.channel().write(out);
    } catch (IOException closed) {
      // It was stopped meanwhile, or nobody listens: then the sessions' doctors say so.
      return;
    }
  }

  @Override
  public void close() {
    running = false;
    try {
      keep(0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
