package org.avatarengine.job;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.event.TaskControl;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Impatient.class)
class JobIT extends ServiceIT {

  @Test
  void shouldCarryAJobToItsResultWhenTheWorkerReports() throws Exception {
    // Given
    JobSubmission job = submission();

    // When
    submit(job).then().statusCode(201).body("status", equalTo("queued"));
    FaceTask task = task(job, 1);
    report(started(job, 1));
    awaitStatus(job, "active", 1);
    report(progressed(job, 1, "decode", 10));
    report(progressed(job, 1, "detect", 30));
    report(completed(job, 1));
    awaitStatus(job, "completed", 1);

    // Then
    assertThat(task.original()).isEqualTo(job.original());
    job(job)
        .then()
        .body("progress", equalTo(100))
        .body("stage", equalTo("detect"))
        .body("kind", equalTo("face"))
        .body("result.avatar", equalTo("/api/v1/avatars/" + job.avatarId()))
        .body("result.report", nullValue());
    given()
        .header("Authorization", services.bearer())
        .get("/internal/jobs/" + job.jobId())
        .then()
        .statusCode(200)
        .body("result.report", equalTo(reportKey(job).path()));
    JobFact.Changed done =
        neighbours.hear(
            Topics.JOB_EVENTS,
            JobFact.Changed.class,
            fact -> is(fact, job) && fact.job().status() == JobStatus.COMPLETED);
    assertThat(done.job().result().report()).isEqualTo(reportKey(job));
    assertThat(
            neighbours.all(Topics.JOB_EVENTS, JobFact.Changed.class, fact -> is(fact, job)).stream()
                .map(fact -> fact.job().status() + " " + fact.job().stage()))
        .startsWith("QUEUED null")
        .endsWith("COMPLETED detect")
        // Facts that came close together were told together.
        .isSubsetOf(
            "QUEUED null", "ACTIVE null", "ACTIVE decode", "ACTIVE detect", "COMPLETED detect")
        .doesNotHaveDuplicates();
    assertThat(
            count(
                "select count(*) from job.job_attempt where job_id = ? and outcome = 'completed'",
                job.jobId().value()))
        .isEqualTo(1);
  }

  @Test
  void shouldMakeOneJobWhenSubmittedTwice() {
    // Given
    JobSubmission job = submitted();
    JobSubmission imposter =
        new JobSubmission(
            job.jobId(),
            JobKind.FACE,
            job.avatarId(),
            UserId.random(),
            job.original(),
            job.preset(),
            FaceOptions.none(),
            false,
            null);

    // When
    Response again = submit(job);
    Response other = submit(imposter);

    // Then
    again.then().statusCode(200).body("jobId", equalTo(job.jobId().toString()));
    other.then().statusCode(409).body("reasons[0].code", equalTo("job-id-taken"));
    assertThat(
            neighbours.all(
                Topics.TASKS_FACE, FaceTask.class, task -> task.jobId().equals(job.jobId())))
        .hasSize(1);
  }

  @Test
  void shouldSayWhichKindsAreOfferedWhenAnotherIsSubmitted() {
    // Given
    JobSubmission face = submission();
    JobSubmission body =
        new JobSubmission(
            face.jobId(),
            JobKind.BODY,
            face.avatarId(),
            user,
            face.original(),
            face.preset(),
            FaceOptions.none(),
            false,
            null);

    // When
    Response refused = submit(body);

    // Then
    refused
        .then()
        .statusCode(400)
        .contentType(containsString("application/problem+json"))
        .body("type", equalTo("/problems/invalid-request"))
        .body("reasons[0].message", containsString("face"));
  }

