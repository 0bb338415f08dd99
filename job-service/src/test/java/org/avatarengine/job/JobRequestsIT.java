package org.avatarengine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.event.TaskControl;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.job.CompressionLevel;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobSubmission;
import org.junit.jupiter.api.Test;

/** What a submission may carry, several jobs of one avatar, and dead jobs by the lot. */
@QuarkusTest
@TestProfile(Impatient.class)
class JobRequestsIT extends ServiceIT {

  @Test
  void shouldCarryWhatWasAskedForToTheWorkerWhenSubmittedWithOptions() {
    // Given
    JobSubmission job = wish(new FaceOptions(7, 320, null, CompressionLevel.HIGH), true, "req-1");

    // When
    Response made = submit(job);
    Response again = submit(job);
    Response other =
        submit(
            new JobSubmission(
                job.jobId(),
                job.kind(),
                job.avatarId(),
                job.ownerId(),
                job.original(),
                job.preset(),
                job.options(),
                false,
                "req-1"));

    // Then
    made.then().statusCode(201).body("requestId", equalTo("req-1"));
    again.then().statusCode(200);
    other.then().statusCode(409);
    FaceTask task = task(job, 1);
    assertThat(task.options()).isEqualTo(job.options());
    assertThat(task.dryRun()).isTrue();
    JobFact.Changed told =
        neighbours.hear(
            Topics.JOB_EVENTS,
            JobFact.Changed.class,
            fact -> fact.job().jobId().equals(job.jobId()));
    assertThat(told.job().requestId()).isEqualTo("req-1");
    job(job).then().statusCode(200).body("requestId", equalTo("req-1"));
  }

  @Test
  void shouldLeaveNoTraceWhenADryRunIsDiscarded() throws Exception {
    // Given
    JobSubmission dry = wish(FaceOptions.none(), true, null);
    JobSubmission real = submitted();
    submit(dry).then().statusCode(201);
    task(dry, 1);
    report(started(dry, 1));
    report(completed(dry, 1));
    awaitStatus(dry, "completed", 1);

    // When
    for (JobSubmission job : List.of(real, dry)) {
      neighbours.say(
          Topics.AVATAR_EVENTS,
          dry.avatarId(),
          new AvatarFact.Discarded(job.avatarId(), user, job.jobId()));
    }

    // Then
    await().atMost(PATIENCE).until(() -> job(dry).statusCode() == 404);
    UUID avatar = dry.avatarId().value();
    assertThat(count("select count(*) from job.job where avatar_id = ?", avatar)).isZero();
    assertThat(count("select count(*) from job.job_event where avatar_id = ?", avatar)).isZero();
    assertThat(count("select count(*) from job.job_attempt where job_id = ?", dry.jobId().value()))
        .isZero();
    assertThat(count("select count(*) from job.erased_avatar where avatar_id = ?", avatar))
        .isZero();
    job(real).then().statusCode(200);
    assertThat(
            neighbours.all(
                Topics.JOB_EVENTS,
                JobFact.Erased.class,
                fact -> fact.avatarId().equals(dry.avatarId())))
        .isEmpty();
  }

  @Test
  void shouldEndEveryJobOfTheAvatarWhenItIsErased() throws Exception {
    // Given: a registration, and two regenerations of the same avatar.
    JobSubmission first = submitted();
    JobSubmission second = regeneration(first);
    JobSubmission third = regeneration(first);
    report(started(first, 1));
    report(completed(first, 1));
    awaitStatus(first, "completed", 1);
    for (JobSubmission job : List.of(second, third)) {
      submit(job).then().statusCode(201);
      task(job, 1);
    }
    report(started(second, 1));
    awaitStatus(second, "active", 1);

    // When
    neighbours.say(
        Topics.AVATAR_EVENTS, first.avatarId(), new AvatarFact.Erased(first.avatarId(), user));
    neighbours.hear(
        Topics.JOB_EVENTS, JobFact.Erased.class, fact -> fact.avatarId().equals(first.avatarId()));

    // Then
    for (JobSubmission job : List.of(first, second, third)) {
      job(job).then().statusCode(404);
    }
    for (JobSubmission running : List.of(second, third)) {
      neighbours.hear(
          Topics.TASK_CONTROL,
          TaskControl.Cancel.class,
          order -> order.jobId().equals(running.jobId()));
    }
    assertThat(count("select count(*) from job.job where avatar_id = ?", first.avatarId().value()))
        .isZero();
  }

  @Test
  void shouldSendDeadJobsOutAgainWhenReplayed() throws Exception {
    // Given
    JobSubmission early = dead("2 h");
    JobSubmission late = dead("1 h");
    JobSubmission ancient = dead("20 h");

    // When
    Response listed =
        as(TestTokens.admin())
            .queryParam("status", "dead")
            .queryParam("userId", user.toString())
            .get("/api/v1/jobs");
    Response replayed =
        replay(
            TestTokens.admin(),
            "{\"kind\":\"face\",\"limit\":1,\"since\":\""
                + Instant.now().minus(Duration.ofHours(3))
                + "\"}");

    // Then
    listed.then().statusCode(200).body("total", equalTo(3));
    replayed.then().statusCode(200).body("replayed", equalTo(1)).body("skipped", equalTo(0));
    task(early, 2);
    awaitStatus(early, "queued", 2);
    awaitStatus(late, "dead", 1);
    awaitStatus(ancient, "dead", 1);

    // And without a body all of them go.
    as(TestTokens.admin())
        .contentType("application/json")
        .post("/api/v1/jobs/dead-letters/replay")
        .then()
        .statusCode(200)
        .body("replayed", greaterThanOrEqualTo(2));
    task(late, 2);
    task(ancient, 2);
  }

  @Test
  void shouldRefuseAReplayWhenItIsNotAnAdministratorsOrMakesNoSense() {
    // Given // When
    Response users = replay(token, "{}");
    Response nonsense =
        replay(TestTokens.admin(), "{\"kind\":\"hand\",\"limit\":1001,\"since\":\"yesterday\"}");

    // Then
    users.then().statusCode(403).body("reasons[0].code", equalTo("admin-only"));
    nonsense
        .then()
        .statusCode(400)
        .body("reasons.code", hasItems("invalid-kind", "invalid-limit", "invalid-since"));
  }

  private static Response replay(String token, String body) {
    return as(token)
        .contentType("application/json")
        .body(body)
        .post("/api/v1/jobs/dead-letters/replay");
  }

  /** A job for which no worker came in time, as if it had died so long ago. */
  private JobSubmission dead(String ago) throws Exception {
    JobSubmission job = submitted();
    sql(
        "update job.job set due_at = due_at - interval '11 min',"
            + " alarm_at = alarm_at - interval '11 min' where id = ?",
        job.jobId().value());
    awaitStatus(job, "dead", 1);
    sql(
        "update job.job set ended_at = now() - interval '" + ago + "' where id = ?",
        job.jobId().value());
    return job;
  }

  private JobSubmission wish(FaceOptions options, boolean dryRun, String requestId) {
    JobSubmission plain = submission();
    return new JobSubmission(
        plain.jobId(),
        plain.kind(),
        plain.avatarId(),
        plain.ownerId(),
        plain.original(),
        plain.preset(),
        options,
        dryRun,
        requestId);
  }

  private static JobSubmission regeneration(JobSubmission of) {
    return new JobSubmission(
        JobId.random(),
        of.kind(),
        of.avatarId(),
        of.ownerId(),
        of.original(),
        of.preset(),
        of.options(),
        false,
        null);
  }
}
