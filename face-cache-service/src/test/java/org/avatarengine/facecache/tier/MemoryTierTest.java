package org.avatarengine.facecache.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.entry.DecodedView;
import org.avatarengine.facecache.entry.Entries;
import org.avatarengine.facecache.entry.Settings;
import org.junit.jupiter.api.Test;

class MemoryTierTest {

  private final AvatarId avatarId = AvatarId.random();
  private final Entries entries = Entries.of(avatarId);

  @Test
  void shouldStayUnderItsWeightWhenMoreIsKept() {
    // Given
    int one = entries.face().weight();
    MemoryTier memory = new MemoryTier(5L * one);
    List<AvatarId> ids = new ArrayList<>();
    // When
    for (int i = 0; i < 40; i++) {
      CachedFace face = Entries.of(AvatarId.random()).face();
      memory.keep(face);
      ids.add(face.header().avatarId());
    }
    // Then
    assertThat(memory.weight()).isPositive().isLessThanOrEqualTo(5L * one);
    assertThat(ids).filteredOn(id -> memory.find(id).isPresent()).hasSizeBetween(1, 5);
  }

  @Test
  void shouldGiveTheViewOfThisVeryEntryAndNoOther() {
    // Given
    MemoryTier memory = new MemoryTier(10_000_000);
    CachedFace face = entries.face();
    CachedFace newer = entries.attempt(2).face();
    memory.keep(face);
    memory.keepView(avatarId, view(face, 100));
    boolean there = memory.view(face).isPresent();
    boolean ofOther = memory.view(newer).isPresent();
    // When
    memory.keep(newer);
    // Then
    assertThat(there).isTrue();
    assertThat(ofOther).isFalse();
    assertThat(memory.view(face)).isEmpty();
    assertThat(memory.viewsWeight()).isZero();
  }

  @Test
  void shouldKeepNoViewWhenItsEntryIsGone() {
    // Given
    MemoryTier memory = new MemoryTier(10_000_000);
    CachedFace face = entries.face();
    memory.keep(face);
    memory.drop(avatarId);
    // When
    memory.keepView(avatarId, view(face, 100));
    // Then
    assertThat(memory.view(face)).isEmpty();
    assertThat(memory.use().decodedViews().bytes()).isZero();
  }

  @Test
  void shouldLetViewsGoBeforeAnyEntryWhenMemoryFillsUp() {
    // Given: entries fill half of the bound, and their views the rest of its first 80 %.
    int one = entries.face().weight();
    MemoryTier memory = new MemoryTier(20L * one);
    List<CachedFace> faces = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      CachedFace face = Entries.of(AvatarId.random()).face();
      faces.add(face);
      memory.keep(face);
    }
    for (CachedFace face : faces) {
      memory.keepView(face.avatarId(), view(face, one / 2));
    }
    long viewsBefore = memory.viewsWeight();
    // When
    for (int i = 0; i < 9; i++) {
      memory.keep(Entries.of(AvatarId.random()).face());
      // Then
      assertThat(memory.weight() + memory.viewsWeight()).isLessThanOrEqualTo(20L * one);
    }
    assertThat(viewsBefore).isGreaterThan(3L * one);
    assertThat(memory.viewsWeight()).isZero();
    assertThat(memory.use().entries()).isEqualTo(19);
    assertThat(memory.use().evictions()).isZero();
  }

  private static DecodedView view(CachedFace face, int bytes) {
    return new DecodedView(face.entrySha256(), new byte[bytes]);
  }

  @Test
  void shouldKeepTheNewerFaceWhenAnOlderOneComesLater() {
    // Given
    MemoryTier memory = new MemoryTier(10_000_000);
    CachedFace newer = entries.attempt(2).face();
    memory.keep(newer);
    // When
    memory.keep(entries.face());
    // Then
    assertThat(memory.find(avatarId)).containsSame(newer);
  }

  @Test
  void shouldDropTheFaceWhenAnotherJobRegisteredOne() {
    // Given
    MemoryTier memory = new MemoryTier(10_000_000);
    memory.keep(entries.face());
    memory.dropUnlessOf(avatarId, entries.jobId());
    assertThat(memory.find(avatarId)).isPresent();
    // When
    memory.dropUnlessOf(avatarId, JobId.random());
    // Then
    assertThat(memory.find(avatarId)).isEmpty();
  }

  @Test
  void shouldTakeTheSmallerOfTwoGigabytesAndAThirdOfTheHeapWhenNothingIsConfigured() {
    // Given
    MemoryConfig defaults = Settings.of(MemoryConfig.class, Map.of());
    MemoryConfig given =
        Settings.of(MemoryConfig.class, Map.of("avatar.face-cache.memory.max-weight", "64M"));
    // When / Then
    assertThat(MemoryTier.maxWeight(defaults, 1_000_000_000)).isEqualTo(350_000_000);
    assertThat(MemoryTier.maxWeight(defaults, 100L << 30)).isEqualTo(2L << 30);
    assertThat(MemoryTier.maxWeight(given, 1_000_000_000)).isEqualTo(64L << 20);
  }
}
