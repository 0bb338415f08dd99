package org.avatarengine.job.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobResult;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.job.board.Job;
import org.avatarengine.job.board.Outcome;
import org.avatarengine.job.queue.JobQueue;
import org.avatarengine.job.queue.JobStore;
import org.avatarengine.job.queue.QueueSettings;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Jobs for users: {@code /api/v1/jobs}. Someone else's job does not exist. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "jobs")
public class JobResource {

  private final JobQueue queue;
  private final JobStore store;
  private final JobWaits waits;
  private final JobStatsStore stats;
  private final CurrentCaller caller;
  private final ApiSettings settings;
  private final QueueSettings queueSettings;
  private final Clock clock;

  JobResource(
      JobQueue queue,
      JobStore store,
      JobWaits waits,
      JobStatsStore stats,
      CurrentCaller caller,
      ApiSettings settings,
      QueueSettings queueSettings,
      Clock clock) {
    this.queue = queue;
    this.store = store;
    this.waits = waits;
    this.stats = stats;
    this.caller = caller;
    this.settings = settings;
    this.queueSettings = queueSettings;
    this.clock = clock;
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "A job",
      description = "With wait=seconds (0 to 30) the answer comes when the job has ended.")
  public Uni<JobView> job(@PathParam("id") String id, @QueryParam("wait") String wait) {
    Caller who = caller(Permission.READ);
    JobId jobId = jobId(id);
    Duration patience = wait(wait);
    return owned(who, jobId)
        .chain(
            job ->
                job.ended() || patience.isZero()
                    ? Uni.createFrom().item(job)
                    // An erasure may take the job away while someone waits.
                    : waits.end(jobId, patience).map(read -> read.orElseThrow(() -> none(jobId))))
        .map(JobResource::publicView);
  }

  @GET
  @Operation(
      summary = "Jobs, newest first",
      description =
          "One's own; administrators see all, or one user's with userId. Jobs completed over an hour"
              + " ago are left out unless includeOld=true; all are removed a day after their end.")
  public Uni<JobPage> list(@BeanParam ListQuery query) {
    Caller who = caller(Permission.READ);
    ListQuery.Parsed parsed =
        query.parse(
            who, settings.maxPageSize(), clock.instant().minus(queueSettings.completedListed()));
    return store
        .page(parsed.filter(), parsed.page(), parsed.size())
        .map(
            page ->
                new JobPage(
                    page.jobs().stream().map(JobResource::publicView).toList(),
                    parsed.page(),
                    parsed.size(),
                    page.total()));
  }

  @GET
  @Path("/stats")
  @Operation(summary = "The queue in numbers: one's own jobs, for administrators all")
  public Uni<JobStats> stats() {
    Caller who = caller(Permission.READ);
    Optional<UserId> owner =
        who.isAdmin() || who.isSystem() ? Optional.empty() : Optional.of(who.userId());
    return stats.read(owner);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Cancels a job")
  @APIResponse(responseCode = "200", description = "Cancelled; it was still queued")
  @APIResponse(responseCode = "202", description = "Its worker is told to stop")
  @APIResponse(responseCode = "409", description = "It has ended")
  public Uni<RestResponse<JobView>> cancel(@PathParam("id") String id) {
    Caller who = caller(Permission.WRITE);
    return change(
        who,
        jobId(id),
        queue::cancel,
        refused ->
            ProblemException.of(
                ProblemType.CONFLICT,
                new Reason(
                    "job-ended",
                    "The job has ended (" + word(refused) + "): there is nothing to cancel.")));
  }

  @POST
  @Path("/{id}/retry")
  @Operation(
      summary = "Retries a dead job, or a waiting one at once",
      description =
          "A dead job starts a fresh series of attempts; one that pauses after a failed attempt goes"
              + " out now. Every other answers 409: a verdict does not change by asking again.")
  @APIResponse(responseCode = "202", description = "The next attempt is on its way")
  @APIResponse(responseCode = "409", description = "It cannot be retried")
  public Uni<RestResponse<JobView>> retry(@PathParam("id") String id) {
    Caller who = caller(Permission.WRITE);
    return change(who, jobId(id), queue::retry, refused -> notRetryable(refused));
  }

  private static ProblemException notRetryable(Job job) {
    Reason reason =
        switch (job.state().status()) {
          case FAILED ->
              new Reason(
                  "verdict-stands",
                  "The photo was examined and refused; upload another one, or the same photo again.");
          case CANCELLED ->
              new Reason("job-cancelled", "The job was cancelled; upload the photo again.");
          case COMPLETED -> new Reason("job-completed", "The job is done.");
          case QUEUED, ACTIVE, DEAD ->
              new Reason("job-under-way", "The job is under way (" + word(job) + ").");
        };
    return ProblemException.of(ProblemType.CONFLICT, reason);
  }

  private Uni<RestResponse<JobView>> change(
      Caller who,
      JobId id,
      Function<JobId, Uni<Outcome>> wish,
      Function<Job, ProblemException> refusal) {
    return owned(who, id)
        .chain(() -> wish.apply(id))
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Changed changed -> accepted(changed.after());
                  case Outcome.Unchanged unchanged -> accepted(unchanged.job());
                  case Outcome.Refused refused when refused.job() == null -> throw none(id);
                  case Outcome.Refused refused -> throw refusal.apply(refused.job());
                });
  }

  private static RestResponse<JobView> accepted(Job job) {
    RestResponse.Status status =
        job.ended() ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED;
    return RestResponse.status(status, publicView(job));
  }

  private Caller caller(Permission permission) {
    Caller who = caller.get();
    who.require(permission);
    return who;
  }

  private Uni<Job> owned(Caller who, JobId id) {
    return store
        .find(id)
        .map(
            found ->
                found
                    .filter(job -> who.mayAccess(job.avatarId(), job.ownerId()))
                    .orElseThrow(() -> none(id)));
  }

  private static JobId jobId(String text) {
    try {
      return JobId.of(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "There is no such job.");
    }
  }

  private static ProblemException none(JobId id) {
    return ProblemException.of(ProblemType.NOT_FOUND, "There is no job " + id + ".");
  }

  private Duration wait(String text) {
    if (text == null) {
      return Duration.ZERO;
    }
    long most = settings.longestWait().toSeconds();
    try {
      BigDecimal seconds = new BigDecimal(text);
      if (text.length() <= 16
          && seconds.signum() >= 0
          && seconds.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    throw ProblemException.of(
        ProblemType.INVALID_REQUEST,
        new Reason("invalid-wait", "wait must be a number of seconds from 0 to " + most + "."));
  }

  /** Without what only services need. */
  private static JobView publicView(Job job) {
    JobView view = job.view();
    return view.status() != JobStatus.COMPLETED
        ? view
        : new JobView(
            view.jobId(),
            view.kind(),
            view.avatarId(),
            view.ownerId(),
            view.status(),
            view.progress(),
            view.stage(),
            view.attempt(),
            view.createdAt(),
            view.updatedAt(),
            new JobResult(view.result().avatar(), null),
            view.error(),
            view.requestId());
  }

  private static String word(Job job) {
    return job.state().status().name().toLowerCase(java.util.Locale.ROOT);
  }
}
