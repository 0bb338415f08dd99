package org.avatarengine.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefreshVerdictTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Instant BEFORE = NOW.minusSeconds(60);

  @Test
  void shouldRotateWhenUnusedAndInTime() {
    assertThat(RefreshVerdict.of(null, LATER, null, NOW)).isEqualTo(RefreshVerdict.ROTATE);
  }

  @Test
  void shouldCallItReuseWhenItWasUsedEvenInARevokedOrExpiredFamily() {
    assertThat(RefreshVerdict.of(BEFORE, LATER, null, NOW)).isEqualTo(RefreshVerdict.REUSED);
    assertThat(RefreshVerdict.of(BEFORE, LATER, BEFORE, NOW)).isEqualTo(RefreshVerdict.REUSED);
    assertThat(RefreshVerdict.of(BEFORE, BEFORE, null, NOW)).isEqualTo(RefreshVerdict.REUSED);
  }

  @Test
  void shouldBeOverWhenExpiredToTheInstantOrRevoked() {
    assertThat(RefreshVerdict.of(null, NOW, null, NOW)).isEqualTo(RefreshVerdict.OVER);
    assertThat(RefreshVerdict.of(null, LATER, BEFORE, NOW)).isEqualTo(RefreshVerdict.OVER);
  }
}
