package org.avatarengine.registration.version;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarResource;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.avatar.AvatarView;
import org.avatarengine.registration.avatar.OptionFields;
import org.avatarengine.registration.avatar.PathId;
import org.avatarengine.registration.avatar.VersionReason;
import org.avatarengine.registration.waiting.Preference;
import org.avatarengine.registration.waiting.WaitConfig;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /api/v1/avatars/{id}/regenerate} and {@code GET …/versions}. */
@Path("/api/v1/avatars")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "avatars")
public class VersionResource {

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Regenerations regenerations;
  private final RegenerationWait waits;
  private final AvatarStore store;
  private final CurrentCaller current;
  private final WaitConfig config;

  VersionResource(
      Regenerations regenerations,
      RegenerationWait waits,
      AvatarStore store,
      CurrentCaller current,
      WaitConfig config) {
    this.regenerations = regenerations;
    this.waits = waits;
    this.store = store;
    this.current = current;
    this.config = config;
  }

  @POST
  @Path("/{avatarId}/regenerate")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @Operation(
      operationId = "regenerateAvatar",
      summary = "Makes the face anew out of the same original; the present one stays until then.",
      description =
          "The body may name a preset and, for administrators, maxFrames, detectionSize,"
              + " qualityChecks and compressionLevel. With Prefer: wait=n the answer comes with the"
              + " verdict, at most n seconds later.")
  @RequestBody(required = false, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  @APIResponse(
      responseCode = "200",
      description = "The new face is served.",
      content = @Content(schema = @Schema(implementation = AvatarView.class)))
  @APIResponse(
      responseCode = "202",
      description = "Ordered; Location is the job.",
      content = @Content(schema = @Schema(implementation = AvatarView.class)))
  @APIResponse(responseCode = "403", description = "The options are for administrators.")
  @APIResponse(responseCode = "404", description = "No such avatar, or somebody else's.")
  @APIResponse(
      responseCode = "409",
      description = "Not registered yet, one is under way, cancelled, or no consent any more.")
  @APIResponse(responseCode = "422", description = "Rejected; the face before it stays.")
  public Uni<Response> regenerate(
      @PathParam("avatarId") String avatarId,
      @HeaderParam("Prefer") List<String> prefer,
      JsonNode body) {
    Caller caller = current.get();
    caller.require(Permission.WRITE);
    AvatarId id = PathId.of(avatarId);
    RegenerationRequest request = RegenerationRequest.of(body);
    OptionFields.requireMaySet(caller, request.options());
    Preference preference = Preference.of(prefer, config);
    // Unlike an upload's, a client of this one has a face already: it waits only when it says so.
    Duration patience = preference.applied() == null ? Duration.ZERO : preference.patience();
    return waits
        .with(
            id,
            patience,
            () ->
                regenerations
                    .order(
                        id,
                        avatar -> request.processing(AvatarResource.accessible(caller, id, avatar)),
                        VersionReason.REGENERATION)
                    .map(ordered -> begun(id, ordered)))
        .map(avatar -> answer(avatar, preference.applied()));
  }

  @GET
  @Path("/{avatarId}/versions")
  @Operation(
      operationId = "listVersions",
      summary = "Lists the versions of an avatar's face, oldest first, those without a face too.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = VersionsView.class)))
  @APIResponse(responseCode = "404", description = "No such avatar, or somebody else's.")
  public Uni<VersionsView> versions(@PathParam("avatarId") String avatarId) {
    Caller caller = current.get();
    caller.require(Permission.READ);
    AvatarId id = PathId.of(avatarId);
    return store
        .find(id)
        .invoke(found -> AvatarResource.accessible(caller, id, found.orElse(null)))
        .chain(() -> store.versions(id))
        .map(VersionsView::of);
  }

  private static Ordered.Begun begun(AvatarId id, Ordered ordered) {
    return switch (ordered) {
      case Ordered.Begun begun -> begun;
      case Ordered.Unknown unknown ->
          throw ProblemException.of(ProblemType.NOT_FOUND, "There is no avatar " + id + ".");
      case Ordered.NotRegistered not ->
          throw conflict("not-registered", "There is no face yet that could be made anew.");
      case Ordered.UnderWay underWay ->
          throw conflict(
              "regeneration-under-way",
              "The job " + underWay.present().jobId() + " makes it anew already.");
      case Ordered.ConsentWithdrawn withdrawn ->
          throw conflict("consent-withdrawn", "The consent was withdrawn.");
      case Ordered.TooSoon soon ->
          throw conflict("regeneration-too-soon", "The last version was ordered a moment ago.");
      case Ordered.Refused refused ->
          throw ProblemException.of(
                  ProblemType.UNAVAILABLE,
                  new Reason("try-again", "There is no job for it just now; try again shortly."))
              .retryAfter(COME_BACK);
    };
  }

  private static Response answer(Avatar avatar, String applied) {
    boolean done = avatar.regeneration() == null;
    Response.ResponseBuilder response =
        done
            ? Response.ok(AvatarView.of(avatar))
            : Response.accepted(AvatarView.of(avatar))
                // As a plain header: location() would put this service's own address before it.
                .header(HttpHeaders.LOCATION, "/api/v1/jobs/" + avatar.regeneration().jobId());
    if (applied != null) {
      response.header("Preference-Applied", applied);
    }
    return response.build();
  }

  private static ProblemException conflict(String code, String message) {
    return ProblemException.of(ProblemType.CONFLICT, new Reason(code, message));
  }
}
