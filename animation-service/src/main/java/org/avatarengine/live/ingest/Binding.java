package org.avatarengine.live.ingest;

import java.net.SocketAddress;
import java.util.Arrays;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.Intake;
import org.jboss.logging.Logger;

/** A source outside and the session that it drives. On the ingest thread, but where it says so. */
final class Binding {

  private static final Logger LOG = Logger.getLogger(Binding.class);
  private static final int NOT_OPEN = -1;

  private final HeldSession session;
  private final Dialect dialect;
  private volatile Intake intake;
  private volatile int source = NOT_OPEN;
  private SocketAddress from;
  private long heardAt;
  private byte[] name = {};
  private int nameAt;

  Binding(HeldSession session, Dialect dialect) {
    this.session = session;
    this.dialect = dialect;
  }

  HeldSession session() {
    return session;
  }

  Dialect dialect() {
    return dialect;
  }

  /** The source's number in the session; −1 before it has one. Any thread. */
  int source() {
    return source;
  }

  SocketAddress from() {
    return from;
  }

  long heardAt() {
    return heardAt;
  }

  /** Says from where it is driven, from now on. */
  void bind(SocketAddress from, long nowNanos) {
    this.from = from;
    this.heardAt = nowNanos;
  }

  /**
   * Opens the session's source. On the session's loop.
   *
   * @return its number
   * @throws IllegalStateException when there are as many as there may be
   */
  int open(LiveSession live, SourceSettings settings, int maxWaiting) {
    int number = live.openSource(Dialects.reader(dialect), settings, session.nowUs());
    intake = session.openIntake(maxWaiting);
    source = number;
    return number;
  }

  /** Opens the source of one that pairs itself, and hands it the packet that it paired with. */
  void open(SourceSettings settings, int maxWaiting, byte[] first, int length) {
    session.run(
        live -> {
          try {
            int number = open(live, settings, maxWaiting);
            live.packet(number, first, 0, length, session.nowUs());
          } catch (IllegalStateException full) {
            LOG.infof(
                "no further source sessionId=%s cause=%s", session.facts().id(), full.getMessage());
          }
        });
  }

  void close() {
    session.run(
        live -> {
          if (source != NOT_OPEN) {
            live.closeSource(source, session.nowUs());
            session.closeIntake(intake);
            source = NOT_OPEN;
          }
        });
  }

  /** Remembers where in its packets the subject stands, so that a later one need not be read. */
  void learnName(byte[] subject, byte[] packet, int length) {
    name = subject;
    nameAt = indexOf(packet, length, subject);
  }

  /** Whether a packet still carries the name that was learnt. */
  boolean isNamed(byte[] packet, int length) {
    return nameAt >= 0
        && name.length > 0
        && nameAt + name.length <= length
        && Arrays.equals(packet, nameAt, nameAt + name.length, name, 0, name.length);
  }

  private static int indexOf(byte[] packet, int length, byte[] wanted) {
    for (int at = 0; at + wanted.length <= length; at++) {
      if (Arrays.equals(packet, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }

  /** Hands a packet over; the bytes are copied. */
  void packet(byte[] bytes, int length, long nowNanos) {
    heardAt = nowNanos;
    Intake in = intake;
    if (in != null) {
      in.offer(this::deliver, Arrays.copyOf(bytes, length), length, nowNanos);
    }
  }

  private void deliver(LiveSession live, byte[] bytes, int length, long nowUs) {
    if (source != NOT_OPEN) {
      live.packet(source, bytes, 0, length, nowUs);
    }
  }

  long dropped() {
    Intake in = intake;
    return in == null ? 0 : in.dropped();
  }
}
