package org.avatarengine.facecache.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class FaceInspectorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** As docs/api/face-entry.md fixes it. */
  private static final int HEADER_LENGTH = 220;

  private final AvatarId avatarId = AvatarId.random();
  private final Entries entries = Entries.of(avatarId).count(2);

  @Test
  void shouldUnpackBoxesKeyPointsAndScoresWhenTheEntryIsIntact() {
    // Given
    FaceInspector inspector = Settings.inspector();
    byte[] bytes = entries.bytes();
    CachedFace face = inspector.verify(avatarId, bytes).await().atMost(PATIENCE);
    // When
    FaceEntry unpacked = inspector.unpack(face, entry -> entry).await().atMost(PATIENCE);
    // Then
    FaceEntry entry = entries.entry(entries.header());
    assertThat(unpacked.boxes()).containsExactly(entry.boxes());
    assertThat(unpacked.landmarks()).containsExactly(entry.landmarks());
    assertThat(unpacked.confidences()).containsExactly(entry.confidences());
    assertThat(face.weight()).isGreaterThan(bytes.length);
  }

  @Test
  void shouldRefuseAnEntryUnderAnotherName() {
    // Given
    FaceInspector inspector = Settings.inspector();
    byte[] bytes = entries.bytes();
    BlobKey right = new BlobKey(BlobKind.FACES, avatarId, Sha256.hex(bytes));
    BlobKey wrong = new BlobKey(BlobKind.FACES, avatarId, "a".repeat(64));
    // When
    CachedFace face = inspector.verify(right, bytes).await().atMost(PATIENCE);
    // Then
    assertThat(face.bytes()).isSameAs(bytes);
    assertThatThrownBy(() -> inspector.verify(wrong, bytes).await().atMost(PATIENCE))
        .hasCauseInstanceOf(FaceFormatException.class);
  }

  @Test
  void shouldRefuseWhatIsHandedInWhenItsHashIsRightButABlockDoesNotUnpack() throws Exception {
    // Given: an entry whose blocks are nonsense under a hash that fits them.
    FaceInspector inspector = Settings.inspector();
    byte[] bytes = entries.bytes();
    Arrays.fill(bytes, HEADER_LENGTH, bytes.length, (byte) 0x7f);
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(bytes, 0, HEADER_LENGTH - 32);
    sha.update(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH);
    System.arraycopy(sha.digest(), 0, bytes, HEADER_LENGTH - 32, 32);
    inspector.verify(avatarId, bytes).await().atMost(PATIENCE);
    // When
    Uni<IncomingFace> examined = inspector.examine(avatarId, bytes);
    // Then
    assertThatThrownBy(() -> examined.await().atMost(PATIENCE))
        .hasCauseInstanceOf(FaceFormatException.class);
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
    List<Uni<?>> answers =
        List.of(
            inspector.verify(avatarId, damaged),
            inspector.verify(avatarId, new byte[0]),
            inspector.verify(AvatarId.random(), entries.bytes()),
            strict.verify(avatarId, entries.bytes()),
            inspector.examine(avatarId, damaged));
    // Then
    for (Uni<?> answer : answers) {
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
    List<CompletableFuture<IncomingFace>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(narrow.examine(avatarId, large).subscribeAsCompletionStage());
    }
    // Then
    List<Throwable> failures = new ArrayList<>();
    for (CompletableFuture<IncomingFace> answer : answers) {
      answer.handle((face, failure) -> failure == null || failures.add(failure)).join();
    }
    assertThat(failures)
        .isNotEmpty()
        .hasSizeLessThan(50)
        .allSatisfy(
            failure -> assertThat(((ProblemException) failure).type()).isEqualTo(ProblemType.BUSY));
  }
}
