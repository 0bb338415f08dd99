package org.avatarengine.facecache.face;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.facecache.event.EventContact;
import org.avatarengine.facecache.tier.BlobTier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the blob store answers. Redis and Kafka only make it faster: without contact to the
 * events the memory tier rests, and the answer says so.
 */
@Readiness
@ApplicationScoped
class FacesReadiness implements AsyncHealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final AvatarId NOBODY = new AvatarId(new UUID(0, 0));

  private final BlobTier blobs;
  private final EventContact contact;

  FacesReadiness(BlobTier blobs, EventContact contact) {
    this.blobs = blobs;
    this.contact = contact;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return blobs
        .isBuried(NOBODY)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(answer -> response().up().build())
        .onFailure()
        .recoverWithItem(
            failure -> response().down().withData("cause", failure.toString()).build());
  }

  private HealthCheckResponseBuilder response() {
    return HealthCheckResponse.named("faces").withData("memoryTier", contact.isFresh());
  }
}
