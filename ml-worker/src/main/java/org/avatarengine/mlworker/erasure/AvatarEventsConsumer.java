package org.avatarengine.mlworker.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.mlworker.task.CancelTasks;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.observe.TraceContext;
import org.avatarengine.platform.outbox.EventCodec;
import org.avatarengine.platform.outbox.EventSender;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Removes the artifacts of erased and of refused avatars; an erasure is acknowledged. */
@ApplicationScoped
class AvatarEventsConsumer {

  private static final Logger LOG = Logger.getLogger(AvatarEventsConsumer.class);

  private final EventCodec codec;
  private final BlobStore blobs;
  private final EventSender sender;
  private final CancelTasks cancel;

  AvatarEventsConsumer(EventCodec codec, BlobStore blobs, EventSender sender, CancelTasks cancel) {
    this.codec = codec;
    this.blobs = blobs;
    this.sender = sender;
    this.cancel = cancel;
  }

  /** Repeats on failure, because nobody else would remove these bytes. */
  @Incoming("avatar-events")
  Uni<Void> consume(String json) {
    Event<Payload> event;
    try {
      event = codec.read(json);
    } catch (IllegalArgumentException e) {
      LOG.warnf("record skipped topic=avatar.events cause=%s", e.getMessage());
      return Uni.createFrom().voidItem();
    }
    return switch (event.data()) {
      case AvatarFact.Erased erased ->
          remove(erased.avatarId()).chain(() -> acknowledge(erased.avatarId()));
      case AvatarFact.Rejected rejected -> remove(rejected.avatarId());
      case AvatarFact.Discarded discarded -> remove(discarded.avatarId());
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> remove(AvatarId avatarId) {
    cancel.ofAvatar(avatarId);
    return blobs
        .deleteAll(BlobKind.ARTIFACTS, avatarId)
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
        .atMost(10)
        .invoke(() -> LOG.infof("artifacts removed avatarId=%s", avatarId));
  }

  private Uni<Void> acknowledge(AvatarId avatarId) {
    return sender.send(
        Topics.TASK_EVENTS,
        avatarId.toString(),
        Event.of(
            new TaskFact.ArtifactsErased(avatarId), Instant.now(), TraceContext.traceparent()));
  }
}
