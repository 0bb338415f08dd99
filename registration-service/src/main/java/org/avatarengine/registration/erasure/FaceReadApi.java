package org.avatarengine.registration.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Faces as face-cache-service gives them to everybody who may have them. */
@Path("/api/v1/avatars")
@RegisterRestClient(configKey = "face-cache")
interface FaceReadApi {

  @GET
  @Path("/{avatarId}/face")
  Uni<byte[]> face(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(HttpHeaders.ACCEPT) String accept,
      @PathParam("avatarId") String avatarId);
}
