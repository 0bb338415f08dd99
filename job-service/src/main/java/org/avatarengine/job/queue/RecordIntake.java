package org.avatarengine.job.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.platform.outbox.EventCodec;
import org.jboss.logging.Logger;

/**
 * How every consumer here treats a record: one that cannot be read is skipped with a line in the
 * log; one that the database cannot take now is tried again for ten minutes; one that our own code
 * or data stumbles over is skipped after a few tries, so that it does not block those behind it.
 * What is skipped costs time only: the lease of its job expires, and an erasure is ordered again
 * until it is acknowledged.
 */
@Singleton
public class RecordIntake {

  private static final Logger LOG = Logger.getLogger(RecordIntake.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration GIVE_UP = Duration.ofMinutes(10);
  private static final int TRIES_OF_POISON = 3;

  private final EventCodec codec;

  RecordIntake(EventCodec codec) {
    this.codec = codec;
  }

  /** Reads the record and works on it if it is of that family; others are passed over. */
  public <T extends Payload> Uni<Void> take(
      String record, Class<T> family, Function<T, Uni<Void>> work) {
    Context home = Vertx.currentContext();
    return read(record, family)
        .map(fact -> persistently(home, () -> work.apply(fact)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** Reads the record; empty, with a line in the log, when it is none of that family. */
  <T extends Payload> Optional<T> read(String record, Class<T> family) {
    Payload payload;
    try {
      payload = codec.read(record).data();
    } catch (IllegalArgumentException e) {
      LOG.warnf("record skipped cause=unreadable bytes=%d", record.length());
      return Optional.empty();
    }
    if (!family.isInstance(payload)) {
      LOG.warnf(
          "record skipped cause=not-for-this-topic type=%s", payload.getClass().getSimpleName());
      return Optional.empty();
    }
    return Optional.of(family.cast(payload));
  }

  /**
   * Works until it is done or not worth trying again; never fails.
   *
   * @param home the context of the record, where every try runs
   */
  Uni<Void> persistently(Context home, Supplier<Uni<Void>> work) {
    return Uni.createFrom()
        .deferred(work::get)
        // Retries come from a timer's thread; a session belongs to the context of its record.
        .runSubscriptionOn(task -> home.runOnContext(ignored -> task.run()))
        .onFailure(RecordIntake::isPoison)
        .retry()
        .withBackOff(FIRST_PAUSE)
        .atMost(TRIES_OF_POISON)
        .onFailure(failure -> !isPoison(failure))
        .invoke(failure -> LOG.warnf("record waits cause=%s", failure))
        .onFailure(failure -> !isPoison(failure))
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .expireIn(GIVE_UP.toMillis())
        .onFailure()
        .recoverWithUni(
            failure -> {
              LOG.errorf(failure, "record skipped cause=failed");
              return Uni.createFrom().voidItem();
            });
  }

  /** Whether trying again cannot help: our own mistakes, and data that the database refuses. */
  static boolean isPoison(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException refused) {
        String state = refused.getSqlState();
        return state != null
            && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
      }
      if (cause instanceof IllegalArgumentException
          || cause instanceof NullPointerException
          || cause instanceof ClassCastException) {
        return true;
      }
    }
    return false;
  }
}
