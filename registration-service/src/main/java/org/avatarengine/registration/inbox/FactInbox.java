package org.avatarengine.registration.inbox;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.event.JobRequest;
import org.avatarengine.contract.event.JobRequestRefused;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.contract.event.TaskControl;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.platform.outbox.EventCodec;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.erasure.Erasures;
import org.avatarengine.registration.erasure.Holder;
import org.avatarengine.registration.verdict.Verdicts;
import org.avatarengine.registration.version.Regenerations;
import org.avatarengine.registration.waiting.CallerContext;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads the facts of job-service, of the workers and of face-cache. A fact whose engine is away is
 * tried again for a while, in its place, so that the order holds; after that it is left to the
 * sweeps, which ask for the state instead. Every record is acknowledged.
 */
@ApplicationScoped
class FactInbox {

  private static final Logger LOG = Logger.getLogger(FactInbox.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int RETRIES = 10;

  private final EventCodec codec;
  private final Verdicts verdicts;
  private final Erasures erasures;
  private final AvatarStore avatars;
  private final Regenerations regenerations;

  FactInbox(
      EventCodec codec,
      Verdicts verdicts,
      Erasures erasures,
      AvatarStore avatars,
      Regenerations regenerations) {
    this.codec = codec;
    this.verdicts = verdicts;
    this.erasures = erasures;
    this.avatars = avatars;
    this.regenerations = regenerations;
  }

  @Incoming("job-events")
  Uni<Void> jobEvent(String record) {
    return take(record);
  }

  @Incoming("task-events")
  Uni<Void> taskEvent(String record) {
    return take(record);
  }

  @Incoming("face-events")
  Uni<Void> faceEvent(String record) {
    return take(record);
  }

  private Uni<Void> take(String record) {
    Payload payload;
    try {
      payload = codec.read(record).data();
    } catch (IllegalArgumentException e) {
      LOG.warnf("a record that is no event was skipped cause=%s", e.getMessage());
      return Uni.createFrom().voidItem();
    }
    return CallerContext.keep(Uni.createFrom().deferred(() -> settle(payload)))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(RETRIES)
        .onFailure()
        .invoke(
            failure ->
                LOG.errorf(
                    failure, "a fact was left to the sweeps type=%s", payload.getClass().getName()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> settle(Payload payload) {
    return switch (payload) {
      case JobFact.Changed(var job) -> verdicts.settle(job);
      case JobFact.Erased(var avatarId) -> erasures.acknowledge(avatarId, Holder.JOBS);
      case TaskFact.ArtifactsErased(var avatarId) ->
          erasures.acknowledge(avatarId, Holder.ARTIFACTS);
      case TaskFact other -> Uni.createFrom().voidItem();
      case FaceTask task -> Uni.createFrom().voidItem();
      case TaskControl control -> Uni.createFrom().voidItem();
      case AvatarFact own -> Uni.createFrom().voidItem();
      case FaceFact.Accessed(var accesses) -> avatars.countAccesses(accesses);
      case FaceFact.Damaged(var avatarId, var cause) -> regenerations.repair(avatarId, cause);
      case JobRequest request -> Uni.createFrom().voidItem();
      case JobRequestRefused refused -> Uni.createFrom().voidItem();
    };
  }
}
