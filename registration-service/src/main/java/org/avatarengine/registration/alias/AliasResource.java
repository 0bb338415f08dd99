package org.avatarengine.registration.alias;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.TokenVerifier;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarQuery;
import org.avatarengine.registration.avatar.AvatarResource;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.avatar.PathId;
import org.avatarengine.registration.erasure.OwnersErasure;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * {@code /avatar/list}, {@code /avatar/{id}/info} and {@code DELETE /avatar/{id}}. These lie
 * outside {@code /api/}, so the token is checked here.
 */
@Path("/avatar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "aliases")
public class AliasResource {

  /** The old list has no pages: it is gathered from ours, up to a thousand. */
  private static final int PAGES = 20;

  private static final int PAGE = 50;

  private final AvatarStore store;
  private final OwnersErasure erasures;
  private final TokenVerifier verifier;
  private final ObjectMapper json;

  AliasResource(
      AvatarStore store, OwnersErasure erasures, TokenVerifier verifier, ObjectMapper json) {
    this.store = store;
    this.erasures = erasures;
    this.verifier = verifier;
    this.json = json;
  }

  @GET
  @Path("/list")
  @Operation(
      operationId = "listAvatarsAlias",
      summary = "Lists the caller's avatars under the old names, the newest thousand.",
      description =
          "user_id counts only for administrators. X-Total-Count says how many there are.")
  public Uni<RestResponse<List<AvatarInfo>>> list(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @QueryParam("user_id") String userId,
      @QueryParam("include_inactive") @DefaultValue("false") String includeInactive) {
    Caller caller = caller(authorization, Permission.READ);
    boolean seesAll = caller.isAdmin() || caller.isSystem();
    UserId owner = seesAll ? user(userId) : caller.userId();
    boolean inactive = flag(includeInactive);
    AtomicInteger page = new AtomicInteger();
    AtomicLong total = new AtomicLong();
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                store
                    .list(
                        new AvatarQuery(
                            owner,
                            caller.avatarScope(),
                            inactive,
                            null,
                            List.of(),
                            null,
                            page.getAndIncrement(),
                            PAGE))
                    .invoke(found -> total.set(found.total())))
        .whilst(found -> found.avatars().size() == PAGE && page.get() < PAGES)
        .onItem()
        .transformToIterable(AvatarStore.Found::avatars)
        .map(avatar -> AvatarInfo.of(avatar, json))
        .collect()
        .asList()
        .map(
            infos ->
                RestResponse.ResponseBuilder.ok(infos)
                    .header("X-Total-Count", total.get())
                    .build());
  }

  @GET
  @Path("/{avatarId}/info")
  @Operation(operationId = "getAvatarAlias", summary = "Shows an avatar under the old names.")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "No such avatar, or somebody else's.")
  public Uni<AvatarInfo> info(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @PathParam("avatarId") String avatarId) {
    Caller caller = caller(authorization, Permission.READ);
    AvatarId id = PathId.of(avatarId);
    return store
        .find(id)
        .map(found -> AvatarResource.accessible(caller, id, found.orElse(null)))
        .map(avatar -> AvatarInfo.of(avatar, json));
  }

  @DELETE
  @Path("/{avatarId}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @Operation(
      operationId = "deleteAvatarAlias",
      summary = "Erases an avatar everywhere; the body has confirm: true.")
  @APIResponse(responseCode = "200", description = "Erased, or the erasure has begun.")
  @APIResponse(responseCode = "400", description = "Not confirmed.")
  @APIResponse(responseCode = "404", description = "No such avatar, or somebody else's.")
  public Uni<Deleted> delete(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @PathParam("avatarId") String avatarId,
      JsonNode body) {
    Caller caller = caller(authorization, Permission.WRITE);
    AvatarId id = PathId.of(avatarId);
    if (body == null || !body.path("confirm").asBoolean(false)) {
      throw ProblemException.of(
          ProblemType.NOT_CONFIRMED,
          new Reason("not-confirmed", "This cannot be undone; repeat it with confirm: true."));
    }
    UserId named = caller.isAdmin() ? user(body.path("user_id").asText(null)) : null;
    return erasures
        .erase(caller, id, avatar -> requireOwner(avatar, named))
        .map(
            erasure ->
                new Deleted(
                    true,
                    erasure.record() == null
                        ? "Avatar deletion has begun"
                        : "Avatar deleted successfully"));
  }

  private Caller caller(String authorization, Permission permission) {
    Caller caller = verifier.verifyAuthorization(authorization);
    caller.require(permission);
    return caller;
  }

  private static void requireOwner(Avatar avatar, UserId named) {
    if (named != null && !named.equals(avatar.ownerId())) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "There is no avatar " + avatar.id() + ".");
    }
  }

  private static UserId user(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return UserId.of(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST, new Reason("invalid-user_id", "user_id must be a UUID."));
    }
  }

  /** As the old clients' language writes it, too. */
  private static boolean flag(String text) {
    return switch (text) {
      case "true", "True", "1" -> true;
      case "false", "False", "0" -> false;
      default ->
          throw ProblemException.of(
              ProblemType.INVALID_REQUEST,
              new Reason("invalid-include_inactive", "include_inactive must be true or false."));
    };
  }
}
