package org.avatarengine.webrtc.peer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Messages on their way from any thread to the I/O thread: a bounded ring without locks (D.
 * Vyukov's bounded queue, one reader), whose places keep their bytes for the next message.
 */
final class Mailbox {
  /** Two thirds of a second at 60 fps and one control message with each frame. */
  private static final int PLACES = 64;

  private static final int MAX_BYTES = 262_144;

  /** A place does not keep more than this between messages. */
  private static final int KEPT_BYTES = 2_048;

  private static final byte[] NOTHING = new byte[0];

  /** One message; belongs to whoever holds its place. */
  static final class Letter {
    int streamId;
    boolean text;
    byte[] bytes = NOTHING;
    int length;
  }

  private final Letter[] letters = new Letter[PLACES];
  private final AtomicLongArray turns = new AtomicLongArray(PLACES);
  private final AtomicLong tail = new AtomicLong();
  private final AtomicInteger bytes = new AtomicInteger();
  private long head;

  Mailbox() {
    for (int i = 0; i < PLACES; i++) {
      turns.set(i, i);
    }
  }

  /** Any thread. Copies a message; false when there is no room for it. */
  boolean offer(int streamId, boolean text, byte[] message, int offset, int length) {
    if (bytes.addAndGet(length) > MAX_BYTES) {
      bytes.addAndGet(-length);
      return false;
    }
    while (true) {
      long at = tail.get();
      int place = (int) (at % PLACES);
      long turn = turns.get(place);
      if (turn < at) {
        bytes.addAndGet(-length);
        return false;
      }
      if (turn == at && tail.compareAndSet(at, at + 1)) {
        Letter letter = letters[place];
        if (letter == null) {
          letter = new Letter();
          letters[place] = letter;
        }
        if (letter.bytes.length < length) {
          letter.bytes = new byte[length];
        }
        System.arraycopy(message, offset, letter.bytes, 0, length);
        letter.streamId = streamId;
        letter.text = text;
        letter.length = length;
        turns.set(place, at + 1);
        return true;
      }
    }
  }

  /** I/O thread. The oldest message, or null. */
  Letter peek() {
    int place = (int) (head % PLACES);
    return turns.get(place) == head + 1 ? letters[place] : null;
  }

  /** I/O thread. Drops the message that {@link #peek} gave. */
  void remove() {
    int place = (int) (head % PLACES);
    Letter letter = letters[place];
    bytes.addAndGet(-letter.length);
    if (letter.bytes.length > KEPT_BYTES) {
      letter.bytes = NOTHING;
    }
    turns.set(place, head + PLACES);
    head++;
  }
}
