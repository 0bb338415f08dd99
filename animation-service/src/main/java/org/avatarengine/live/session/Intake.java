package org.avatarengine.live.session;

import org.avatarengine.animation.live.LiveSession;

/**
 * The way into a session for one foreign thread: messages wait, bounded, until the session's next
 * beat. A message costs its sender neither a lock nor a wake-up.
 */
public final class Intake {

  /** What becomes of a message, on the session's loop. */
  @FunctionalInterface
  public interface Sink {
    /** The bytes are the message's own. */
    void deliver(LiveSession live, byte[] bytes, int length, long nowUs);
  }

  private final IntakeRing ring;

  Intake(int capacity) {
    this.ring = new IntakeRing(capacity);
  }

  /**
   * Hands a message over; when too many wait, the oldest one is dropped and counted.
   *
   * @param bytes given away
   * @param atNanos when it came, as {@link System#nanoTime} has it
   */
  public void offer(Sink sink, byte[] bytes, int length, long atNanos) {
    ring.offer(sink, bytes, length, atNanos);
  }

  /** How many were dropped. Any thread. */
  public long dropped() {
    return ring.dropped();
  }

  /** Delivers all that waits. On the session's loop. */
  void drain(HeldSession session) {
    for (IntakeRing.Message message = ring.poll(); message != null; message = ring.poll()) {
      message
          .sink()
          .deliver(
              session.live(), message.bytes(), message.length(), session.us(message.atNanos()));
    }
  }
}
