package org.avatarengine.registration.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.PathId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code DELETE /api/v1/avatars/{id}}. */
@Path("/api/v1/avatars")
@Tag(name = "avatars")
public class AvatarErasureResource {

  private final OwnersErasure erasures;
  private final ErasureSigner signer;
  private final ErasureConfig config;
  private final CurrentCaller current;

  AvatarErasureResource(
      OwnersErasure erasures, ErasureSigner signer, ErasureConfig config, CurrentCaller current) {
    this.erasures = erasures;
    this.signer = signer;
    this.config = config;
    this.current = current;
  }

  @DELETE
  @Path("/{avatarId}")
  @Operation(
      operationId = "eraseAvatar",
      summary = "Erases an avatar everywhere; needs confirm=true.")
  @APIResponse(responseCode = "204", description = "Erased, acknowledged and recorded.")
  @APIResponse(
      responseCode = "202",
      description = "Begun; Location shows how far it is.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ErasureView.class)))
  @APIResponse(responseCode = "400", description = "Not confirmed.")
  @APIResponse(responseCode = "404", description = "No such avatar, or somebody else's.")
  public Uni<Response> erase(
      @PathParam("avatarId") String avatarId,
      @QueryParam("confirm") String confirm,
      @HeaderParam("Prefer") String prefer) {
    Caller caller = current.get();
    caller.require(Permission.WRITE);
    AvatarId id = PathId.of(avatarId);
    if (!"true".equals(confirm)) {
      throw ProblemException.of(
          ProblemType.NOT_CONFIRMED,
          new Reason("not-confirmed", "This cannot be undone; repeat it with confirm=true."));
    }
    boolean async = prefer != null && prefer.toLowerCase(Locale.ROOT).contains("respond-async");
    Duration patience = async ? Duration.ZERO : config.patience();
    return erasures.erase(caller, id, avatar -> {}, patience).map(this::answer);
  }

  private Response answer(Erasure erasure) {
    return erasure.record() != null
        ? Response.noContent().build()
        : Response.accepted(ErasureView.of(erasure, signer.publicKey()))
            .type(MediaType.APPLICATION_JSON)
            // As a plain header: location() would put this service's own address before it.
            .header(HttpHeaders.LOCATION, "/api/v1/erasures/" + erasure.avatarId())
            .build();
  }
}
