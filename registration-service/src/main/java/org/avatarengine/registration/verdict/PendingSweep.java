package org.avatarengine.registration.verdict;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.avatar.AvatarVersion;
import org.avatarengine.registration.avatar.Decision;
import org.avatarengine.registration.avatar.Processing;
import org.avatarengine.registration.avatar.Regeneration;
import org.avatarengine.registration.avatar.VersionStatus;
import org.avatarengine.registration.job.Jobs;
import org.avatarengine.registration.job.Submitted;
import org.jboss.logging.Logger;

/**
 * Looks after avatars that nobody else does: those that wait for a job which was never submitted or
 * whose facts were lost with a crash, failed ones whose hold is over, and forgotten dry runs.
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
    return forEach(store.takeOverdue(now.minus(config.askAfter()), now, ROUND), this::repair);
  }

  /** Removes the avatars of dead jobs that nobody retried in time, and gives regenerations up. */
  @Scheduled(
      every = "60s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  public Uni<Void> endHolds() {
    Instant over = clock.instant().minus(config.deadHold());
    return forEach(store.failedBefore(over, ROUND), avatar -> verdicts.withdraw(avatar, true))
        .chain(
            () ->
                forEach(
                    store.regenerationFailedBefore(over, ROUND),
                    avatar -> dropRegeneration(avatar, avatar.regeneration().jobId())));
  }

  /** Removes the dry runs that a crash left behind. */
  @Scheduled(
      every = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  public Uni<Void> endDryRuns() {
    return forEach(
        store.dryRunsBefore(clock.instant().minus(config.dryRunHold()), ROUND), verdicts::discard);
  }

  /** Takes the job's present state for news; submits again what job-service has never seen. */
  public Uni<Void> repair(Avatar avatar) {
    Regeneration regeneration = avatar.regeneration();
    boolean remake = regeneration != null && regeneration.isPending();
    Processing processing = remake ? regeneration.processing() : avatar.processing();
    return jobs.find(processing.jobId())
        .chain(
            (Optional<JobView> job) ->
                job.isPresent()
                    ? verdicts.settle(job.get())
                    : submitAgain(avatar, processing, remake));
  }

  private Uni<Void> submitAgain(Avatar avatar, Processing processing, boolean remake) {
    return blobs
        .exists(avatar.original().key())
        .chain(
            there -> {
              if (there) {
                LOG.infof("submitting again avatarId=%s jobId=%s", avatar.id(), processing.jobId());
                return jobs.submit(avatar.submission(processing))
                    .chain(outcome -> settle(avatar, outcome, remake));
              }
              if (remake) {
                return dropRegeneration(avatar, processing.jobId());
              }
              boolean givenUp =
                  avatar.createdAt().isBefore(clock.instant().minus(config.giveUpAfter()));
              return givenUp ? verdicts.withdraw(avatar, false) : Uni.createFrom().voidItem();
            });
  }

  private Uni<Void> settle(Avatar avatar, Submitted outcome, boolean remake) {
    return switch (outcome) {
      case Submitted.Accepted(JobView job) -> verdicts.settle(job);
      case Submitted.Refused refused when remake ->
          dropRegeneration(avatar, avatar.regeneration().jobId());
      case Submitted.Refused refused -> verdicts.withdraw(avatar, false);
      case Submitted.Unanswered unanswered -> Uni.createFrom().voidItem();
    };
  }

  /** Gives a regeneration up that has no job any more; the face before it stays. */
  private Uni<Void> dropRegeneration(Avatar avatar, JobId jobId) {
    return store
        .decide(
            avatar.id(),
            present -> {
              Regeneration regeneration = present.regeneration();
              if (regeneration == null || !regeneration.jobId().equals(jobId)) {
                return new Decision.Keep();
              }
              AvatarVersion version =
                  AvatarVersion.of(present.id(), regeneration)
                      .toEnded(
                          VersionStatus.FAILED,
                          List.of(new Reason("given-up", "The regeneration was given up.")),
                          clock.instant());
              return new Decision.Save(
                  present.with((Regeneration) null, clock.instant()), null, version);
            })
        .replaceWithVoid();
  }

  private static Uni<Void> forEach(Uni<List<Avatar>> avatars, Function<Avatar, Uni<Void>> work) {
    return avatars
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(avatar -> quietly(avatar, work.apply(avatar)))
        .collect()
        .asList()
        .replaceWithVoid();
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
