package org.avatarengine.animation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AckWindowTest {

  private final AckWindow window = new AckWindow();

  @Test
  void shouldRefuseWhenTheFrameWasNeverSent() {
    // Given
    window.sent(10);
    window.sent(12);
    // When
    boolean skipped = window.acknowledge(11);
    boolean future = window.acknowledge(13);
    // Then
    assertThat(skipped).isFalse();
    assertThat(future).isFalse();
    assertThat(window.newestAcknowledged()).isEqualTo(-1);
  }

  @Test
  void shouldKeepTheNewestWhenAcknowledgementsComeOutOfOrder() {
    // Given
    for (long i = 0; i < 10; i++) {
      window.sent(i);
    }
    // When
    window.acknowledge(7);
    window.acknowledge(3);
    // Then
    assertThat(window.newestAcknowledged()).isEqualTo(7);
    assertThat(window.hasAcknowledged(3)).isTrue();
    assertThat(window.hasAcknowledged(4)).isFalse();
  }

  @Test
  void shouldForgetWhenFramesFallOutOfTheWindow() {
    // Given
    window.sent(5);
    window.acknowledge(5);
    // When
    window.sent(5 + 256);
    // Then
    assertThat(window.hasAcknowledged(5)).isFalse();
    assertThat(window.hasAcknowledged(5 + 256)).isFalse();
    assertThat(window.acknowledge(5)).isFalse();
  }

  @Test
  void shouldGoOnWhenNumbersWrap() {
    // Given
    long last = 0xFFFF_FFFFL;
    window.sent(last - 1);
    window.sent(last);
    window.sent(0);
    window.sent(1);
    // When
    window.acknowledge(last);
    window.acknowledge(1);
    // Then
    assertThat(window.newestAcknowledged()).isEqualTo(1);
    assertThat(window.hasAcknowledged(last)).isTrue();
    assertThat(window.hasAcknowledged(last - 1)).isFalse();
  }

  @Test
  void shouldAgreeWithASetWhenFramesAndAcknowledgementsAreRandom() {
    // Given
    Random random = new Random(4);
    Set<Long> sent = new HashSet<>();
    Set<Long> acknowledged = new HashSet<>();
    long top = 0xFFFF_FF00L;
    for (int i = 0; i < 20_000; i++) {
      // When
      top = (top + 1 + random.nextInt(8)) & 0xFFFF_FFFFL;
      window.sent(top);
      sent.add(top);
      long about = (top - random.nextInt(300)) & 0xFFFF_FFFFL;
      boolean inside = ((top - about) & 0xFFFF_FFFFL) < 256;
      boolean taken = window.acknowledge(about);
      // Then
      assertThat(taken).isEqualTo(inside && sent.contains(about));
      if (taken) {
        acknowledged.add(about);
      }
      long asked = (top - random.nextInt(256)) & 0xFFFF_FFFFL;
      assertThat(window.hasAcknowledged(asked)).isEqualTo(acknowledged.contains(asked));
    }
  }
}
