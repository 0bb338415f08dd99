package org.avatarengine.facecache.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.junit.jupiter.api.Test;

class FaceVersionsTest {

  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-02T00:00:00Z");

  private final Entries entries = Entries.of(AvatarId.random()).createdAt(EARLY);

  @Test
  void shouldPreferTheHigherAttemptWhenTheJobIsTheSame() {
    // Given
    Entries second = entries.attempt(2);
    // When
    int order = FaceVersions.compare(second.header(), entries.createdAt(LATE).header());
    // Then
    assertThat(order).isPositive();
  }

  @Test
  void shouldPreferTheLaterEntryWhenJobsDiffer() {
    // Given
    Entries later = entries.job(JobId.random()).createdAt(LATE);
    // When
    int order = FaceVersions.compare(entries.attempt(3).header(), later.header());
    // Then
    assertThat(order).isNegative();
  }

  @Test
  void shouldPreferTheHigherExtractorWhenJobsDifferAndTimesDoNot() {
    // Given
    Entries better = entries.job(JobId.random()).extractorVersion(2);
    // When
    int order = FaceVersions.compare(better.header(), entries.header());
    // Then
    assertThat(order).isPositive();
  }

  @Test
  void shouldCallThemEquallyNewWhenOneAttemptRanTwice() {
    // Given
    Entries again = entries.seed(8);
    // When
    int order = FaceVersions.compare(again.header(), entries.header());
    // Then
    assertThat(order).isZero();
  }
}
