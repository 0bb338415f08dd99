package org.avatarengine.facecache.tier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import org.avatarengine.platform.observe.MetricNames;

/** Counts reads by tier and outcome: {@code avatar_face_cache_reads_total}. */
@Singleton
public class TierReads {

  private final Map<Tier, Map<ReadOutcome, Counter>> counters = new EnumMap<>(Tier.class);

  public TierReads(MeterRegistry metrics) {
    for (Tier tier : Tier.values()) {
      Map<ReadOutcome, Counter> byOutcome = new EnumMap<>(ReadOutcome.class);
      for (ReadOutcome outcome : ReadOutcome.values()) {
        byOutcome.put(
            outcome,
            Counter.builder(MetricNames.FACE_CACHE_READS)
                .description("Reads of the face cache")
                .tag("tier", tier.tag())
                .tag("outcome", outcome.tag())
                .register(metrics));
      }
      counters.put(tier, byOutcome);
    }
  }

  public void count(Tier tier, ReadOutcome outcome) {
    counters.get(tier).get(outcome).increment();
  }
}
