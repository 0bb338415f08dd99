package org.avatarengine.registration.request;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.avatarengine.platform.blob.Inbox;
import org.jboss.logging.Logger;

/** Removes what requests leave behind: inbox objects, traces of erased avatars, old ids. */
@ApplicationScoped
public class RequestSweep {

  private static final Logger LOG = Logger.getLogger(RequestSweep.class);
  private static final int ROUND = 50;

  private final RequestStore store;
  private final Inbox inbox;
  private final RequestsConfig config;
  private final Clock clock;

  RequestSweep(RequestStore store, Inbox inbox, RequestsConfig config, Clock clock) {
    this.store = store;
    this.inbox = inbox;
    this.config = config;
    this.clock = clock;
  }

  /** What an erasure or an acceptance left; what fails is left for the next round. */
  @Scheduled(
      every = "30s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  public Uni<Void> clear() {
    return store
        .forgetErased()
        .chain(() -> store.leftovers(ROUND))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(this::clear)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  @Scheduled(
      every = "1h",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> forget() {
    return store.sweep(clock.instant().minus(config.remember())).replaceWithVoid();
  }

  private Uni<Void> clear(RequestStore.Leftover left) {
    return inbox
        .delete(left.key())
        .chain(() -> store.cleared(left.owner(), left.requestId()))
        .onFailure()
        .invoke(failure -> LOG.warnf("an inbox object stays for the next round cause=%s", failure))
        .onFailure()
        .recoverWithNull();
  }
}
