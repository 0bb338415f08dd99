package org.avatarengine.registration.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.avatar.Lookalikes;
import org.avatarengine.registration.avatar.RegistrationState;
import org.avatarengine.registration.job.JobProblems;
import org.avatarengine.registration.job.Jobs;
import org.avatarengine.registration.waiting.Waiters;

/** How a registration stands, now or once there is something to tell. */
@ApplicationScoped
class Outcomes {

  private final AvatarStore avatars;
  private final Lookalikes lookalikes;
  private final Jobs jobs;
  private final Clock clock;

  Outcomes(AvatarStore avatars, Lookalikes lookalikes, Jobs jobs, Clock clock) {
    this.avatars = avatars;
    this.lookalikes = lookalikes;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** How it stands after at most the wait; without a place nobody is kept waiting. */
  Uni<Answer> await(Avatar avatar, Waiters.Place place, Duration wait, boolean replayed) {
    return place == null
        ? Uni.createFrom().item(new Answer.Accepted(avatar, replayed))
        : await(avatar, place, clock.instant().plus(wait), replayed);
  }

  private Uni<Answer> await(Avatar avatar, Waiters.Place place, Instant until, boolean replayed) {
    Duration left = Duration.between(clock.instant(), until);
    if (left.isNegative() || left.isZero()) {
      return Uni.createFrom().item(new Answer.Accepted(avatar, replayed));
    }
    return place
        .next(left)
        .chain(ignored -> look(avatar.id(), avatar.jobId(), replayed))
        .chain(
            answer ->
                answer instanceof Answer.Accepted
                    ? await(avatar, place, until, replayed)
                    : Uni.createFrom().item(answer));
  }

  /** How it stands: by the record, or, where it is gone, by the job that is all that remains. */
  Uni<Answer> look(AvatarId id, JobId jobId, boolean replayed) {
    return avatars
        .find(id)
        .chain(
            found ->
                found.isPresent()
                    ? answer(found.get(), replayed)
                    : jobs.find(jobId)
                        .map(job -> new Answer.Refused(JobProblems.ofGone(job), replayed)));
  }

  private Uni<Answer> answer(Avatar avatar, boolean replayed) {
    return switch (avatar.state()) {
      case RegistrationState.Pending pending ->
          Uni.createFrom().item(new Answer.Accepted(avatar, replayed));
      case RegistrationState.Registered registered ->
          lookalikes.hints(avatar).map(hints -> new Answer.Created(avatar, hints, replayed));
      case RegistrationState.Failed(JobError error, Instant since) ->
          Uni.createFrom().item(new Answer.Refused(JobProblems.of(error), replayed));
    };
  }
}
