package org.avatarengine.facecache.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.id.AvatarId;
import org.junit.jupiter.api.Test;

class FaceReportsTest {

  private static final Duration EVERY = Duration.ofSeconds(30);

  private final AtomicLong nanos = new AtomicLong();
  private final AccessCounts accesses = new AccessCounts(5_000);
  private final DamagedFaces damaged =
      new DamagedFaces(Duration.ofMinutes(1), Ticker.systemTicker());
  private final List<FaceFact> sent = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private boolean away;
  private final FaceReports reports =
      new FaceReports("here", accesses, damaged, this::send, EVERY, nanos::get);

  private Uni<Void> send(String key, FaceFact fact) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              if (away) {
                throw new IllegalStateException("away");
              }
              keys.add(key);
              sent.add(fact);
            });
  }

  private void read(int avatars) {
    for (int i = 0; i < avatars; i++) {
      accesses.count(AvatarId.random(), Instant.EPOCH);
    }
  }

  @Test
  void shouldTellReadsInBatchesWhenItIsTime() {
    // Given
    read(2_500);
    reports.look();
    boolean early = !sent.isEmpty();
    nanos.addAndGet(EVERY.toNanos());
    // When
    reports.look();
    // Then
    assertThat(early).isFalse();
    assertThat(sent)
        .extracting(fact -> ((FaceFact.Accessed) fact).accesses().size())
        .containsExactly(1_000, 1_000, 500);
    assertThat(keys).containsOnly("here");
    assertThat(accesses.standing().waiting()).isZero();
  }

  @Test
  void shouldTellAtOnceWhenTheCountsAreNearlyFull() {
    // Given
    read(4_500);
    // When
    reports.look();
    // Then
    assertThat(sent).hasSize(5);
  }

  @Test
  void shouldKeepTheCountsWhenTellingFails() {
    // Given
    read(3);
    away = true;
    reports.flush();
    away = false;
    // When
    reports.flush();
    // Then
    assertThat(sent)
        .singleElement()
        .satisfies(fact -> assertThat(((FaceFact.Accessed) fact).accesses()).hasSize(3));
  }

  @Test
  void shouldTellADamagedFaceUnderItsAvatarWhenOneIsNoted() {
    // Given
    AvatarId avatarId = AvatarId.random();
    damaged.note(avatarId, "the SHA-256 does not match");
    // When
    reports.look();
    // Then
    assertThat(sent).containsExactly(new FaceFact.Damaged(avatarId, "the SHA-256 does not match"));
    assertThat(keys).containsExactly(avatarId.toString());
    assertThat(damaged.rebuildsRequested()).isEqualTo(1);
  }
}
