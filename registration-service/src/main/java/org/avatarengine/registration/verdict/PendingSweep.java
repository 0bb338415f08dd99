package org.avatarengine.registration.verdict;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.job.Jobs;
import org.avatarengine.registration.job.Submitted;
import org.jboss.logging.Logger;

/**
 * Looks after avatars that nobody else does: pending ones whose job was never submitted or whose
 * facts were lost with a crash, and failed ones whose hold is over.
 */
@ApplicationScoped
public class PendingSweep {

  private static final Logger LOG = Logger.getLogger(PendingSweep.class);
  private static final int ROUND = 20;

  private final AvatarStore store;
  private final BlobStore blobs;
  private final Jobs jobs;
  private final Verdicts verdicts;
  private final VerdictConfig config;
  private final Clock clock;

  PendingSweep(
      AvatarStore store,
      BlobStore blobs,
      Jobs jobs,
      Verdicts verdicts,
      VerdictConfig config,
      Clock clock) {
    this.store = store;
    this.blobs = blobs;
    this.jobs = jobs;
    this.verdicts = verdicts;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> repair() {
    Instant now = clock.instant();
    return store
        .takeOverdue(now.minus(config.askAfter()), now, ROUND)
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(avatar -> quietly(avatar, repair(avatar)))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** Removes the avatars of dead jobs that nobody retried in time. */
  @Scheduled(
      every = "60s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  public Uni<Void> endHolds() {
    return store
        .failedBefore(clock.instant().minus(config.deadHold()), ROUND)
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(avatar -> quietly(avatar, verdicts.withdraw(avatar, true)))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** Takes the job's present state for news; submits again what job-service has never seen. */
  public Uni<Void> repair(Avatar avatar) {
    return jobs.find(avatar.jobId())
        .chain(
            (Optional<JobView> job) ->
                job.isPresent() ? verdicts.settle(job.get()) : submitAgain(avatar));
  }

  private Uni<Void> submitAgain(Avatar avatar) {
    return blobs
        .exists(avatar.original().key())
        .chain(
            there -> {
              if (there) {
                LOG.infof("submitting again avatarId=%s jobId=%s", avatar.id(), avatar.jobId());
                return jobs.submit(avatar.submission()).chain(outcome -> settle(avatar, outcome));
              }
              boolean givenUp =
                  avatar.createdAt().isBefore(clock.instant().minus(config.giveUpAfter()));
              return givenUp ? verdicts.withdraw(avatar, false) : Uni.createFrom().voidItem();
            });
  }

  private Uni<Void> settle(Avatar avatar, Submitted outcome) {
    return switch (outcome) {
      case Submitted.Accepted(JobView job) -> verdicts.settle(job);
      case Submitted.Refused refused -> verdicts.withdraw(avatar, false);
      case Submitted.Unanswered unanswered -> Uni.createFrom().voidItem();
    };
  }

  private static Uni<Void> quietly(Avatar avatar, Uni<Void> work) {
    return work.onFailure()
        .invoke(
            failure ->
                LOG.warnf("left for the next round avatarId=%s cause=%s", avatar.id(), failure))
        .onFailure()
        .recoverWithNull();
  }
}
