package org.avatarengine.mlworker.face;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.avatarengine.contract.face.FaceCodec;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The one call that a worker makes: handing a face to its owner. */
@RegisterRestClient(configKey = "face-cache")
@Path("/internal/faces")
interface FaceCacheClient {

  /** Fails with 409 where it is superseded and with 410 where the avatar is erased. */
  @PUT
  @Path("/{avatarId}")
  @Consumes(FaceCodec.MEDIA_TYPE)
  void put(
      @HeaderParam("Authorization") String bearer,
      @PathParam("avatarId") String avatarId,
      byte[] entry);
}
