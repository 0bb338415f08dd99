package org.avatarengine.job.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.id.JobId;

/**
 * Folds the facts of one job that come close together into one transaction. A fact that ends the
 * attempt goes through at once and takes those before it along; what only shows progress may wait a
 * moment for more. Facts of one job stay in order, those of different jobs do not wait for each
 * other.
 *
 * <p>A fact that waits here is not acknowledged yet: after a crash it comes again.
 */
@Singleton
class FactFolder {

  /** A fact in hand, with the context of its record and the time it came. */
  record Held(TaskFact.OfAttempt fact, Instant at, Context home, Runnable settled) {}

  private final Vertx vertx;
  private final Clock clock;
  private final long lingerMillis;
  private final int limit;
  private final Map<JobId, Line> lines = new HashMap<>();
  private int held;

  /** What waits for one job; guarded by the folder. */
  private static final class Line {
    private List<Held> facts = new ArrayList<>();
    private boolean flushing;
    private boolean urgent;
    private boolean timed;
  }

  FactFolder(Vertx vertx, Clock clock, QueueSettings settings) {
    this.vertx = vertx;
    this.clock = clock;
    this.lingerMillis = settings.progressLinger().toMillis();
    this.limit = settings.maxHeldFacts();
  }

  /**
   * Takes a fact on the context of its record. The answer completes when the next fact may come: at
   * once, or, while too many are held, when this one is settled.
   *
   * @param flush stores the facts of one job, on the context of the last of them; never fails
   * @param settled runs when the fact is stored or refused
   */
  Uni<Void> take(TaskFact.OfAttempt fact, Function<List<Held>, Uni<Void>> flush, Runnable settled) {
    return Uni.createFrom()
        .emitter(
            next -> {
              boolean full;
              synchronized (this) {
                full = held >= limit;
              }
              Runnable done =
                  full
                      ? () -> {
                        settled.run();
                        next.complete(null);
                      }
                      : settled;
              add(new Held(fact, clock.instant(), Vertx.currentContext(), done), full, flush);
              if (!full) {
                next.complete(null);
              }
            });
  }

  private void add(Held fact, boolean full, Function<List<Held>, Uni<Void>> flush) {
    JobId job = fact.fact().jobId();
    boolean start;
    boolean time = false;
    synchronized (this) {
      held++;
      Line line = lines.computeIfAbsent(job, id -> new Line());
      line.facts.add(fact);
      line.urgent |= full || endsAttempt(fact.fact());
      start = line.urgent && !line.flushing;
      if (!start && !line.urgent && !line.timed) {
        line.timed = true;
        time = true;
      }
    }
    if (start) {
      flush(job, flush);
    } else if (time) {
      vertx.setTimer(Math.max(1, lingerMillis), timer -> timeIsUp(job, flush));
    }
  }

  private void timeIsUp(JobId job, Function<List<Held>, Uni<Void>> flush) {
    synchronized (this) {
      Line line = lines.get(job);
      if (line == null || line.facts.isEmpty()) {
        return;
      }
      if (line.flushing) {
        line.urgent = true;
        return;
      }
    }
    flush(job, flush);
  }

  private void flush(JobId job, Function<List<Held>, Uni<Void>> flush) {
    List<Held> facts;
    synchronized (this) {
      Line line = lines.get(job);
      if (line == null || line.flushing || line.facts.isEmpty()) {
        return;
      }
      facts = line.facts;
      line.facts = new ArrayList<>();
      line.flushing = true;
      line.urgent = false;
      line.timed = false;
    }
    facts
        .getLast()
        .home()
        .runOnContext(
            ignored ->
                Uni.createFrom()
                    .deferred(() -> flush.apply(facts))
                    .subscribe()
                    .with(done -> settle(job, facts, flush), failure -> settle(job, facts, flush)));
  }

  private void settle(JobId job, List<Held> facts, Function<List<Held>, Uni<Void>> flush) {
    boolean again;
    synchronized (this) {
      held -= facts.size();
      Line line = lines.get(job);
      line.flushing = false;
      again = line.urgent;
      if (line.facts.isEmpty()) {
        lines.remove(job);
      }
    }
    facts.forEach(fact -> fact.settled().run());
    if (again) {
      flush(job, flush);
    }
  }

  private static boolean endsAttempt(TaskFact.OfAttempt fact) {
    return switch (fact) {
      case TaskFact.Started started -> false;
      case TaskFact.Progressed progressed -> false;
      case TaskFact.Completed completed -> true;
      case TaskFact.Rejected rejected -> true;
      case TaskFact.Failed failed -> true;
      case TaskFact.Cancelled cancelled -> true;
    };
  }
}