  @Test
  void shouldRetryThreeTimesAndDeadLetterWhenEveryAttemptFails() throws Exception {
    // Given
    JobSubmission job = submitted();

    // When
    for (int attempt = 1; attempt <= 3; attempt++) {
      task(job, attempt);
      report(started(job, attempt));
      report(failed(job, attempt));
    }
    awaitStatus(job, "dead", 3);

    // Then
    job(job)
        .then()
        .body("error.type", equalTo("processing-failed"))
        .body("error.reasons[0].code", equalTo("attempts-failed"))
        .body("error.reasons[0].errorClass", equalTo("face-detection"))
        .body("error.reasons[1].code", equalTo("face-detection"));
    assertThat(
            count(
                "select count(*) from job.job_attempt where job_id = ?"
                    + " and error_class = 'face-detection'",
                job.jobId().value()))
        .isEqualTo(3);
    FaceTask dead =
        neighbours.hear(
            Topics.TASKS_FACE_DLQ, FaceTask.class, task -> task.jobId().equals(job.jobId()));
    assertThat(dead.attempt()).isEqualTo(3);
    assertThat(count("select count(*) from job.job_attempt where job_id = ?", job.jobId().value()))
        .isEqualTo(3);

    // And a retry by hand starts a fresh series under the next number.
    as(token)
        .post("/api/v1/jobs/" + job.jobId() + "/retry")
        .then()
        .statusCode(202)
        .body("status", equalTo("queued"))
        .body("attempt", equalTo(4))
        .body("error", nullValue());
    task(job, 4);
    report(started(job, 4));
    report(completed(job, 4));
    awaitStatus(job, "completed", 4);
  }

  @Test
  void shouldRefuseTheLateResultWhenTheLeaseHadExpired() throws Exception {
    // Given
    JobSubmission job = submitted();
    report(started(job, 1));
    awaitStatus(job, "active", 1);

    // When
    assertThat(
            sql(
                "update job.job set lease_until = now() - interval '1 s',"
                    + " alarm_at = now() - interval '1 s' where id = ?",
                job.jobId().value()))
        .isEqualTo(1);
    task(job, 2);
    report(completed(job, 1));
    report(started(job, 2));
    awaitStatus(job, "active", 2);
    report(progressed(job, 1, "store", 95));
    report(failed(job, 1));
    report(progressed(job, 2, "detect", 30));

    // Then
    await().atMost(PATIENCE).untilAsserted(() -> job(job).then().body("progress", equalTo(30)));
    job(job).then().body("status", equalTo("active")).body("stage", equalTo("detect"));
    assertThat(
            count(
                "select count(*) from job.job_attempt where job_id = ? and attempt = 1"
                    + " and outcome = 'failed' and cause = 'lease-expired'",
                job.jobId().value()))
        .isEqualTo(1);
    report(completed(job, 2));
    awaitStatus(job, "completed", 2);
  }

  @Test
  void shouldDieWhenNoWorkerComesInTime() throws Exception {
    // Given
    JobSubmission job = submitted();

    // When
    sql(
        "update job.job set due_at = due_at - interval '11 min',"
            + " alarm_at = alarm_at - interval '11 min' where id = ?",
        job.jobId().value());

    // Then
    awaitStatus(job, "dead", 1);
    job(job).then().body("error.reasons[0].code", equalTo("no-worker"));
  }

  @Test
  void shouldFailWithTheVerdictWhenTheWorkerRejects() {
    // Given
    JobSubmission job = submitted();
    report(started(job, 1));

    // When
    report(
        new TaskFact.Rejected(
            job.jobId(),
            1,
            job.avatarId(),
            ProblemType.REJECTED,
            List.of(new Reason("face-too-small", "The face is 40 pixels wide."))));
    awaitStatus(job, "failed", 1);

    // Then
    job(job)
        .then()
        .body("error.type", equalTo("rejected"))
        .body("error.reasons[0].code", equalTo("face-too-small"));
    as(token)
        .post("/api/v1/jobs/" + job.jobId() + "/retry")
        .then()
        .statusCode(409)
        .body("reasons[0].code", equalTo("verdict-stands"));
    as(token)
        .delete("/api/v1/jobs/" + job.jobId())
        .then()
        .statusCode(409)
        .body("reasons[0].code", equalTo("job-ended"));
  }

