package org.avatarengine.registration.request;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.JobRequest;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.blob.Inbox;
import org.avatarengine.platform.blob.InboxKey;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.avatar.Consent;
import org.avatarengine.registration.intake.NewAvatar;
import org.avatarengine.registration.intake.ReceivedFile;
import org.avatarengine.registration.intake.Registrar;
import org.avatarengine.registration.intake.UploadFolder;
import org.avatarengine.registration.job.Jobs;
import org.avatarengine.registration.job.Submitted;
import org.jboss.logging.Logger;

/**
 * Takes requests, each once. A request is claimed before its original is brought and accepted once
 * its job is submitted; whatever is interrupted in between is found by its claim, or by the avatar
 * that bears its id, when the record is read again.
 */
@ApplicationScoped
class Requests {

  private static final Logger LOG = Logger.getLogger(Requests.class);

  private final RequestStore store;
  private final Originals originals;
  private final Registrar registrar;
  private final AvatarStore avatars;
  private final BlobStore blobs;
  private final Jobs jobs;
  private final Inbox inbox;
  private final UploadFolder folder;
  private final RequestsConfig config;
  private final Clock clock;

  /** The request cannot be taken now; trying again helps. */
  private static final class NotNowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotNowException(String message) {
      super(message, null, false, false);
    }
  }

  Requests(
      RequestStore store,
      Originals originals,
      Registrar registrar,
      AvatarStore avatars,
      BlobStore blobs,
      Jobs jobs,
      Inbox inbox,
      UploadFolder folder,
      RequestsConfig config,
      Clock clock) {
    this.store = store;
    this.originals = originals;
    this.registrar = registrar;
    this.avatars = avatars;
    this.blobs = blobs;
    this.jobs = jobs;
    this.inbox = inbox;
    this.folder = folder;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Takes a request, or says why not; may be repeated with the same token.
   *
   * @param token the same for every try of one record
   * @return the outcome; fails where an engine is away
   */
  Uni<Outcome> take(RequestReader.Read.Request read, UUID token) {
    Instant now = clock.instant();
    return store
        .claim(read.request(), read.fingerprint(), token, now, now.minus(config.lease()))
        .chain(
            claim ->
                switch (claim) {
                  case Claim.Ours ours -> carryOut(read, token, now);
                  case Claim.Theirs theirs ->
                      Uni.createFrom().failure(new NotNowException("somebody is at work at it"));
                  case Claim.Accepted(var avatarId, var jobId) ->
                      Uni.createFrom().item(new Outcome.Taken(avatarId, jobId, true));
                  case Claim.Mismatch mismatch ->
                      refused(
                          new Reason(
                              "request-mismatch",
                              "This requestId was used for another request; take a new one."));
                });
  }

  /** Gives up a request that could not be taken in time. */
  Uni<Void> giveUp(RequestReader.Read.Request read, UUID token) {
    return store.release(read.request(), token);
  }

  private Uni<Outcome> carryOut(RequestReader.Read.Request read, UUID token, Instant arrived) {
    JobRequest request = read.request();
    return store
        .avatarOf(request)
        .chain(
            begun ->
                begun.isPresent()
                    ? resume(begun.get())
                    : Uni.createFrom().item(Optional.<Avatar>empty()))
        .chain(
            resumed ->
                resumed.isPresent() ? Uni.createFrom().item(resumed) : begin(read, token, arrived))
        .chain(
            avatar -> {
              if (avatar.isEmpty()) {
                throw new NotNowException("the claim was lost");
              }
              return accept(request, avatar.get());
            })
        .onFailure(Requests::isRefusal)
        .recoverWithUni(
            failure ->
                store.release(request, token).chain(() -> refused((ProblemException) failure)));
  }

  /** Hands the job of an avatar in that was left without; without its bytes it starts anew. */
  private Uni<Optional<Avatar>> resume(AvatarId id) {
    return avatars
        .find(id)
        .chain(
            found -> {
              if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.<Avatar>empty());
              }
              Avatar avatar = found.get();
              return blobs
                  .exists(avatar.original().key())
                  .chain(there -> there ? submit(avatar) : remove(avatar));
            });
  }

  private Uni<Optional<Avatar>> submit(Avatar avatar) {
    LOG.infof("taken up again avatarId=%s jobId=%s", avatar.id(), avatar.jobId());
    return jobs.submit(avatar.submission())
        .map(
            outcome -> {
              if (outcome instanceof Submitted.Accepted) {
                return Optional.of(avatar);
              }
              throw new NotNowException("the job could not be submitted");
            });
  }

  private Uni<Optional<Avatar>> remove(Avatar avatar) {
    return blobs
        .deleteAll(BlobKind.ORIGINALS, avatar.id())
        .chain(() -> Panache.withTransaction(() -> avatars.remove(avatar.id())))
        .replaceWith(Optional.empty());
  }

  private Uni<Optional<Avatar>> begin(
      RequestReader.Read.Request read, UUID token, Instant arrived) {
    Path file = folder.fresh();
    return originals
        .bring(read.request().original(), file)
        .chain(
            received ->
                registrar.begin(
                    wanted(read, received, arrived),
                    avatar -> store.assign(read.request(), token, avatar, clock.instant())))
        .onTermination()
        .invoke(() -> folder.remove(file));
  }

  private static NewAvatar wanted(
      RequestReader.Read.Request read, ReceivedFile received, Instant arrived) {
    JobRequest request = read.request();
    JobRequest.Consent consent = request.consent();
    return new NewAvatar(
        request.ownerId(),
        read.profile(),
        request.preset(),
        FaceOptions.none(),
        consent == null ? null : Consent.given(consent.policyVersion(), consent.time()),
        received,
        request.requestId(),
        arrived,
        false);
  }

  private Uni<Outcome> accept(JobRequest request, Avatar avatar) {
    return store
        .accept(request, avatar.id(), avatar.jobId(), clock.instant())
        .chain(() -> clear(request))
        .replaceWith(new Outcome.Taken(avatar.id(), avatar.jobId(), false));
  }

  /** What cannot be removed from the inbox here is removed by the sweep. */
  private Uni<Void> clear(JobRequest request) {
    if (request.original().inboxKey() == null) {
      return Uni.createFrom().voidItem();
    }
    return inbox
        .delete(InboxKey.of(request.original().inboxKey()))
        .chain(() -> store.cleared(request.ownerId(), request.requestId()))
        .onFailure()
        .invoke(failure -> LOG.warnf("an inbox object is left to the sweep cause=%s", failure))
        .onFailure()
        .recoverWithNull();
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ProblemException problem && problem.type().status() < 500;
  }

  private static Uni<Outcome> refused(ProblemException problem) {
    List<Reason> reasons =
        problem.reasons().isEmpty()
            ? List.of(new Reason(problem.type().slug(), problem.type().title() + "."))
            : problem.reasons();
    return Uni.createFrom().item(new Outcome.Refused(reasons));
  }

  private static Uni<Outcome> refused(Reason reason) {
    return Uni.createFrom().item(new Outcome.Refused(List.of(reason)));
  }
}
