package org.avatarengine.registration.intake;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.avatarengine.registration.idempotency.KeyStore;

/** Forgets upload keys after their day. */
@ApplicationScoped
class KeySweep {

  private final KeyStore keys;
  private final IntakeConfig config;
  private final Clock clock;

  KeySweep(KeyStore keys, IntakeConfig config, Clock clock) {
    this.keys = keys;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "5m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> sweep() {
    return keys.sweep(clock.instant().minus(config.rememberKeys())).replaceWithVoid();
  }
}
