package org.avatarengine.registration.waiting;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The way back to the Vert.x context that a piece of work began on: timers, retries and other
 * threads leave it, and a database session may be used nowhere else.
 */
public final class CallerContext {

  private CallerContext() {}

  /**
   * Subscribes the work, each time it is retried too, on the context of the present caller, and
   * emits its outcome there.
   */
  public static <T> Uni<T> keep(Uni<T> work) {
    Executor executor = executor();
    return work.runSubscriptionOn(executor).emitOn(executor);
  }

  /** Emits the outcome on the context of the present caller. */
  public static <T> Uni<T> resume(Uni<T> work) {
    return work.emitOn(executor());
  }

  /** Starts work on a fresh context of its own, for loops that a service owns. */
  public static void start(Vertx vertx, Supplier<Uni<Void>> work, Runnable done) {
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        ignored -> work.get().subscribe().with(item -> done.run(), failure -> done.run()));
  }

  /** Runs what it is given on the context of the present caller, for work of many steps. */
  public static Executor executor() {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("not on a Vert.x context");
    }
    return task ->
        context.runOnContext(
            ignored -> {
              task.run();
            });
  }
}
