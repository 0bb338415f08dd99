package org.avatarengine.registration.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.registration.avatar.PathId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /api/v1/erasures/{avatarId}}: the proof that an avatar is gone. */
@Path("/api/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "avatars")
public class ErasureResource {

  private final Erasures erasures;
  private final ErasureSigner signer;
  private final CurrentCaller current;

  ErasureResource(Erasures erasures, ErasureSigner signer, CurrentCaller current) {
    this.erasures = erasures;
    this.signer = signer;
    this.current = current;
  }

  @GET
  @Path("/{avatarId}")
  @Operation(
      operationId = "getErasure",
      summary = "Shows how far an erasure is and, once complete, its signed record.")
  @APIResponse(responseCode = "404", description = "Nothing of that id was erased.")
  public Uni<ErasureView> get(@PathParam("avatarId") String avatarId) {
    Caller caller = current.get();
    caller.require(Permission.READ);
    AvatarId id = PathId.of(avatarId);
    return erasures
        .find(id)
        .map(
            found ->
                ErasureView.of(OwnersErasure.requireAccess(caller, id, found), signer.publicKey()));
  }
}
