package org.avatarengine.live.api;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.avatarengine.live.access.SessionDoor;
import org.avatarengine.live.stats.LiveStats;
import org.avatarengine.live.stats.LiveStatsView;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.TokenVerifier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * The animation requirement's own paths, with its names. These lie outside {@code /api/}, so the
 * token is checked here.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "aliases")
public class AliasResource {

  private final SessionDesk desk;
  private final SessionDoor door;
  private final LiveStats stats;
  private final TokenVerifier verifier;

  AliasResource(SessionDesk desk, SessionDoor door, LiveStats stats, TokenVerifier verifier) {
    this.desk = desk;
    this.door = door;
    this.stats = stats;
    this.verifier = verifier;
  }

  @POST
  @Path("emotion")
  @ResponseStatus(202)
  @Operation(
      operationId = "emotionAlias",
      summary = "POST /api/v1/emotion under the old names; duration in seconds")
  public Uni<Void> emotion(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, EmotionRequest.Old request) {
    var credential = door.verifyAuthorization(authorization);
    return desk.show(credential, Bodies.require(request).sessionId(), request.toRequest());
  }

  @POST
  @Path("rtc/offer")
  @Operation(operationId = "offerAlias", summary = "POST /api/v1/rtc/offer under its old path")
  public Uni<AnswerView> offer(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, OfferRequest request) {
    var credential = door.verifyAuthorization(authorization);
    return desk.answer(credential, Bodies.require(request).sessionId(), request);
  }

  @GET
  @Path("stats")
  @Operation(operationId = "statsAlias", summary = "GET /api/v1/stats under its old path")
  public LiveStatsView stats(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    verifier.verifyAuthorization(authorization).require(Permission.READ);
    return stats.now();
  }
}
