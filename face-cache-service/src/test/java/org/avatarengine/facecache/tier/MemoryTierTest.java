package org.avatarengine.facecache.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.facecache.entry.CachedFace;
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
