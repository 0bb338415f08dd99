package org.avatarengine.mlworker.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;

/**
 * The tasks under way on this worker. Remembers for a while what was cancelled before its task
 * came, because control messages and tasks travel on different topics.
 */
@ApplicationScoped
class RunningTasks {

  private static final int REMEMBERED = 10_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(30);

  private final ConcurrentMap<TaskKey, RunningTask> running = new ConcurrentHashMap<>();
  private final Cache<JobId, Boolean> cancelled = remembering();
  private final Cache<AvatarId, Boolean> erased = remembering();

  RunningTasks(MeterRegistry metrics) {
    metrics.gauge("avatar.ml.worker.running.tasks", running, ConcurrentMap::size);
  }

  /** Takes a task up, or nothing where this very attempt is under way here already. */
  Optional<RunningTask> begin(FaceTask task, String traceparent) {
    RunningTask begun = new RunningTask(task, traceparent);
    if (running.putIfAbsent(TaskKey.of(task), begun) != null) {
      return Optional.empty();
    }
    if (cancelled.getIfPresent(task.jobId()) != null
        || erased.getIfPresent(task.avatarId()) != null) {
      begun.cancel();
    }
    return Optional.of(begun);
  }

  void end(RunningTask ended) {
    running.remove(TaskKey.of(ended.task()), ended);
  }

  /** Stops every attempt of the job, now and later. */
  void cancel(JobId jobId) {
    cancelled.put(jobId, true);
    for (RunningTask each : running.values()) {
      if (each.task().jobId().equals(jobId)) {
        each.cancel();
      }
    }
  }

  /** Stops every task of the avatar, now and later. */
  void forget(AvatarId avatarId) {
    erased.put(avatarId, true);
    for (RunningTask each : running.values()) {
      if (each.task().avatarId().equals(avatarId)) {
        each.cancel();
      }
    }
  }

  Collection<RunningTask> all() {
    return List.copyOf(running.values());
  }

  private static <K> Cache<K, Boolean> remembering() {
    return Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();
  }
}
