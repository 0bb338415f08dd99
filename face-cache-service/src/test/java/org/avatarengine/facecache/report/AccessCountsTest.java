package org.avatarengine.facecache.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.id.AvatarId;
import org.junit.jupiter.api.Test;

class AccessCountsTest {

  private static final Instant T0 = Instant.parse("2026-11-20T10:00:00Z");

  private final AvatarId avatarId = AvatarId.random();

  @Test
  void shouldAddUpReadsAndKeepTheLastWhenAFaceIsReadOften() {
    // Given
    AccessCounts counts = new AccessCounts(10);
    counts.count(avatarId, T0.plusSeconds(2));
    counts.count(avatarId, T0.plusSeconds(3));
    // When
    counts.count(avatarId, T0.plusSeconds(1));
    // Then
    assertThat(counts.standing().waiting()).isEqualTo(3);
    assertThat(counts.take(10))
        .containsExactly(new FaceFact.Access(avatarId, 3, T0.plusSeconds(3)));
    assertThat(counts.standing()).isEqualTo(new AccessCounts.Standing(0, 0, 0));
  }

  @Test
  void shouldDropFurtherAvatarsAndSaySoWhenTheBoundIsReached() {
    // Given
    AccessCounts counts = new AccessCounts(10);
    List<AvatarId> ids = Stream.generate(AvatarId::random).limit(10).toList();
    ids.forEach(id -> counts.count(id, T0));
    boolean nearlyFull = counts.isNearlyFull();
    // When
    counts.count(avatarId, T0);
    counts.count(ids.getFirst(), T0);
    // Then
    assertThat(nearlyFull).isTrue();
    assertThat(counts.standing()).isEqualTo(new AccessCounts.Standing(10, 11, 1));
  }

  @Test
  void shouldCountOnFromWhereItWasWhenTellingFailed() {
    // Given
    AccessCounts counts = new AccessCounts(10);
    counts.count(avatarId, T0.plusSeconds(9));
    List<FaceFact.Access> untold = counts.take(10);
    counts.count(avatarId, T0);
    // When
    counts.putBack(untold);
    // Then
    assertThat(counts.take(10))
        .containsExactly(new FaceFact.Access(avatarId, 2, T0.plusSeconds(9)));
  }

  @Test
  void shouldLoseNoReadWhenManyCountWhileOthersTake() throws Exception {
    // Given
    AccessCounts counts = new AccessCounts(100);
    List<AvatarId> ids = Stream.generate(AvatarId::random).limit(20).toList();
    int each = 20_000;
    List<FaceFact.Access> told = new ArrayList<>();
    CountDownLatch left = new CountDownLatch(3);
    // When
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> work = new ArrayList<>();
      for (int thread = 0; thread < 3; thread++) {
        work.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    counts.count(ids.get(i % ids.size()), T0);
                  }
                  left.countDown();
                }));
      }
      work.add(
          threads.submit(
              () -> {
                while (left.getCount() > 0) {
                  told.addAll(counts.take(7));
                }
              }));
      for (Future<?> done : work) {
        done.get();
      }
    }
    told.addAll(counts.take(1_000));
    // Then
    assertThat(told.stream().mapToLong(FaceFact.Access::count).sum()).isEqualTo(3L * each);
    assertThat(counts.standing()).isEqualTo(new AccessCounts.Standing(0, 0, 0));
  }
}
