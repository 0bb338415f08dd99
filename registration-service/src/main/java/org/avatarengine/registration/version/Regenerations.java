package org.avatarengine.registration.version;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.avatar.AvatarVersion;
import org.avatarengine.registration.avatar.Decision;
import org.avatarengine.registration.avatar.Processing;
import org.avatarengine.registration.avatar.Regeneration;
import org.avatarengine.registration.avatar.VersionReason;
import org.avatarengine.registration.avatar.VersionStatus;
import org.avatarengine.registration.job.Jobs;
import org.avatarengine.registration.job.Submitted;
import org.jboss.logging.Logger;

/**
 * Orders faces anew: the record first, then the job, as with an upload. The face before stays until
 * the verdict is there, and stays for good where that is not a face.
 */
@ApplicationScoped
public class Regenerations {

  private static final Logger LOG = Logger.getLogger(Regenerations.class);

  private final AvatarStore store;
  private final Jobs jobs;
  private final RegenerationConfig config;
  private final Clock clock;

  Regenerations(AvatarStore store, Jobs jobs, RegenerationConfig config, Clock clock) {
    this.store = store;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Orders a face that does not verify anew, by the way it was made; at most one at a time, and not
   * again at once: what is refused or fails each time would be ordered for ever.
   */
  public Uni<Void> repair(AvatarId id, String cause) {
    return order(
            id,
            avatar -> Processing.fresh(avatar.processing().preset(), avatar.processing().options()),
            VersionReason.DAMAGED)
        .invoke(
            ordered ->
                LOG.warnf(
                    "a damaged face was reported avatarId=%s cause=%s answer=%s",
                    id, cause, ordered.getClass().getSimpleName()))
        .replaceWithVoid();
  }

  /**
   * Orders a face anew.
   *
   * @param wish how, by the avatar as it is; may throw where the caller may not
   */
  Uni<Ordered> order(AvatarId id, Wish wish, VersionReason reason) {
    AtomicReference<Ordered> outcome = new AtomicReference<>(new Ordered.Unknown());
    return store
        .decide(
            id,
            avatar -> {
              Ordered ordered = decide(avatar, wish, reason);
              outcome.set(ordered);
              return ordered instanceof Ordered.Begun begun
                  ? new Decision.Save(
                      begun.avatar(), null, AvatarVersion.of(id, begun.regeneration()))
                  : new Decision.Keep();
            })
        .chain(
            () ->
                outcome.get() instanceof Ordered.Begun begun
                    ? submit(begun)
                    : Uni.createFrom().item(outcome.get()));
  }

  /** How an avatar's face is to be made anew. */
  interface Wish {
    Processing of(Avatar avatar);
  }

  private Ordered decide(Avatar avatar, Wish wish, VersionReason reason) {
    Processing processing = wish.of(avatar);
    Regeneration present = avatar.regeneration();
    Instant now = clock.instant();
    if (avatar.dryRun()) {
      return new Ordered.Unknown();
    }
    if (!avatar.isRegistered()) {
      return new Ordered.NotRegistered();
    }
    if (present != null && present.isPending()) {
      return new Ordered.UnderWay(present);
    }
    if (avatar.consent() != null && avatar.consent().isWithdrawn()) {
      return new Ordered.ConsentWithdrawn();
    }
    if (reason == VersionReason.DAMAGED
        && avatar.repairedAt() != null
        && avatar.repairedAt().isAfter(now.minus(config.damagedPause()))) {
      return new Ordered.TooSoon();
    }
    Regeneration next =
        new Regeneration(
            processing, avatar.lastVersion() + 1, reason, VersionStatus.PENDING, now, null);
    return new Ordered.Begun(avatar.with(next, now), next);
  }

  private Uni<Ordered> submit(Ordered.Begun begun) {
    Regeneration regeneration = begun.regeneration();
    return jobs.submit(begun.avatar().submission(regeneration.processing()))
        .chain(
            outcome ->
                switch (outcome) {
                  case Submitted.Accepted accepted -> Uni.createFrom().item(begun);
                  // The sweep submits it again.
                  case Submitted.Unanswered unanswered -> Uni.createFrom().item(begun);
                  case Submitted.Refused refused ->
                      takeBack(begun).replaceWith(new Ordered.Refused());
                });
  }

  private Uni<Decision> takeBack(Ordered.Begun begun) {
    AvatarId id = begun.avatar().id();
    return store.decide(
        id,
        present -> {
          Regeneration regeneration = present.regeneration();
          if (regeneration == null || !regeneration.jobId().equals(begun.regeneration().jobId())) {
            return new Decision.Keep();
          }
          Instant now = clock.instant();
          return new Decision.Save(
              present.with((Regeneration) null, now),
              null,
              AvatarVersion.of(id, regeneration)
                  .toEnded(
                      VersionStatus.FAILED,
                      List.of(new Reason("not-submitted", "There was no job for it.")),
                      now));
        });
  }
}
