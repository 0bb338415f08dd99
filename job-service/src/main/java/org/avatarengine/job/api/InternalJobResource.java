package org.avatarengine.job.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.job.board.Job;
import org.avatarengine.job.board.Outcome;
import org.avatarengine.job.queue.JobQueue;
import org.avatarengine.job.queue.JobStore;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Jobs for registration: {@code /internal/jobs}, with the report's key. */
@Path("/internal/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class InternalJobResource {

  private final JobQueue queue;
  private final JobStore store;

  InternalJobResource(JobQueue queue, JobStore store) {
    this.queue = queue;
    this.store = store;
  }

  /** 201 for a new job, 200 for the same submission again. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Uni<RestResponse<JobView>> submit(JobSubmission submission) {
    if (submission == null) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST, new Reason("body-missing", "Send a job submission."));
    }
    if (submission.kind() != JobKind.FACE) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST,
          new Reason("kind-not-offered", "Jobs of these kinds are offered: face."));
    }
    return queue
        .submit(submission)
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Changed made ->
                      RestResponse.status(RestResponse.Status.CREATED, made.after().view());
                  case Outcome.Unchanged known -> RestResponse.ok(known.job().view());
                  case Outcome.Refused refused ->
                      throw ProblemException.of(ProblemType.CONFLICT, refused.why().tag());
                });
  }

  @GET
  @Path("/{id}")
  @Operation(hidden = true)
  public Uni<JobView> job(@PathParam("id") String id) {
    JobId jobId;
    try {
      jobId = JobId.of(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "There is no such job.");
    }
    return store
        .find(jobId)
        .map(
            found ->
                found
                    .map(Job::view)
                    .orElseThrow(
                        () ->
                            ProblemException.of(
                                ProblemType.NOT_FOUND, "There is no job " + jobId + ".")));
  }
}
