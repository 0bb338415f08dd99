package org.avatarengine.registration.intake;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.erasure.Erasures;
import org.avatarengine.registration.idempotency.KeyStore;
import org.avatarengine.registration.idempotency.Remembered;
import org.avatarengine.registration.job.JobProblems;
import org.avatarengine.registration.job.Jobs;
import org.avatarengine.registration.job.Submitted;
import org.avatarengine.registration.stats.StageTimes;
import org.avatarengine.registration.verdict.Verdicts;
import org.avatarengine.registration.waiting.Waiters;
import org.jboss.logging.Logger;

/**
 * Registers what was received. The record comes first, then the bytes, then the job: whatever is
 * interrupted in between has a record by which it is found and mended or removed.
 */
@ApplicationScoped
public class Registrar {

  private static final Logger LOG = Logger.getLogger(Registrar.class);
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final AvatarStore avatars;
  private final KeyStore keys;
  private final BlobStore blobs;
  private final Jobs jobs;
  private final Erasures erasures;
  private final Verdicts verdicts;
  private final Outcomes outcomes;
  private final Waiters waiters;
  private final IntakeConfig config;
  private final ConsentConfig consents;
  private final StageTimes times;
  private final Clock clock;

  Registrar(
      AvatarStore avatars,
      KeyStore keys,
      BlobStore blobs,
      Jobs jobs,
      Erasures erasures,
      Verdicts verdicts,
      Outcomes outcomes,
      Waiters waiters,
      IntakeConfig config,
      ConsentConfig consents,
      StageTimes times,
      Clock clock) {
    this.avatars = avatars;
    this.keys = keys;
    this.blobs = blobs;
    this.jobs = jobs;
    this.erasures = erasures;
    this.verdicts = verdicts;
    this.outcomes = outcomes;
    this.waiters = waiters;
    this.config = config;
    this.consents = consents;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Registers for somebody who does not wait: record, bytes, job. The file is taken away.
   *
   * @param claim runs within the transaction that makes the record, before it; false where the same
   *     wish is known already, and then nothing is begun. What it stores is the claimer's to free
   *     when this fails
   * @return the pending avatar, or empty where the claim says no; fails with a {@link
   *     ProblemException} where nothing was begun: 400 {@code consent-required}, 503 when an engine
   *     is away and the same may be tried again
   */
  public Uni<Optional<Avatar>> begin(NewAvatar wanted, Function<Avatar, Uni<Boolean>> claim) {
    wanted.requireConsent(consents);
    Avatar avatar = wanted.pending();
    return record(
            avatar,
            () ->
                claim
                    .apply(avatar)
                    .call(ours -> ours ? avatars.insert(avatar) : Uni.createFrom().voidItem()))
        .chain(
            ours ->
                ours
                    ? carryOut(avatar, wanted).replaceWith(Optional.of(avatar))
                    : Uni.createFrom().item(Optional.empty()));
  }

  /**
   * Registers a form and waits for the verdict as long as asked.
   *
   * @param fingerprint what makes two forms the same
   * @param key the client's {@code Idempotency-Key}, or null
   * @return the answer; fails with a {@link ProblemException} where nothing was begun
   */
  Uni<Answer> register(NewAvatar wanted, String fingerprint, String key, Duration wait) {
    wanted.requireConsent(consents);
    Avatar avatar = wanted.pending();
    return reserve(avatar, key, fingerprint)
        .chain(
            earlier ->
                earlier.isPresent()
                    ? replay(earlier.get(), fingerprint, wait)
                    : begin(avatar, wanted, wait));
  }

  /**
   * Has a form judged; whatever the verdict, nothing of it stays.
   *
   * @return the answer; fails with 503 when there is none in time
   */
  Uni<Answer> judge(NewAvatar wanted, Duration wait) {
    wanted.requireConsent(consents);
    Avatar avatar = wanted.pending();
    Waiters.Place place =
        waiters
            .open(avatar.id().value())
            .orElseThrow(
                () ->
                    ProblemException.of(ProblemType.BUSY, "Too many wait for a verdict at once.")
                        .retryAfter(COME_BACK));
    return record(avatar, () -> avatars.insert(avatar))
        .chain(() -> carryOut(avatar, wanted))
        .chain(() -> outcomes.await(avatar, place, wait, false))
        .call(() -> leaveNothing(avatar))
        .map(Registrar::inTime)
        .onTermination()
        .invoke(place::close);
  }

  private static Answer inTime(Answer answer) {
    if (answer instanceof Answer.Accepted) {
      throw ProblemException.of(
              ProblemType.UNAVAILABLE,
              new Reason(
                  "dry-run-timeout",
                  "There was no verdict in time; the dry run was given up, try it again."))
          .retryAfter(COME_BACK);
    }
    return answer;
  }

  /** What cannot be removed now is left to the sweep: the verdict stands all the same. */
  private Uni<Void> leaveNothing(Avatar avatar) {
    return verdicts
        .discard(avatar)
        .onFailure()
        .invoke(
            failure ->
                LOG.warnf("dry run left to the sweep avatarId=%s cause=%s", avatar.id(), failure))
        .onFailure()
        .recoverWithNull();
  }

  /** Makes the record, unless the key was used before. */
  private Uni<Optional<Remembered>> reserve(Avatar avatar, String key, String fingerprint) {
    Instant now = clock.instant();
    Remembered use = new Remembered(fingerprint, avatar.id(), avatar.jobId());
    return record(
        avatar,
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

  /** Writes a record in one transaction; where that fails it is said to be the database. */
  private <T> Uni<T> record(Avatar avatar, Supplier<Uni<T>> work) {
    Instant began = clock.instant();
    return Panache.withTransaction(work)
        .invoke(() -> times.database(Duration.between(began, clock.instant())))
        .onFailure(failure -> !(failure instanceof ProblemException))
        .transform(
            failure -> {
              LOG.errorf("record not written avatarId=%s cause=%s", avatar.id(), failure);
              return unavailable("The record", ErrorClass.DATABASE);
            });
  }

  private Uni<Answer> replay(Remembered earlier, String fingerprint, Duration wait) {
    if (earlier.fingerprint() == null) {
      return Uni.createFrom().item(new Answer.Refused(JobProblems.erased(), true));
    }
    if (!earlier.fingerprint().equals(fingerprint)) {
      throw ProblemException.of(
          ProblemType.IDEMPOTENCY_MISMATCH,
          new Reason(
              "idempotency-mismatch",
              "This Idempotency-Key was used with another form; take a new key."));
    }
    return outcomes
        .look(earlier.avatarId(), earlier.jobId(), true)
        .chain(
            answer ->
                answer instanceof Answer.Accepted accepted
                    ? waiting(
                        accepted.avatar(),
                        wait,
                        place -> outcomes.await(accepted.avatar(), place, wait, true))
                    : Uni.createFrom().item(answer));
  }

  private Uni<Answer> begin(Avatar avatar, NewAvatar wanted, Duration wait) {
    return waiting(
        avatar,
        wait,
        place -> carryOut(avatar, wanted).chain(() -> outcomes.await(avatar, place, wait, false)));
  }

  /** The place is taken before the work begins, so that no wake-up is missed. */
  private Uni<Answer> waiting(
      Avatar avatar, Duration wait, Function<Waiters.Place, Uni<Answer>> work) {
    Waiters.Place place = wait.isZero() ? null : waiters.open(avatar.id().value()).orElse(null);
    return work.apply(place)
        .onTermination()
        .invoke(
            () -> {
              if (place != null) {
                place.close();
              }
            });
  }

  private Uni<Void> carryOut(Avatar avatar, NewAvatar wanted) {
    return store(avatar, wanted.file()).chain(() -> submit(avatar));
  }

  private Uni<Void> store(Avatar avatar, ReceivedFile file) {
    return blobs
        .put(avatar.original().key(), file.path())
        .onFailure()
        .recoverWithUni(
            failure -> {
              LOG.errorf("original not stored avatarId=%s cause=%s", avatar.id(), failure);
              return takeBack(avatar, false)
                  .chain(() -> Uni.createFrom().failure(unavailable("The upload", null)));
            })
        .chain(() -> avatars.find(avatar.id()))
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().voidItem()
                    // Erased while its bytes were on their way: they go too.
                    : blobs
                        .deleteAll(BlobKind.ORIGINALS, avatar.id())
                        .chain(() -> Uni.createFrom().failure(JobProblems.erased())));
  }

  private Uni<Void> submit(Avatar avatar) {
    return jobs.submit(avatar.submission())
        .chain(
            outcome ->
                switch (outcome) {
                  case Submitted.Accepted accepted -> Uni.createFrom().voidItem();
                  case Submitted.Refused(int status) -> {
                    ProblemException problem =
                        status == 410 ? JobProblems.erased() : unavailable("The job", null);
                    yield takeBack(avatar, false).chain(() -> Uni.createFrom().failure(problem));
                  }
                  case Submitted.Unanswered(boolean mayHaveArrived) ->
                      takeBack(avatar, mayHaveArrived)
                          .chain(() -> Uni.createFrom().failure(unavailable("The job", null)));
                });
  }

  /**
   * Takes back what was begun. Where the job may have begun too, everything that it may make has to
   * go with it: that is an erasure, or, of a dry run, its usual end.
   */
  private Uni<Void> takeBack(Avatar avatar, boolean jobMayExist) {
    if (jobMayExist && avatar.dryRun()) {
      return leaveNothing(avatar);
    }
    if (jobMayExist) {
      return Panache.withTransaction(() -> keys.free(avatar.id()))
          .chain(() -> erasures.begin(avatar.id()))
          .replaceWithVoid();
    }
    return blobs
        .deleteAll(BlobKind.ORIGINALS, avatar.id())
        .chain(
            () ->
                Panache.withTransaction(
                    () -> keys.free(avatar.id()).chain(() -> avatars.remove(avatar.id()))));
  }

  private static ProblemException unavailable(String what, ErrorClass part) {
    return ProblemException.of(
            ProblemType.UNAVAILABLE,
            new Reason(
                "try-again", what + " could not be stored just now; send it again shortly.", part))
        .retryAfter(COME_BACK);
  }
}
