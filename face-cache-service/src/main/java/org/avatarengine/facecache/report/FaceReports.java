package org.avatarengine.facecache.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.avatarengine.contract.event.FaceFact;
import org.jboss.logging.Logger;

/**
 * Looks once a second for what is to be told: damaged faces at once, reads every so often. It does
 * not wait for an answer; what could not be told goes back to where it came from.
 */
final class FaceReports implements Runnable, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(FaceReports.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Accesses in one record; about 120 bytes each. */
  static final int BATCH = 1_000;

  private final String instance;
  private final AccessCounts accesses;
  private final DamagedFaces damaged;
  private final FaceFactSender sender;
  private final long flushNanos;
  private final LongSupplier nanoClock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private long flushedAt;

  /**
   * A loop that was not started.
   *
   * @param instance names this instance, for a record's key
   * @param nanoClock monotonic, as {@link System#nanoTime}
   */
  FaceReports(
      String instance,
      AccessCounts accesses,
      DamagedFaces damaged,
      FaceFactSender sender,
      Duration flushEvery,
      LongSupplier nanoClock) {
    this.instance = instance;
    this.accesses = accesses;
    this.damaged = damaged;
    this.sender = sender;
    this.flushNanos = flushEvery.toNanos();
    this.nanoClock = nanoClock;
    this.flushedAt = nanoClock.getAsLong();
  }

  @Override
  public void run() {
    try {
      while (!stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        lookSafely();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look that fails must not be the last. */
  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException surprise) {
      LOG.error("face reports failed, the next look tries again", surprise);
    }
  }

  /** Tells what is due. */
  void look() {
    for (FaceFact.Damaged face : damaged.take()) {
      sender
          .send(face.avatarId().toString(), face)
          .subscribe()
          .with(
              done -> {
                damaged.isTold(face);
                LOG.warnf(
                    "face reported as damaged avatarId=%s cause=%s", face.avatarId(), face.cause());
              },
              failure -> {
                damaged.isUntold(face);
                LOG.warnf(
                    "damaged face not reported avatarId=%s cause=%s", face.avatarId(), failure);
              });
    }
    long now = nanoClock.getAsLong();
    if (now - flushedAt >= flushNanos || accesses.isNearlyFull()) {
      flushedAt = now;
      flush();
    }
  }

  /** Tells every read that waits. All are taken first: what fails at once is not taken again. */
  void flush() {
    List<List<FaceFact.Access>> batches = new ArrayList<>();
    for (List<FaceFact.Access> batch = accesses.take(BATCH);
        !batch.isEmpty();
        batch = accesses.take(BATCH)) {
      batches.add(batch);
    }
    batches.forEach(this::tell);
  }

  private void tell(List<FaceFact.Access> batch) {
    sender
        .send(instance, new FaceFact.Accessed(batch))
        .subscribe()
        .with(
            done -> LOG.debugf("reads told avatars=%d", batch.size()),
            failure -> {
              accesses.putBack(batch);
              LOG.warnf("reads not told avatars=%d cause=%s", batch.size(), failure);
            });
  }

  @Override
  public void close() {
    stopped.countDown();
  }
}
