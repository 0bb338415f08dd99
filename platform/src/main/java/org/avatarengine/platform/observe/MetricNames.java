package org.avatarengine.platform.observe;

/**
 * Metric names as Micrometer takes them; Prometheus shows them with underscores and its suffixes.
 */
public final class MetricNames {
  /** Timer, tags kind and outcome: {@code avatar_processing_duration_seconds}. */
  public static final String PROCESSING_DURATION = "avatar.processing.duration";

  /** Counter, tags kind and outcome: {@code avatar_processing_total}. */
  public static final String PROCESSING = "avatar.processing";

  /** Counter, tags kind and type: {@code avatar_processing_errors_total}. */
  public static final String PROCESSING_ERRORS = "avatar.processing.errors";

  /** Counter, tags route, method and status: {@code avatar_api_requests_total}. */
  public static final String API_REQUESTS = "avatar.api.requests";

  /** Gauge, tag kind: {@code avatar_active_processing_jobs}. */
  public static final String ACTIVE_JOBS = "avatar.active.processing.jobs";

  /** Gauge, tag kind: {@code avatar_queue_size}. */
  public static final String QUEUE_SIZE = "avatar.queue.size";

  /** Timer, tag stage: {@code avatar_processing_stage_seconds}. */
  public static final String PROCESSING_STAGE = "avatar.processing.stage";

  /** Counter, tags tier and outcome: {@code avatar_face_cache_reads_total}. */
  public static final String FACE_CACHE_READS = "avatar.face.cache.reads";

  /** Prefix of live animation: sessions, viewers, frames, beats, packets, peers, errors. */
  public static final String ANIMATION = "avatar.animation.";

  private MetricNames() {}
}
