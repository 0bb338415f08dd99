package org.avatarengine.registration.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Jobs as job-service lists them to everybody who may see them. */
@Path("/api/v1/jobs")
@RegisterRestClient(configKey = "job")
@Produces(MediaType.APPLICATION_JSON)
interface JobListApi {

  @GET
  Uni<JsonNode> list(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @QueryParam("userId") String userId,
      @QueryParam("includeOld") boolean includeOld,
      @QueryParam("page") int page,
      @QueryParam("size") int size);
}
