package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
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

/** Listing, reading and editing avatars. Uploading and erasing live with their features. */
@Path("/api/v1/avatars")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "avatars")
public class AvatarResource {

  private static final int MAX_SIZE = 100;
  private static final int MAX_PAGE = 1_000_000;

  private final AvatarStore store;
  private final CurrentCaller current;
  private final Clock clock;

  AvatarResource(AvatarStore store, CurrentCaller current, Clock clock) {
    this.store = store;
    this.current = current;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listAvatars",
      summary = "Lists the caller's avatars, newest first; an admin's list is everybody's.")
  public Uni<AvatarPage> list(
      @QueryParam("userId") String userId,
      @QueryParam("includeInactive") @DefaultValue("false") String includeInactive,
      @QueryParam("page") @DefaultValue("0") String page,
      @QueryParam("size") @DefaultValue("20") String size) {
    Caller caller = current.get();
    caller.require(Permission.READ);
    AvatarQuery query =
        new AvatarQuery(
            owner(caller, userId),
            caller.avatarScope(),
            bool("includeInactive", includeInactive),
            number("page", page, 0, MAX_PAGE),
            number("size", size, 1, MAX_SIZE));
    return store
        .list(query)
        .map(
            found ->
                new AvatarPage(
                    found.avatars().stream().map(AvatarView::of).toList(),
                    query.page(),
                    query.size(),
                    found.total()));
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
    return store.find(id).map(found -> AvatarView.of(accessible(caller, id, found.orElse(null))));
  }

  @PATCH
  @Path("/{avatarId}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(
      operationId = "editAvatar",
      summary = "Changes name, description, tags or isActive; absent fields stay.")
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
                new Decision.Save(
                    patch.apply(accessible(caller, id, avatar), clock.instant()), null))
        .map(
            decision ->
                switch (decision) {
                  case Decision.Save save -> AvatarView.of(save.avatar());
                  case Decision.Keep keep -> throw missing(id);
                  case Decision.Remove remove -> throw missing(id);
                });
  }

  private static Avatar accessible(Caller caller, AvatarId id, Avatar avatar) {
    if (avatar == null) {
      throw missing(id);
    }
    caller.requireAccess(id, avatar.ownerId());
    return avatar;
  }

  /** The same words as for somebody else's avatar: nobody learns which it was. */
  private static ProblemException missing(AvatarId id) {
    return ProblemException.of(ProblemType.NOT_FOUND, "There is no avatar " + id + ".");
  }

  private static UserId owner(Caller caller, String userId) {
    boolean seesAll = caller.isAdmin() || caller.isSystem();
    if (userId == null) {
      return seesAll ? null : caller.userId();
    }
    UserId wanted;
    try {
      wanted = UserId.of(userId);
    } catch (IllegalArgumentException e) {
      throw invalid("userId", "a user's id");
    }
    if (!seesAll && !wanted.equals(caller.userId())) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason("admin-only", "Only an administrator may list another user's avatars."));
    }
    return wanted;
  }

  private static boolean bool(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, "true or false");
    };
  }

  private static int number(String name, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    throw invalid(name, "a whole number from " + least + " to " + most);
  }

  private static ProblemException invalid(String name, String expected) {
    return ProblemException.of(
        ProblemType.INVALID_REQUEST,
        new Reason(
            "invalid-" + name, "The query parameter " + name + " must be " + expected + "."));
  }
}
