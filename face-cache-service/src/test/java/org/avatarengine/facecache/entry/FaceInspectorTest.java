package org.avatarengine.facecache.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class FaceInspectorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AvatarId avatarId = AvatarId.random();
  private final Entries entries = Entries.of(avatarId).count(2);

  @Test
  void shouldKeepBoxesKeyPointsAndScoresWhenTheEntryIsIntact() {
    // Given
    byte[] bytes = entries.bytes();
    // When
    CachedFace face = Settings.inspector().inspect(avatarId, bytes).await().atMost(PATIENCE);
    // Then
    var entry = entries.entry(entries.header());
    assertThat(face.boxes()).containsExactly(entry.boxes());
    assertThat(face.landmarks()).containsExactly(entry.landmarks());
    assertThat(face.confidences()).containsExactly(entry.confidences());
    assertThat(face.weight()).isGreaterThan(bytes.length);
  }

  @Test
  void shouldRefuseTheEntryWhenItIsDamagedOrForeignOrTooLargeUnpacked() {
    // Given
    FaceInspector inspector = Settings.inspector();
    FaceInspector strict =
        new FaceInspector(
            Settings.of(
                InspectionConfig.class,
                Map.of("avatar.face-cache.inspection.max-unpacked", "100K")));
    byte[] damaged = entries.bytes();
    damaged[damaged.length / 2] ^= 1;
    // When
    List<Uni<CachedFace>> answers =
        List.of(
            inspector.inspect(avatarId, damaged),
            inspector.inspect(avatarId, new byte[0]),
            inspector.inspect(AvatarId.random(), entries.bytes()),
            strict.inspect(avatarId, entries.bytes()));
    // Then
    for (Uni<CachedFace> answer : answers) {
      assertThatThrownBy(() -> answer.await().atMost(PATIENCE))
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(FaceFormatException.class);
    }
  }

  @Test
  void shouldAnswerBusyWhenTheQueueIsFull() {
    // Given
    FaceInspector narrow =
        new FaceInspector(
            Settings.of(
                InspectionConfig.class,
                Map.of(
                    "avatar.face-cache.inspection.threads", "1",
                    "avatar.face-cache.inspection.queue", "1")));
    byte[] large = entries.count(100).bytes();
    // When
    List<CompletableFuture<CachedFace>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(narrow.inspect(avatarId, large).subscribeAsCompletionStage());
    }
    // Then
    List<Throwable> failures = new ArrayList<>();
    for (CompletableFuture<CachedFace> answer : answers) {
      answer.handle((face, failure) -> failure == null || failures.add(failure)).join();
    }
    assertThat(failures)
        .isNotEmpty()
        .hasSizeLessThan(50)
        .allSatisfy(
            failure -> assertThat(((ProblemException) failure).type()).isEqualTo(ProblemType.BUSY));
  }
}
