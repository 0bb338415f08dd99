package org.avatarengine.gateway.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Swapped tokens by the hash of their API key: bounded, least recently used leave first. Any
 * thread; held for less than a microsecond.
 */
final class SwapCache {

  private record Swapped(String token, Instant until) {}

  private final Duration keep;
  private final Map<String, Swapped> entries;

  SwapCache(int size, Duration keep) {
    this.keep = keep;
    this.entries =
        new LinkedHashMap<String, Swapped>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Swapped> eldest) {
            return size() > size;
          }
        };
  }

  synchronized Optional<String> find(String hash, Instant now) {
    Swapped entry = entries.get(hash);
    if (entry == null) {
      return Optional.empty();
    }
    if (!now.isBefore(entry.until())) {
      entries.remove(hash);
      return Optional.empty();
    }
    return Optional.of(entry.token());
  }

  /**
   * Keeps a token.
   *
   * @param end when the key itself ends, or null
   */
  synchronized void put(String hash, String token, Instant end, Instant now) {
    Instant until = now.plus(keep);
    entries.put(hash, new Swapped(token, end != null && end.isBefore(until) ? end : until));
  }

  synchronized void forget(String hash) {
    entries.remove(hash);
  }
}
