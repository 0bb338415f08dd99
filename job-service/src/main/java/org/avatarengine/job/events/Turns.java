package org.avatarengine.job.events;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Runs asynchronous steps one after the other. Bounded: a step that finds the line full is not
 * taken. Any thread may bring steps; a step runs on the thread that brought it or that ended the
 * one before.
 */
final class Turns {

  private final int limit;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  Turns(int limit) {
    this.limit = limit;
  }

  /** Thrown to whoever brings a step to a full line. */
  static final class FullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FullException() {
      super("too many steps are waiting", null, false, false);
    }
  }

  /** Completes when the step has run; fails with {@link FullException} when it was not taken. */
  Uni<Void> take(Supplier<Uni<Void>> step) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Runnable turn =
                  () ->
                      start(step)
                          .onTermination()
                          .invoke(this::next)
                          .subscribe()
                          .with(emitter::complete, emitter::fail);
              synchronized (this) {
                if (busy) {
                  if (waiting.size() >= limit) {
                    emitter.fail(new FullException());
                  } else {
                    waiting.add(turn);
                  }
                  return;
                }
                busy = true;
              }
              turn.run();
            });
  }

  private static Uni<Void> start(Supplier<Uni<Void>> step) {
    return Uni.createFrom().deferred(step::get);
  }

  private void next() {
    Runnable turn;
    synchronized (this) {
      turn = waiting.poll();
      if (turn == null) {
        busy = false;
        return;
      }
    }
    turn.run();
  }
}
