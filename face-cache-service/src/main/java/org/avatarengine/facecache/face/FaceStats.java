package org.avatarengine.facecache.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.avatarengine.facecache.report.AccessCounts;
import org.avatarengine.facecache.tier.Latencies;
import org.avatarengine.facecache.tier.MemoryUse;
import org.avatarengine.facecache.tier.ReadOutcome;
import org.avatarengine.facecache.tier.Tier;
import org.avatarengine.facecache.tier.TierReads;

/**
 * The cache of the instance that answers, in numbers since its start.
 *
 * @param tiers memory, redis, blob
 * @param lookups questions for a face, whichever tier answered
 * @param entries compressed entries in memory
 * @param bytes their weight
 * @param maxBytes the bound that entries and decoded views share
 * @param decodedViews JSON summaries that are ready
 * @param evictions entries that left memory because the bound was reached
 * @param corrupt entries that did not verify, by tier
 * @param rebuildsRequested damaged faces that registration was asked to make anew
 * @param accesses reads that are not yet told on {@code avatar.face-events}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FaceStats(
    Map<String, OfTier> tiers,
    OfLookups lookups,
    long entries,
    long bytes,
    long maxBytes,
    MemoryUse.Views decodedViews,
    long evictions,
    Map<String, Long> corrupt,
    long rebuildsRequested,
    AccessCounts.Standing accesses,
    Instant since) {

  /**
   * Reads of one tier.
   *
   * @param misses also where the tier was not asked or did not answer
   * @param hitRate 0 to 1; left out where nothing was read
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfTier(long hits, long misses, Double hitRate, Latency latency) {}

  /**
   * Of hits, until the bytes are verified, microseconds; percentiles at most an eighth too high.
   */
  record Latency(double averageMicros, double p50Micros, double p95Micros, double p99Micros) {
    static Latency of(Latencies.Summary summary) {
      return new Latency(
          summary.average() / 1e3, summary.p50() / 1e3, summary.p95() / 1e3, summary.p99() / 1e3);
    }
  }

  /**
   * Questions for a face. Rates are parts of {@code total}, 0 to 1, and times are seconds; all are
   * left out where nobody asked.
   *
   * @param total questions that were answered, also with "there is none"
   * @param cacheHitRate found in any tier
   * @param memoryHitRate found in memory
   * @param diskHitRate found in Redis or the blob store
   * @param missRate not there
   * @param unanswered damaged, or too much to do; not part of the total
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfLookups(
      long total,
      Double cacheHitRate,
      Double memoryHitRate,
      Double diskHitRate,
      Double missRate,
      Double averageAccessTime,
      Double p95AccessTime,
      long unanswered) {

    static OfLookups of(Lookups lookups) {
      long memory = lookups.found(Tier.MEMORY);
      long disk = lookups.found(Tier.REDIS) + lookups.found(Tier.BLOB);
      long missed = lookups.missed();
      long total = memory + disk + missed;
      Latencies.Summary times = lookups.latencies();
      return new OfLookups(
          total,
          part(memory + disk, total),
          part(memory, total),
          part(disk, total),
          part(missed, total),
          times.count() == 0 ? null : times.average() / 1e9,
          times.count() == 0 ? null : times.p95() / 1e9,
          lookups.unansweredSoFar());
    }
  }

  static FaceStats of(
      Lookups lookups,
      TierReads reads,
      MemoryUse memory,
      long rebuildsRequested,
      AccessCounts.Standing accesses) {
    Map<String, OfTier> tiers = new TreeMap<>();
    for (Tier tier : Tier.values()) {
      long hits = reads.sum(tier, ReadOutcome.HIT);
      long misses = 0;
      for (ReadOutcome outcome : ReadOutcome.values()) {
        misses += outcome == ReadOutcome.HIT ? 0 : reads.sum(tier, outcome);
      }
      tiers.put(
          tier.tag(),
          new OfTier(hits, misses, part(hits, hits + misses), Latency.of(reads.latencies(tier))));
    }
    Map<String, Long> corrupt = new TreeMap<>();
    for (Tier tier : new Tier[] {Tier.REDIS, Tier.BLOB}) {
      corrupt.put(tier.tag(), reads.sum(tier, ReadOutcome.CORRUPT));
    }
    return new FaceStats(
        tiers,
        OfLookups.of(lookups),
        memory.entries(),
        memory.bytes(),
        memory.maxBytes(),
        memory.decodedViews(),
        memory.evictions(),
        corrupt,
        rebuildsRequested,
        accesses,
        lookups.since());
  }

  private static Double part(long some, long all) {
    return all == 0 ? null : some / (double) all;
  }
}
