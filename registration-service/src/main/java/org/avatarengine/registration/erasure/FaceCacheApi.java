package org.avatarengine.registration.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What face-cache-service offers to this one. */
@Path("/internal/faces")
@RegisterRestClient(configKey = "face-cache")
interface FaceCacheApi {

  /** Erases a face everywhere; may be repeated. */
  @DELETE
  @Path("/{avatarId}")
  Uni<Void> erase(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("avatarId") String avatarId);
}
