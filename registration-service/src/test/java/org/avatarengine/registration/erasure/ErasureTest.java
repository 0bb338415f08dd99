package org.avatarengine.registration.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void shouldBeCompleteWhenTheLastHolderAcknowledges() {
    // Given
    Erasure erasure = Erasure.requested(AvatarId.random(), UserId.random(), NOW);
    int second = 0;
    for (Holder holder : Holder.values()) {
      assertThat(erasure.isCompleted()).isFalse();
      assertThat(erasure.missing()).contains(holder);
      // When
      erasure = erasure.toAcknowledged(holder, NOW.plusSeconds(++second));
    }
    // Then
    assertThat(erasure.completedAt()).isEqualTo(NOW.plusSeconds(4));
    assertThat(erasure.toAcknowledged(Holder.JOBS, NOW.plusSeconds(9))).isSameAs(erasure);
    assertThat(erasure.toRecorded("jws").record()).isEqualTo("jws");
  }

  @Test
  void shouldRefuseTheRecordWhenSomebodyIsMissing() {
    // Given
    Erasure erasure = Erasure.requested(AvatarId.random(), UserId.random(), NOW);
    // When, Then
    assertThatThrownBy(() -> erasure.toRecorded("jws")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldAskMoreRarelyWhenNobodyAnswers() {
    // Given
    Erasure erasure = Erasure.requested(AvatarId.random(), UserId.random(), NOW);
    Duration first = erasure.pause();
    // When
    for (int round = 0; round < 40; round++) {
      erasure = erasure.toNextRound();
    }
    // Then
    assertThat(first).isEqualTo(Duration.ofSeconds(5));
    assertThat(erasure.pause()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldKeepTheKeyWhenItWasMadeOnce() throws Exception {
    // Given
    Path file = folder.resolve("keys/erasure.jwk");
    ErasureKey made = ErasureKey.readOrMake(file);
    // When
    ErasureKey again = ErasureKey.readOrMake(file);
    // Then
    assertThat(again).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(made.publicJwk()).containsEntry("crv", "P-256").doesNotContainKey("d");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void shouldSayInOneLineWhenTheKeyIsNone() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("bad.jwk"), "{\"kty\":\"nonsense\"}");
    // When, Then
    assertThatThrownBy(() -> ErasureKey.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.jwk")
        .message()
        .doesNotContain("\n");
    assertThatThrownBy(() -> ErasureKey.read(folder.resolve("absent")))
        .isInstanceOf(IOException.class);
  }
}
