package org.avatarengine.registration.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.identity.ServiceTokens;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.waiting.CallerContext;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Job-service, seen from here. Both calls may be repeated safely, so they are, a few times.
 * Outcomes come back on the caller's context.
 */
@ApplicationScoped
public class Jobs {

  private static final Logger LOG = Logger.getLogger(Jobs.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final double JITTER = 0.5;

  private static final int PAGE = 100;

  private final JobApi api;
  private final JobListApi lists;
  private final ServiceTokens tokens;
  private final JobConfig config;

  Jobs(
      @RestClient JobApi api,
      @RestClient JobListApi lists,
      ServiceTokens tokens,
      JobConfig config) {
    this.api = api;
    this.lists = lists;
    this.tokens = tokens;
    this.config = config;
  }

  /** Hands a job in; never fails. */
  public Uni<Submitted> submit(JobSubmission submission) {
    AtomicBoolean mayHaveArrived = new AtomicBoolean();
    Uni<Submitted> call =
        call(() -> api.submit(tokens.bearer(), submission), mayHaveArrived)
            .<Submitted>map(Submitted.Accepted::new)
            .onFailure()
            .recoverWithItem(
                failure -> {
                  LOG.warnf("job not submitted jobId=%s cause=%s", submission.jobId(), failure);
                  return isRefusal(failure)
                      ? new Submitted.Refused(status(failure))
                      : new Submitted.Unanswered(mayHaveArrived.get());
                });
    return CallerContext.resume(call);
  }

  /** The job, or empty where there is none; fails with 503 when job-service does not answer. */
  public Uni<Optional<JobView>> find(JobId id) {
    Uni<Optional<JobView>> call =
        call(() -> api.find(tokens.bearer(), id.toString()), new AtomicBoolean())
            .map(Optional::of)
            .onFailure(failure -> status(failure) == 404)
            .recoverWithItem(Optional.empty())
            .onFailure()
            .transform(
                failure -> {
                  LOG.warnf("job not read jobId=%s cause=%s", id, failure);
                  return ProblemException.of(
                          ProblemType.UNAVAILABLE, "The job could not be read; try again shortly.")
                      .retryAfter(Duration.ofSeconds(2));
                });
    return CallerContext.resume(call);
  }

  /**
   * A page of a user's jobs as job-service shows them, newest first; empty after the last one.
   * Fails when job-service does not answer.
   *
   * @param page from 0
   */
  public Uni<List<JsonNode>> ofOwner(UserId owner, int page) {
    Uni<List<JsonNode>> call =
        call(
                () -> lists.list(tokens.bearer(), owner.toString(), true, page, PAGE),
                new AtomicBoolean())
            .map(
                found -> {
                  List<JsonNode> jobs = new ArrayList<>();
                  found.path("items").forEach(jobs::add);
                  return List.copyOf(jobs);
                });
    return CallerContext.resume(call);
  }

  private <T> Uni<T> call(Supplier<Uni<? extends T>> attempt, AtomicBoolean mayHaveArrived) {
    return Uni.createFrom()
        .<T>deferred(attempt)
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .onFailure()
        .invoke(
            failure -> {
              if (!isUnreachable(failure)) {
                mayHaveArrived.set(true);
              }
            })
        .onFailure(failure -> !isRefusal(failure))
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .withJitter(JITTER)
        .atMost(config.retries());
  }

  private static boolean isRefusal(Throwable failure) {
    int status = status(failure);
    return status >= 400 && status < 500;
  }

  private static int status(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof WebApplicationException web) {
        return web.getResponse().getStatus();
      }
    }
    return 0;
  }

  /** Whether the connection was never made, so that nothing can have arrived. */
  private static boolean isUnreachable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}
