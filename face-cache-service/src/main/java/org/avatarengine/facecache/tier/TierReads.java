package org.avatarengine.facecache.tier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.avatarengine.platform.observe.MetricNames;

/**
 * Counts reads by tier and outcome, {@code avatar_face_cache_reads_total}, and times hits, {@code
 * avatar_face_cache_read_seconds}. A hit's time ends with bytes that are verified.
 */
@Singleton
public class TierReads {

  private static final Duration[] BUCKETS = {
    Duration.ofNanos(10_000),
    Duration.ofNanos(50_000),
    Duration.ofNanos(200_000),
    Duration.ofMillis(1),
    Duration.ofMillis(3),
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(500)
  };

  private final Map<Tier, Map<ReadOutcome, Outcomes>> outcomes = new EnumMap<>(Tier.class);
  private final Map<Tier, Times> times = new EnumMap<>(Tier.class);
  private final Timer redisGet;

  /** A count for the metrics and the same for the statistics. */
  private record Outcomes(Counter counter, LongAdder sum) {}

  private record Times(Timer timer, Latencies latencies) {}

  public TierReads(MeterRegistry metrics) {
    redisGet =
        Timer.builder("avatar.face.cache.redis.get")
            .description("The bare GET within a hit of the Redis tier")
            .register(metrics);
    for (Tier tier : Tier.values()) {
      Map<ReadOutcome, Outcomes> byOutcome = new EnumMap<>(ReadOutcome.class);
      for (ReadOutcome outcome : ReadOutcome.values()) {
        byOutcome.put(
            outcome,
            new Outcomes(
                Counter.builder(MetricNames.FACE_CACHE_READS)
                    .description("Reads of the face cache")
                    .tag("tier", tier.tag())
                    .tag("outcome", outcome.tag())
                    .register(metrics),
                new LongAdder()));
      }
      outcomes.put(tier, byOutcome);
      times.put(
          tier,
          new Times(
              Timer.builder("avatar.face.cache.read")
                  .description("Hits of the face cache, until the bytes are verified")
                  .tag("tier", tier.tag())
                  .serviceLevelObjectives(BUCKETS)
                  .register(metrics),
              new Latencies()));
    }
  }

  public void count(Tier tier, ReadOutcome outcome) {
    Outcomes counted = outcomes.get(tier).get(outcome);
    counted.counter().increment();
    counted.sum().increment();
  }

  /** Redis gave the bytes after so long; they are not verified yet. */
  void redisGave(long nanos) {
    redisGet.record(Duration.ofNanos(nanos));
  }

  /** Counts a hit that took so long. */
  public void hit(Tier tier, long nanos) {
    count(tier, ReadOutcome.HIT);
    Times of = times.get(tier);
    of.timer().record(Duration.ofNanos(nanos));
    of.latencies().record(nanos);
  }

  /** How often reads of the tier ended so, since the start. */
  public long sum(Tier tier, ReadOutcome outcome) {
    return outcomes.get(tier).get(outcome).sum().sum();
  }

  /** How long hits took, since the start. */
  public Latencies.Summary latencies(Tier tier) {
    return times.get(tier).latencies().summary();
  }
}
