package org.avatarengine.registration.version;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.avatar.AvatarVersion;
import org.avatarengine.registration.avatar.VersionStatus;
import org.avatarengine.registration.job.JobProblems;
import org.avatarengine.registration.waiting.Waiters;

/** Waits for what becomes of a regeneration. */
@ApplicationScoped
class RegenerationWait {

  private final AvatarStore store;
  private final Waiters waiters;
  private final Clock clock;

  RegenerationWait(AvatarStore store, Waiters waiters, Clock clock) {
    this.store = store;
    this.waiters = waiters;
    this.clock = clock;
  }

  /**
   * Orders one and waits for it. The place is taken first, so that no wake-up is missed; without a
   * place nobody is kept waiting.
   *
   * @return the avatar as it is then; fails with the problem of a version without a face
   */
  Uni<Avatar> with(AvatarId id, Duration patience, Supplier<Uni<? extends Ordered.Begun>> order) {
    Optional<Waiters.Place> place = patience.isZero() ? Optional.empty() : waiters.open(id.value());
    Instant until = clock.instant().plus(patience);
    return Uni.createFrom()
        .<Ordered.Begun>deferred(order)
        .chain(
            begun ->
                place.isEmpty()
                    ? Uni.createFrom().item(begun.avatar())
                    : await(id, begun.regeneration().jobId(), place.get(), until))
        .onTermination()
        .invoke(() -> place.ifPresent(Waiters.Place::close));
  }

  private Uni<Avatar> await(AvatarId id, JobId jobId, Waiters.Place place, Instant until) {
    return store
        .find(id)
        .chain(
            found -> {
              Avatar avatar = found.orElseThrow(JobProblems::erased);
              boolean pending =
                  avatar.regeneration() != null
                      && avatar.regeneration().jobId().equals(jobId)
                      && avatar.regeneration().isPending();
              if (!pending) {
                return store.versions(id).map(versions -> outcome(avatar, jobId, versions));
              }
              Duration left = Duration.between(clock.instant(), until);
              return left.isNegative() || left.isZero()
                  ? Uni.createFrom().item(avatar)
                  : place.next(left).chain(() -> await(id, jobId, place, until));
            });
  }

  private static Avatar outcome(Avatar avatar, JobId jobId, List<AvatarVersion> versions) {
    for (AvatarVersion version : versions) {
      if (version.jobId().equals(jobId)) {
        ProblemException problem = problem(version);
        if (problem != null) {
          throw problem;
        }
      }
    }
    return avatar;
  }

  private static ProblemException problem(AvatarVersion version) {
    ProblemType type = type(version.status());
    return type == null ? null : JobProblems.of(new JobError(type, version.errors()));
  }

  private static ProblemType type(VersionStatus status) {
    return switch (status) {
      case PENDING, SUCCESS -> null;
      case REJECTED -> ProblemType.REJECTED;
      case FAILED -> ProblemType.PROCESSING_FAILED;
      case CANCELLED -> ProblemType.CONFLICT;
    };
  }
}
