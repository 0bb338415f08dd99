package org.avatarengine.registration.intake;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.avatar.Original;
import org.avatarengine.registration.avatar.RegistrationState;
import org.avatarengine.registration.erasure.Erasures;
import org.avatarengine.registration.idempotency.KeyStore;
import org.avatarengine.registration.idempotency.Remembered;
import org.avatarengine.registration.job.Jobs;
import org.avatarengine.registration.job.Submitted;
import org.avatarengine.registration.waiting.Waiters;
import org.jboss.logging.Logger;

/**
 * Registers what was received. The record comes first, then the bytes, then the job: whatever is
 * interrupted in between has a record by which it is found and mended or removed.
 */
@ApplicationScoped
class Registrar {

  private static final Logger LOG = Logger.getLogger(Registrar.class);
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final AvatarStore avatars;
  private final KeyStore keys;
  private final BlobStore blobs;
  private final Jobs jobs;
  private final Erasures erasures;
  private final Waiters waiters;
  private final IntakeConfig config;
  private final Clock clock;

  Registrar(
      AvatarStore avatars,
      KeyStore keys,
      BlobStore blobs,
      Jobs jobs,
      Erasures erasures,
      Waiters waiters,
      IntakeConfig config,
      Clock clock) {
    this.avatars = avatars;
    this.keys = keys;
    this.blobs = blobs;
    this.jobs = jobs;
    this.erasures = erasures;
    this.waiters = waiters;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Registers a form and waits for the verdict as long as asked.
   *
   * @param key the client's {@code Idempotency-Key}, or null
   * @param arrived when the request arrived
   * @return the answer; fails with a {@link ProblemException} where nothing was begun
   */
  Uni<Answer> register(UserId owner, UploadForm form, String key, Duration wait, Instant arrived) {
    AvatarId id = AvatarId.random();
    UploadForm.ReceivedFile file = form.file();
    Avatar avatar =
        Avatar.pending(
            id,
            owner,
            form.profile(),
            form.preset(),
            form.consent(),
            new Original(
                new BlobKey(BlobKind.ORIGINALS, id, file.sha256()),
                file.kind().format(),
                file.size()),
            arrived);
    return reserve(avatar, key, form.fingerprint())
        .chain(
            earlier ->
                earlier.isPresent()
                    ? replay(earlier.get(), form.fingerprint(), wait)
                    : begin(avatar, form, wait));
  }

  /** Makes the record, unless the key was used before. */
  private Uni<Optional<Remembered>> reserve(Avatar avatar, String key, String fingerprint) {
    Instant now = clock.instant();
    Remembered use = new Remembered(fingerprint, avatar.id(), avatar.jobId());
    return Panache.withTransaction(
        () -> {
          Uni<Optional<Remembered>> claim =
              key == null
                  ? Uni.createFrom().item(Optional.empty())
                  : keys.claim(avatar.ownerId(), key, use, now, now.minus(config.rememberKeys()));
          return claim.call(
              earlier ->
                  earlier.isPresent() ? Uni.createFrom().voidItem() : avatars.insert(avatar));
        });
  }

  private Uni<Answer> replay(Remembered earlier, String fingerprint, Duration wait) {
    if (earlier.fingerprint() == null) {
      return Uni.createFrom().item(new Answer.Refused(erased(), true));
    }
    if (!earlier.fingerprint().equals(fingerprint)) {
      throw ProblemException.of(
          ProblemType.IDEMPOTENCY_MISMATCH,
          new Reason(
              "idempotency-mismatch",
              "This Idempotency-Key was used with another form; take a new key."));
    }
    return look(earlier.avatarId(), earlier.jobId(), true)
        .chain(
            answer ->
                answer instanceof Answer.Accepted accepted
                    ? await(accepted.avatar(), wait, true)
                    : Uni.createFrom().item(answer));
  }

  private Uni<Answer> begin(Avatar avatar, UploadForm form, Duration wait) {
    Waiters.Place place = wait.isZero() ? null : waiters.open(avatar.id().value()).orElse(null);
    return store(avatar, form)
        .chain(() -> submit(avatar))
        .chain(() -> await(avatar, place, wait, false))
        .onTermination()
        .invoke(
            () -> {
              if (place != null) {
                place.close();
              }
            });
  }

  private Uni<Void> store(Avatar avatar, UploadForm form) {
    return blobs
        .put(avatar.original().key(), form.file().path())
        .onFailure()
        .recoverWithUni(
            failure -> {
              LOG.errorf("original not stored avatarId=%s cause=%s", avatar.id(), failure);
              return discard(avatar, false)
                  .chain(() -> Uni.createFrom().failure(unavailable("The upload")));
            })
        .chain(() -> avatars.find(avatar.id()))
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().voidItem()
                    // Erased while its bytes were on their way: they go too.
                    : blobs
                        .deleteAll(BlobKind.ORIGINALS, avatar.id())
                        .chain(() -> Uni.createFrom().failure(erased())));
  }

