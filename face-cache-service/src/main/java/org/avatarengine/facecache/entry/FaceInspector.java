package org.avatarengine.facecache.entry;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Checks entries on a pool of its own, since hashing and unpacking take longer than an event loop
 * may be held. Results come back on the Vert.x context that asked.
 */
@Singleton
public class FaceInspector {

  private final ThreadPoolExecutor pool;
  private final long maxUnpacked;

  public FaceInspector(InspectionConfig config) {
    int threads = config.threads().orElse(Runtime.getRuntime().availableProcessors());
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.queue()),
            task -> {
              Thread thread = new Thread(task, "face-check-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    this.maxUnpacked = config.maxUnpacked().asLongValue();
  }

  /**
   * Verifies an encoded entry.
   *
   * @return the intact entry; fails with {@link FaceFormatException} when it is not intact or not
   *     this avatar's, with a 503 problem when the pool is full
   */
  public Uni<CachedFace> inspect(AvatarId avatarId, byte[] bytes) {
    return onPool(() -> CachedFace.read(avatarId, bytes, maxUnpacked));
  }

  private <T> Uni<T> onPool(Callable<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Executor back = back(Vertx.currentContext());
              return Uni.createFrom()
                  .<T>emitter(
                      emitter -> {
                        try {
                          emitter.complete(work.call());
                        } catch (Exception failure) {
                          emitter.fail(failure);
                        }
                      })
                  .runSubscriptionOn(pool)
                  .onFailure(RejectedExecutionException.class)
                  .transform(
                      full ->
                          ProblemException.of(
                                  ProblemType.BUSY, "Too many face entries are being checked.")
                              .retryAfter(Duration.ofSeconds(1)))
                  .emitOn(back);
            });
  }

  private static Executor back(Context context) {
    return context == null
        ? Runnable::run
        : command -> context.runOnContext(ignored -> command.run());
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
