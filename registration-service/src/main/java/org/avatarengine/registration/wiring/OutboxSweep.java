package org.avatarengine.registration.wiring;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.avatarengine.platform.outbox.Outbox;

/** Sends the facts that a crash or an absent broker left behind. */
@ApplicationScoped
class OutboxSweep {

  private final Outbox outbox;

  OutboxSweep(Outbox outbox) {
    this.outbox = outbox;
  }

  @Scheduled(
      every = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> sweep() {
    return outbox.sweep();
  }
}