  @Test
  void shouldCancelAtOnceWhenStillQueued() {
    // Given
    JobSubmission job = submitted();

    // When
    Response cancelled = as(token).delete("/api/v1/jobs/" + job.jobId());
    report(started(job, 1));

    // Then
    cancelled
        .then()
        .statusCode(200)
        .body("status", equalTo("cancelled"))
        .body("error.type", equalTo("conflict"));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                neighbours
                        .all(
                            Topics.TASK_CONTROL,
                            TaskControl.Cancel.class,
                            order -> order.jobId().equals(job.jobId()))
                        .size()
                    == 2);
    job(job).then().body("status", equalTo("cancelled"));
  }

  @Test
  void shouldCancelWhenTheWorkerSaysSo() {
    // Given
    JobSubmission job = submitted();
    report(started(job, 1));
    awaitStatus(job, "active", 1);

    // When
    as(token)
        .delete("/api/v1/jobs/" + job.jobId())
        .then()
        .statusCode(202)
        .body("status", equalTo("active"));
    neighbours.hear(
        Topics.TASK_CONTROL, TaskControl.Cancel.class, order -> order.jobId().equals(job.jobId()));
    report(new TaskFact.Cancelled(job.jobId(), 1, job.avatarId()));

    // Then
    awaitStatus(job, "cancelled", 1);
  }

  @Test
  void shouldForgetAndAcknowledgeWhenTheAvatarIsErased() throws Exception {
    // Given
    JobSubmission job = submitted();
    report(started(job, 1));
    report(progressed(job, 1, "detect", 30));
    awaitStatus(job, "active", 1);
    AvatarFact.Erased erased = new AvatarFact.Erased(job.avatarId(), user);

    // When
    neighbours.say(Topics.AVATAR_EVENTS, job.avatarId(), erased);
    neighbours.hear(
        Topics.JOB_EVENTS, JobFact.Erased.class, fact -> fact.avatarId().equals(job.avatarId()));
    report(completed(job, 1));
    neighbours.say(Topics.AVATAR_EVENTS, job.avatarId(), erased);

    // Then
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                neighbours
                        .all(
                            Topics.JOB_EVENTS,
                            JobFact.Erased.class,
                            fact -> fact.avatarId().equals(job.avatarId()))
                        .size()
                    == 2);
    neighbours.hear(
        Topics.TASK_CONTROL, TaskControl.Cancel.class, order -> order.jobId().equals(job.jobId()));
    job(job).then().statusCode(404);
    submit(job).then().statusCode(410).body("type", equalTo("/problems/erased"));
    UUID avatar = job.avatarId().value();
    assertThat(count("select count(*) from job.job where avatar_id = ?", avatar)).isZero();
    assertThat(count("select count(*) from job.job_event where avatar_id = ?", avatar)).isZero();
    assertThat(count("select count(*) from job.job_attempt where job_id = ?", job.jobId().value()))
        .isZero();
  }

  @Test
  void shouldAnswerAtTheEndWhenAskedToWait() throws Exception {
    // Given
    JobSubmission job = submitted();
    report(started(job, 1));
    awaitStatus(job, "active", 1);
    long asked = System.nanoTime();

    // When
    CompletableFuture<Response> waiting =
        CompletableFuture.supplyAsync(
            () -> as(token).queryParam("wait", 25).get("/api/v1/jobs/" + job.jobId()));
    Response shortWait = as(token).queryParam("wait", "0.3").get("/api/v1/jobs/" + job.jobId());
    boolean early = waiting.isDone();
    report(completed(job, 1));
    Response answer = waiting.get(20, TimeUnit.SECONDS);

    // Then
    assertThat(early).isFalse();
    shortWait.then().statusCode(200).body("status", equalTo("active"));
    answer.then().statusCode(200).body("status", equalTo("completed"));
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void shouldNotExistWhenItIsSomeoneElses() {
    // Given
    JobSubmission job = submitted();
    String stranger = TestTokens.user(UserId.random());
    String path = "/api/v1/jobs/" + job.jobId();

    // When
    List<Response> answers =
        List.of(
            as(stranger).get(path),
            as(stranger).queryParam("wait", 5).get(path),
            as(stranger).delete(path),
            as(stranger).post(path + "/retry"),
            as(token).get("/api/v1/jobs/" + JobId.random()),
            as(token).get("/api/v1/jobs/not-an-id"));

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(404);
    as(TestTokens.admin()).get(path).then().statusCode(200);
    as(TestTokens.reader(user)).delete(path).then().statusCode(403);
    as(token).get("/internal/jobs/" + job.jobId()).then().statusCode(403);
    get(path).then().statusCode(401);
    job(job).then().body("status", equalTo("queued"));
  }

  @Test
  void shouldListOnesOwnWhenAskedFor() throws Exception {
    // Given
    JobSubmission first = submitted();
    JobSubmission second = submitted();
    report(started(first, 1));
    report(completed(first, 1));
    awaitStatus(first, "completed", 1);
    sql("update job.job set ended_at = now() - interval '2 h' where id = ?", first.jobId().value());
    String firstId = first.jobId().toString();
    String secondId = second.jobId().toString();

    // When
    Response recent = as(token).get("/api/v1/jobs");
    Response all = as(token).queryParam("includeOld", true).get("/api/v1/jobs");
    Response paged =
        as(token)
            .queryParam("includeOld", true)
            .queryParam("size", 1)
            .queryParam("page", 1)
            .get("/api/v1/jobs");
    Response foreign =
        as(TestTokens.user(UserId.random()))
            .queryParam("userId", user.toString())
            .get("/api/v1/jobs");
    Response admins =
        as(TestTokens.admin())
            .queryParam("userId", user.toString())
            .queryParam("status", "queued")
            .queryParam("kind", "face")
            .get("/api/v1/jobs");
    Response wrong =
        as(token).queryParam("status", "idle").queryParam("size", 101).get("/api/v1/jobs");

    // Then
    recent.then().body("items.jobId", equalTo(List.of(secondId))).body("total", equalTo(1));
    all.then().body("items.jobId", equalTo(List.of(secondId, firstId)));
    paged
        .then()
        .body("items.jobId", equalTo(List.of(firstId)))
        .body("total", equalTo(2))
        .body("page", equalTo(1))
        .body("size", equalTo(1));
    foreign.then().statusCode(200).body("items", empty()).body("total", equalTo(0));
    admins.then().body("items.jobId", equalTo(List.of(secondId)));
    wrong.then().statusCode(400).body("reasons.code", hasItems("invalid-status", "invalid-size"));
  }

  @Test
  void shouldCountWhenAskedForStats() {
    // Given
    JobSubmission done = submitted();
    JobSubmission waiting = submitted();
    report(started(done, 1));
    report(completed(done, 1));
    awaitStatus(done, "completed", 1);

    // When
    Response own = as(token).get("/api/v1/jobs/stats");
    Response all = as(TestTokens.admin()).get("/api/v1/jobs/stats");

    // Then
    own.then()
        .statusCode(200)
        .body("scope", equalTo("own"))
        .body("byStatus.completed", equalTo(1))
        .body("byStatus.queued", equalTo(1))
        .body("byStatus.dead", equalTo(0))
        .body("byKind.face.queued", equalTo(1))
        .body("lastHour.attempts.completed", equalTo(1));
    assertThat(own.jsonPath().getDouble("oldestQueuedSeconds")).isBetween(0.0, 60.0);
    assertThat(own.jsonPath().getDouble("lastHour.durationSeconds.p50")).isBetween(0.0, 60.0);
    all.then()
        .statusCode(200)
        .body("scope", equalTo("all"))
        .body("byStatus.queued", greaterThanOrEqualTo(1));
    job(waiting).then().body("status", equalTo("queued"));
  }

  @Test
  void shouldRefuseNonsenseWhenWaiting() {
    // Given
    JobSubmission job = submitted();

    for (String wait : List.of("31", "-1", "soon", "1e400", "99999999999999999999")) {
      // When
      Response answer = as(token).queryParam("wait", wait).get("/api/v1/jobs/" + job.jobId());

      // Then
      answer.then().statusCode(400).body("reasons[0].code", equalTo("invalid-wait"));
    }
  }

  @Test
  void shouldGoOnWhenRecordsAreUnreadable() {
    // Given
    JobSubmission job = submitted();

    // When
    neighbours.sayRaw(Topics.TASK_EVENTS, job.avatarId(), "not json");
    neighbours.sayRaw(Topics.TASK_EVENTS, job.avatarId(), "{\"type\":\"unheard-of\",\"data\":{}}");
    neighbours.say(Topics.TASK_EVENTS, job.avatarId(), new AvatarFact.Erased(job.avatarId(), user));
    neighbours.sayRaw(Topics.AVATAR_EVENTS, job.avatarId(), "{");
    report(started(JobSubmissions.unknown(job), 1));
    report(started(job, 1));

    // Then
    awaitStatus(job, "active", 1);
  }

  @Test
  void shouldSendWhatWasLeftBehindWhenKafkaWasAwayAtTheCommit() throws Exception {
    // Given: a row as a crash after the commit, or an absent broker, leaves it.
    JobSubmission job = submission();
    String event =
        codec.write(
            org.avatarengine.contract.event.Event.of(
                new FaceTask(
                    job.jobId(),
                    1,
                    job.avatarId(),
                    user,
                    job.original(),
                    job.preset(),
                    FaceOptions.none(),
                    false),
                java.time.Instant.now(),
                null));

    // When
    sql(
        "insert into job.outbox (topic, key, event, created_at) values ('avatar.tasks.face', 'k', ?,"
            + " now() - interval '1 min')",
        event);

    // Then
    task(job, 1);
    await()
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from job.outbox where event = ?", event) == 0);
  }

  @Test
  void shouldKeepEndedJobsForADayAndEventsForAnHour() throws Exception {
    // Given
    JobSubmission old = submitted();
    JobSubmission young = submitted();
    for (JobSubmission job : List.of(old, young)) {
      report(started(job, 1));
      report(completed(job, 1));
      awaitStatus(job, "completed", 1);
    }

    // When
    sql("update job.job set ended_at = now() - interval '25 h' where id = ?", old.jobId().value());
    sql(
        "update job.job set ended_at = now() - interval '23 h' where id = ?",
        young.jobId().value());
    sql(
        "update job.job_event set created_at = now() - interval '61 min' where job_id = ?"
            + " and name = 'avatar:completed'",
        young.jobId().value());

    // Then
    await().atMost(PATIENCE).until(() -> job(old).statusCode() == 404);
    job(young).then().statusCode(200);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                count(
                        "select count(*) from job.job_event where job_id = ?"
                            + " and name = 'avatar:completed'",
                        young.jobId().value())
                    == 0);
    assertThat(
            count(
                "select count(*) from job.job_event where job_id = ?"
                    + " and name = 'avatar:processing:complete'",
                young.jobId().value()))
        .isEqualTo(1);
  }

  @Test
  void shouldShowMetricsWhenJobsEnd() {
    // Given
    JobSubmission job = submitted();
    report(started(job, 1));
    report(completed(job, 1));
    awaitStatus(job, "completed", 1);

    // When
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                get("/health/metrics")
                    .asString()
                    .contains("avatar_processing_total{kind=\"face\",outcome=\"completed\"}"));
    String metrics = get("/health/metrics").asString();

    // Then
    assertThat(metrics)
        .contains("avatar_processing_duration_seconds_bucket{kind=\"face\"")
        .contains("avatar_active_processing_jobs{kind=\"face\"}")
        .contains("avatar_queue_size{kind=\"face\"}");
    get("/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    get("/openapi?format=json")
        .then()
        .statusCode(200)
        .body(containsString("/api/v1/jobs/{id}/retry"))
        .body(containsString("/api/v1/jobs/dead-letters/replay"))
        .body(not(containsString("/internal/jobs")));
  }

  private static boolean is(JobFact.Changed fact, JobSubmission job) {
    return fact.job().jobId().equals(job.jobId());
  }

  /** Submissions that were never made. */
  private static final class JobSubmissions {
    static JobSubmission unknown(JobSubmission like) {
      return new JobSubmission(
          JobId.random(),
          like.kind(),
          like.avatarId(),
          like.ownerId(),
          like.original(),
          like.preset(),
          FaceOptions.none(),
          false,
          null);
    }
  }
}
