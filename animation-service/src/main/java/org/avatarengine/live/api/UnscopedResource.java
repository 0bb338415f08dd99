package org.avatarengine.live.api;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.avatarengine.live.access.SessionDoor;
import org.avatarengine.platform.identity.CurrentCaller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The calls that name their session in the body. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "live")
public class UnscopedResource {

  private final SessionDesk desk;
  private final SessionDoor door;
  private final CurrentCaller current;

  UnscopedResource(SessionDesk desk, SessionDoor door, CurrentCaller current) {
    this.desk = desk;
    this.door = door;
    this.current = current;
  }

  @POST
  @Path("/emotion")
  @ResponseStatus(202)
  @Operation(summary = "Shows an emotion in the session that the body names")
  public Uni<Void> emotion(EmotionRequest request) {
    return desk.show(door.of(current), Bodies.require(request).sessionId(), request);
  }

  @POST
  @Path("/rtc/offer")
  @Operation(summary = "Answers the offer of a WebRTC peer for the session that the body names")
  public Uni<AnswerView> offer(OfferRequest request) {
    return desk.answer(door.of(current), Bodies.require(request).sessionId(), request);
  }
}
