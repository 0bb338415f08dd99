package org.avatarengine.webrtc.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class MailboxTest {

  @Test
  void shouldKeepEveryMessageInItsWritersOrderWhenFourThreadsWrite() throws Exception {
    // Given
    Mailbox mailbox = new Mailbox();
    int writers = 4;
    int each = 20_000;
    CountDownLatch go = new CountDownLatch(1);
    for (int w = 0; w < writers; w++) {
      int writer = w;
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                byte[] bytes = new byte[8];
                awaitQuietly(go);
                for (int i = 0; i < each; i++) {
                  ByteBuffer.wrap(bytes).putInt(writer).putInt(i);
                  while (!mailbox.offer(writer, false, bytes, 0, 8)) {
                    LockSupport.parkNanos(1_000);
                  }
                }
              });
    }
    // When
    go.countDown();
    int[] next = new int[writers];
    for (int got = 0; got < writers * each; ) {
      Mailbox.Letter letter = mailbox.peek();
      if (letter == null) {
        Thread.onSpinWait();
        continue;
      }
      ByteBuffer bytes = ByteBuffer.wrap(letter.bytes, 0, letter.length);
      // Then
      assertThat(bytes.getInt()).isEqualTo(letter.streamId);
      assertThat(bytes.getInt()).isEqualTo(next[letter.streamId]++);
      mailbox.remove();
      got++;
    }
    assertThat(mailbox.peek()).isNull();
  }

  @Test
  void shouldRefuseWhenPlacesOrBytesAreUsedUp() {
    // Given
    Mailbox small = new Mailbox();
    Mailbox large = new Mailbox();
    byte[] big = new byte[65_536];
    // When
    int placed = 0;
    while (small.offer(1, true, big, 0, 1)) {
      placed++;
    }
    int stored = 0;
    while (large.offer(1, true, big, 0, big.length)) {
      stored++;
    }
    // Then
    assertThat(placed).isEqualTo(64);
    assertThat(stored).isEqualTo(4);
    large.remove();
    assertThat(large.offer(1, true, big, 0, big.length)).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
