package org.avatarengine.live.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class IngestPartsTest {

  @Test
  void shouldLetTheRateThroughWhenOneAddressFloods() throws Exception {
    // Given
    RateLimit limit = new RateLimit(10);
    InetAddress flood = InetAddress.getByName("192.0.2.1");
    InetAddress other = InetAddress.getByName("192.0.2.2");
    // When
    int passed = 0;
    for (int i = 0; i < 100; i++) {
      passed += limit.take(flood, i * 1_000_000L) ? 1 : 0;
    }
    // Then: ten at once, and the tenth of a second brings one more, less what was there.
    assertThat(passed).isBetween(10, 11);
    assertThat(limit.take(other, 100_000_000L)).isTrue();
    assertThat(limit.take(flood, 1_100_000_000L)).isTrue();
  }

  @Test
  void shouldNameWhatWasMistypedWhenAnUnpairedSubjectIsNear() {
    // Given
    UnpairedSubjects subjects = new UnpairedSubjects();
    // When
    subjects.add("iPhone");
    subjects.add("ava-2B3C4E");
    subjects.add("Anna");
    // Then
    assertThat(subjects.near("AVA-2B3C4D")).isEqualTo("ava-2B3C4E");
    assertThat(subjects.near("Somebody")).isNull();
    assertThat(subjects.last()).isEqualTo("Anna");
    assertThat(UnpairedSubjects.distance("kitten", "sitting")).isEqualTo(3);
  }
}
