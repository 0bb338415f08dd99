package org.avatarengine.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

  private final PasswordHasher hasher = new PasswordHasher(4, 1, 1);

  @AfterEach
  void stop() {
    hasher.stop();
  }

  @Test
  void shouldMatchOnlyTheSamePassword() {
    // Given
    String hash = PasswordHasher.hashNow("correct horse", 4);

    // When // Then
    assertThat(hash).startsWith("$2a$04$");
    assertThat(hasher.matchesNow("correct horse", hash)).isTrue();
    assertThat(hasher.matchesNow("correct horsf", hash)).isFalse();
    assertThat(hasher.matchesNow("", hash)).isFalse();
  }

  @Test
  void shouldWorkAsHardWhenTheUserIsUnknown() {
    // Given
    PasswordHasher slow = new PasswordHasher(10, 1, 1);
    String hash = PasswordHasher.hashNow("correct horse", 10);
    slow.matchesNow("warm up", hash);

    // When
    long known = fastestNanos(slow, hash);
    long unknown = fastestNanos(slow, null);

    // Then
    assertThat(slow.matchesNow("correct horse", null)).isFalse();
    assertThat(unknown).isBetween(known / 3, known * 3);
    slow.stop();
  }

  @Test
  void shouldNotCutOffInSilenceWhenThePasswordIsTooLong() {
    // Given
    String hash = PasswordHasher.hashNow("a".repeat(72), 4);

    // When // Then
    assertThat(hasher.matchesNow("a".repeat(72), hash)).isTrue();
    assertThat(hasher.matchesNow("a".repeat(73), hash)).isFalse();
  }

  @Test
  void shouldAnswerBusyWhenThePoolIsFull() {
    // Given
    PasswordHasher slow = new PasswordHasher(12, 1, 1);
    List<CompletableFuture<String>> started = new ArrayList<>();

    // When
    for (int i = 0; i < 3; i++) {
      started.add(slow.hash("password").subscribeAsCompletionStage());
    }

    // Then
    assertThatThrownBy(() -> started.get(2).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.BUSY));
    assertThat(started.get(0).join()).startsWith("$2a$12$");
    assertThat(started.get(1).join()).startsWith("$2a$12$");
    slow.stop();
  }

  private static long fastestNanos(PasswordHasher hasher, String hash) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      hasher.matchesNow("wrong password", hash);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }
}
