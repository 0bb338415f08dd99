package org.avatarengine.registration.job;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.JobView;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What job-service offers to services. */
@Path("/internal/jobs")
@RegisterRestClient(configKey = "job")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface JobApi {

  @POST
  Uni<JobView> submit(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, JobSubmission submission);

  @GET
  @Path("/{jobId}")
  Uni<JobView> find(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @PathParam("jobId") String jobId);
}
