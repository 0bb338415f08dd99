package org.avatarengine.live.session;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Messages from one foreign thread to a session's loop. Bounded: when the loop is behind, the
 * newest one takes the place of the oldest, which is counted as dropped. Without a lock; one thread
 * offers, one polls.
 */
final class IntakeRing {

  /** A message. The bytes are its own. */
  record Message(long number, Intake.Sink sink, byte[] bytes, int length, long atNanos) {}

  private final AtomicReferenceArray<Message> slots;
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong head = new AtomicLong();

  IntakeRing(int capacity) {
    this.slots = new AtomicReferenceArray<>(capacity);
  }

  /** Adds a message. One thread at a time. */
  void offer(Intake.Sink sink, byte[] bytes, int length, long atNanos) {
    long number = tail.get();
    int slot = (int) (number % slots.length());
    slots.set(slot, new Message(number, sink, bytes, length, atNanos));
    tail.setRelease(number + 1);
  }

  /** The oldest message that is still there, or null. On the session's loop. */
  Message poll() {
    long next = head.getPlain();
    long end = tail.getAcquire();
    if (end - next > slots.length()) {
      dropped.addAndGet(end - next - slots.length());
      next = end - slots.length();
    }
    while (next < end) {
      Message message = slots.get((int) (next % slots.length()));
      if (message.number() == next) {
        slots.compareAndSet((int) (next % slots.length()), message, null);
        head.setRelease(next + 1);
        return message;
      }
      // Overwritten meanwhile.
      dropped.incrementAndGet();
      next++;
    }
    head.setRelease(next);
    return null;
  }

  long dropped() {
    return dropped.get();
  }
}
