package org.avatarengine.facecache.entry;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
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
import java.util.function.Function;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Checks entries on a pool of its own, since hashing and unpacking take longer than an event loop
 * may be held. Results come back on the Vert.x context that asked.
 */
@Singleton
public class FaceInspector {

  /** Takes well under a millisecond to hash. */
  private static final int AT_ONCE_BYTES = 64 << 10;

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
   * Verifies an entry from a tier. A small one is hashed at once, which takes less time than the
   * way to a thread and back.
   *
   * @return the intact entry; fails with {@link FaceFormatException} when it is not intact or not
   *     this avatar's, with a 503 problem when the pool is full
   */
  public Uni<CachedFace> verify(AvatarId avatarId, byte[] bytes) {
    Callable<CachedFace> work = () -> CachedFace.verified(avatarId, bytes, maxUnpacked);
    return bytes.length <= AT_ONCE_BYTES ? atOnce(work) : onPool(work);
  }

  /** Verifies an entry from the blob store, its name too. Fails as {@link #verify} does. */
  public Uni<CachedFace> verify(BlobKey key, byte[] bytes) {
    return onPool(
        () -> {
          CachedFace face = CachedFace.verified(key.avatarId(), bytes, maxUnpacked);
          if (!Sha256.hex(bytes).equals(key.sha256())) {
            throw new FaceFormatException("its name is not its SHA-256");
          }
          return face;
        });
  }

  /** Verifies and unpacks what is handed in. Fails as {@link #verify} does. */
  public Uni<IncomingFace> examine(AvatarId avatarId, byte[] bytes) {
    return onPool(() -> IncomingFace.examined(avatarId, bytes, maxUnpacked));
  }

  /** Unpacks a face and makes something of it; fails with a 503 problem when the pool is full. */
  public <T> Uni<T> unpack(CachedFace face, Function<FaceEntry, T> use) {
    return onPool(() -> use.apply(FaceCodec.decode(face.bytes())));
  }

  private static <T> Uni<T> atOnce(Callable<T> work) {
    return Uni.createFrom().emitter(emitter -> run(work, emitter));
  }

  private static <T> void run(Callable<T> work, UniEmitter<? super T> emitter) {
    try {
      emitter.complete(work.call());
    } catch (Exception failure) {
      emitter.fail(failure);
    }
  }

  private <T> Uni<T> onPool(Callable<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Executor back = back(Vertx.currentContext());
              return Uni.createFrom()
                  .<T>emitter(emitter -> run(work, emitter))
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