  private Uni<Void> submit(Avatar avatar) {
    return jobs.submit(avatar.submission())
        .chain(
            outcome ->
                switch (outcome) {
                  case Submitted.Accepted accepted -> Uni.createFrom().voidItem();
                  case Submitted.Refused(int status) -> {
                    ProblemException problem = status == 410 ? erased() : unavailable("The job");
                    yield discard(avatar, false).chain(() -> Uni.createFrom().failure(problem));
                  }
                  case Submitted.Unanswered(boolean mayHaveArrived) ->
                      discard(avatar, mayHaveArrived)
                          .chain(() -> Uni.createFrom().failure(unavailable("The job")));
                });
  }

  /**
   * Takes back what was begun. Where the job may have begun too, everything that it may make has to
   * go with it: that is an erasure.
   */
  private Uni<Void> discard(Avatar avatar, boolean jobMayExist) {
    Uni<Void> forgetKeys = Panache.withTransaction(() -> keys.free(avatar.id()));
    if (jobMayExist) {
      return forgetKeys.chain(() -> erasures.begin(avatar.id())).replaceWithVoid();
    }
    return blobs
        .deleteAll(BlobKind.ORIGINALS, avatar.id())
        .chain(
            () ->
                Panache.withTransaction(
                    () -> keys.free(avatar.id()).chain(() -> avatars.remove(avatar.id()))));
  }

  private Uni<Answer> await(Avatar avatar, Duration wait, boolean replayed) {
    Waiters.Place place = wait.isZero() ? null : waiters.open(avatar.id().value()).orElse(null);
    return await(avatar, place, wait, replayed)
        .onTermination()
        .invoke(
            () -> {
              if (place != null) {
                place.close();
              }
            });
  }

  /** Without a place the client is not kept waiting. */
  private Uni<Answer> await(Avatar avatar, Waiters.Place place, Duration wait, boolean replayed) {
    if (place == null) {
      return Uni.createFrom().item(new Answer.Accepted(avatar, replayed));
    }
    return await(avatar, place, clock.instant().plus(wait), replayed);
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
  private Uni<Answer> look(AvatarId id, JobId jobId, boolean replayed) {
    return avatars
        .find(id)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(answer(found.get(), replayed))
                    : jobs.find(jobId).map(job -> new Answer.Refused(problem(job), replayed)));
  }

  private static Answer answer(Avatar avatar, boolean replayed) {
    return switch (avatar.state()) {
      case RegistrationState.Pending pending -> new Answer.Accepted(avatar, replayed);
      case RegistrationState.Registered registered -> new Answer.Created(avatar, replayed);
      case RegistrationState.Failed(JobError error, Instant since) ->
          new Answer.Refused(problem(error), replayed);
    };
  }

  private static ProblemException problem(Optional<JobView> job) {
    if (job.isEmpty()) {
      return erased();
    }
    JobView view = job.get();
    return switch (view.status()) {
      case CANCELLED ->
          ProblemException.of(
              ProblemType.CONFLICT, new Reason("cancelled", "The registration was cancelled."));
      case FAILED, DEAD ->
          view.error() == null
              ? ProblemException.of(ProblemType.PROCESSING_FAILED, "The registration failed.")
              : problem(view.error());
      // A job without an avatar that has not failed: it was erased, and the job will be.
      case QUEUED, ACTIVE, COMPLETED -> erased();
    };
  }

  private static ProblemException problem(JobError error) {
    List<Reason> reasons = error.reasons();
    return ProblemException.of(error.type(), reasons.toArray(Reason[]::new));
  }

  private static ProblemException erased() {
    return ProblemException.of(ProblemType.ERASED, "This avatar was erased.");
  }

  private static ProblemException unavailable(String what) {
    return ProblemException.of(
            ProblemType.UNAVAILABLE,
            new Reason("try-again", what + " could not be stored just now; send it again shortly."))
        .retryAfter(COME_BACK);
  }
}
