package org.avatarengine.platform.blob;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Runs blocking work off the event loop and resumes on the caller's context. */
final class WorkerPool {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Vertx vertx;

  WorkerPool(Vertx vertx) {
    this.vertx = vertx;
  }

  <T> Uni<T> run(Callable<T> work) {
    return Uni.createFrom()
        .<T>emitter(
            emitter ->
                vertx
                    .getOrCreateContext()
                    .executeBlocking(work, false)
                    .onSuccess(emitter::complete)
                    .onFailure(emitter::fail))
        .ifNoItem()
        .after(LIMIT)
        .fail();
  }
}
