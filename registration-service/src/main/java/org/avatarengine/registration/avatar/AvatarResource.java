package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Listing, reading and editing avatars. Uploading and erasing live with their features. */
@Path("/api/v1/avatars")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "avatars")
public class AvatarResource {

  private final AvatarStore store;
  private final Lookalikes lookalikes;
  private final CurrentCaller current;
  private final Clock clock;

  AvatarResource(AvatarStore store, Lookalikes lookalikes, CurrentCaller current, Clock clock) {
    this.store = store;
    this.lookalikes = lookalikes;
    this.current = current;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listAvatars",
      summary = "Lists and searches the caller's avatars, newest first.",
      description =
          "An admin's list is everybody's, or one user's with userId. q is looked for in names and"
              + " tags, whatever its case; tag names a whole tag, and every one that is given has to"
              + " be there. X-Total-Count says how many there are on all pages.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AvatarPage.class)))
  public Uni<RestResponse<AvatarPage>> list(@BeanParam ListParameters parameters) {
    Caller caller = current.get();
    caller.require(Permission.READ);
    AvatarQuery query = parameters.query(caller);
    return store
        .list(query)
        .map(
            found ->
                RestResponse.ResponseBuilder.ok(
                        new AvatarPage(
                            found.avatars().stream().map(AvatarView::of).toList(),
                            query.page(),
                            query.size(),
                            found.total()))
                    .header("X-Total-Count", found.total())
                    .build());
  }

  @GET
  @Path("/{avatarId}")
  @Operation(operationId = "getAvatar", summary = "Shows an avatar with its registration.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AvatarView.class)))
  @APIResponse(responseCode = "404", description = "No such avatar, or somebody else's.")
  public Uni<AvatarView> get(@PathParam("avatarId") String avatarId) {
    Caller caller = current.get();
    caller.require(Permission.READ);
    AvatarId id = PathId.of(avatarId);
    return store
        .find(id)
        .map(found -> accessible(caller, id, found.orElse(null)))
        .chain(avatar -> lookalikes.hints(avatar).map(hints -> AvatarView.of(avatar, hints)));
  }

  @PATCH
  @Path("/{avatarId}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(
      operationId = "editAvatar",
      summary = "Changes name, description, tags or isActive; absent fields stay.",
      description =
          "consent=false withdraws the consent: its time is kept and the avatar goes out of use."
              + " Nothing is erased by it; that is what DELETE is for.")
  @RequestBody(
      content =
          @Content(
              schema =
                  @Schema(
                      type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AvatarView.class)))
  @APIResponse(responseCode = "404", description = "No such avatar, or somebody else's.")
  public Uni<AvatarView> edit(@PathParam("avatarId") String avatarId, JsonNode body) {
    Caller caller = current.get();
    caller.require(Permission.WRITE);
    AvatarId id = PathId.of(avatarId);
    AvatarPatch patch = AvatarPatch.of(body);
    return store
        .decide(
            id,
            avatar ->
                new Decision.Save(patch.apply(accessible(caller, id, avatar), clock.instant())))
        .map(
            decision ->
                switch (decision) {
                  case Decision.Save save -> AvatarView.of(save.avatar());
                  case Decision.Keep keep -> throw missing(id);
                  case Decision.Remove remove -> throw missing(id);
                });
  }

  /**
   * The avatar, if the caller may have it.
   *
   * @param avatar or null where there is none
   * @throws ProblemException 404 in the same words for none and for somebody else's: nobody learns
   *     which it was
   */
  public static Avatar accessible(Caller caller, AvatarId id, Avatar avatar) {
    if (avatar == null || avatar.dryRun()) {
      throw missing(id);
    }
    caller.requireAccess(id, avatar.ownerId());
    return avatar;
  }

  private static ProblemException missing(AvatarId id) {
    return ProblemException.of(ProblemType.NOT_FOUND, "There is no avatar " + id + ".");
  }
}
