package org.avatarengine.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SwapCacheTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

  @Test
  void shouldForgetWhenTheTimeIsOver() {
    // Given
    SwapCache cache = new SwapCache(10, Duration.ofSeconds(30));

    // When
    cache.put("a", "token", null, NOW);

    // Then
    assertThat(cache.find("a", NOW.plusSeconds(29))).contains("token");
    assertThat(cache.find("a", NOW.plusSeconds(30))).isEmpty();
  }

  @Test
  void shouldForgetSoonerWhenTheKeyItselfEnds() {
    // Given
    SwapCache cache = new SwapCache(10, Duration.ofSeconds(30));

    // When
    cache.put("a", "token", NOW.plusSeconds(5), NOW);

    // Then
    assertThat(cache.find("a", NOW.plusSeconds(5))).isEmpty();
  }

  @Test
  void shouldDropTheLeastRecentlyUsedWhenFull() {
    // Given
    SwapCache cache = new SwapCache(2, Duration.ofSeconds(30));
    cache.put("a", "1", null, NOW);
    cache.put("b", "2", null, NOW);
    cache.find("a", NOW);

    // When
    cache.put("c", "3", null, NOW);

    // Then
    assertThat(cache.find("a", NOW)).isPresent();
    assertThat(cache.find("b", NOW)).isEmpty();
    assertThat(cache.find("c", NOW)).isPresent();
  }
}
