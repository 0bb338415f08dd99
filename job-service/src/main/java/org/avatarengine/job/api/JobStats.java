package org.avatarengine.job.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * The queue in numbers.
 *
 * @param scope {@code own}, or {@code all} for administrators
 * @param byStatus jobs that are kept, by status
 * @param byKind the same by kind, then status
 * @param oldestQueuedSeconds how long the oldest waiting job waits for its present attempt, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobStats(
    String scope,
    Map<String, Long> byStatus,
    Map<String, Map<String, Long>> byKind,
    Double oldestQueuedSeconds,
    LastHour lastHour) {

  /**
   * What ended within the last hour.
   *
   * @param attempts attempts that ended, by outcome: completed, rejected, failed, cancelled
   * @param durationSeconds of the completed attempts, from a worker's start to the end
   */
  public record LastHour(Map<String, Long> attempts, Durations durationSeconds) {}

  /** Percentiles, seconds; null when nothing completed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Durations(Double p50, Double p95) {}
}
