package org.avatarengine.job.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.avatarengine.job.board.JobBoard;
import org.avatarengine.job.board.RetryPolicy;
import org.avatarengine.platform.outbox.EventCodec;
import org.avatarengine.platform.outbox.EventSender;
import org.avatarengine.platform.outbox.Outbox;

/** Makes the beans that are plain classes elsewhere. */
final class JobWiring {

  private JobWiring() {}

  @Produces
  @Singleton
  static Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  static JobBoard board(BoardSettings settings) {
    return new JobBoard(
        new RetryPolicy(
            settings.attempts(),
            settings.backoffBase(),
            settings.backoffFactor(),
            settings.backoffJitter()),
        settings.lease(),
        settings.queueLimit(),
        RandomGenerator.getDefault());
  }

  @Produces
  @ApplicationScoped
  static Outbox outbox(EventSender sender, EventCodec codec) {
    return new Outbox(sender, codec);
  }
}
