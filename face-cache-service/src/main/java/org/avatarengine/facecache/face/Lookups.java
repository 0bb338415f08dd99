package org.avatarengine.facecache.face;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.avatarengine.facecache.tier.Latencies;
import org.avatarengine.facecache.tier.Tier;

/**
 * How questions for a face were answered, since the start: whoever waits for another's load counts
 * as found where that load found it.
 */
@Singleton
class Lookups {

  private final Instant since = Instant.now();
  private final Map<Tier, LongAdder> found = new EnumMap<>(Tier.class);
  private final LongAdder missed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Latencies latencies = new Latencies();

  Lookups() {
    for (Tier tier : Tier.values()) {
      found.put(tier, new LongAdder());
    }
  }

  void found(Tier tier, long nanos) {
    found.get(tier).increment();
    latencies.record(nanos);
  }

  void missed(long nanos) {
    missed.increment();
    latencies.record(nanos);
  }

  void unanswered() {
    failed.increment();
  }

  Instant since() {
    return since;
  }

  long found(Tier tier) {
    return found.get(tier).sum();
  }

  long missed() {
    return missed.sum();
  }

  /** Questions that got no answer: damaged faces, full pools, engines that were away. */
  long unansweredSoFar() {
    return failed.sum();
  }

  Latencies.Summary latencies() {
    return latencies.summary();
  }
}
