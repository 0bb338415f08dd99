package org.avatarengine.registration.export;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** {@code GET /api/v1/users/{userId}/export}. */
@Path("/api/v1/users")
@Tag(name = "users")
public class ExportResource {

  private static final String ZIP = "application/zip";

  private final Exports exports;
  private final CurrentCaller current;

  ExportResource(Exports exports, CurrentCaller current) {
    this.exports = exports;
    this.current = current;
  }

  @GET
  @Path("/{userId}/export")
  @Produces(ZIP)
  @Operation(
      operationId = "exportUser",
      summary = "Sends everything that is held of a user as a zip file.",
      description =
          "userId is one's own, or \"me\"; administrators may name anybody. export.json holds the"
              + " avatars with their versions and consents, the erasures and the jobs;"
              + " avatars/{avatarId}/ holds original, face entry and report.")
  @APIResponse(responseCode = "200", description = "The zip file; it is made while it is sent.")
  @APIResponse(responseCode = "403", description = "Somebody else's data, or a scoped token.")
  public RestMulti<byte[]> export(@PathParam("userId") String userId) {
    Caller caller = current.get();
    caller.require(Permission.READ);
    UserId user = user(caller, userId);
    return RestMulti.fromMultiData(exports.of(user))
        .withDemand(1)
        .header("Content-Disposition", "attachment; filename=\"avatar-export-" + user + ".zip\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static UserId user(Caller caller, String text) {
    if (!caller.avatarScope().isEmpty()) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason("out-of-scope", "This token is for certain avatars, not for all of a user."));
    }
    if (text.equals("me")) {
      return caller.userId();
    }
    UserId user;
    try {
      user = UserId.of(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "There is no user by that id.");
    }
    if (!user.equals(caller.userId()) && !caller.isAdmin() && !caller.isSystem()) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason("admin-only", "Only an administrator may export another user's data."));
    }
    return user;
  }
}
