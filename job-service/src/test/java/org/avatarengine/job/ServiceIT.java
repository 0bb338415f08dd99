package org.avatarengine.job;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.platform.identity.ServiceTokens;
import org.avatarengine.platform.outbox.EventCodec;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The service with its engines, and neighbours that the test plays. */
@WithTestResource(EmbeddedStackResource.class)
abstract class ServiceIT {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject EventCodec codec;
  @Inject ServiceTokens services;
  @Inject DataSource database;

  final UserId user = UserId.random();
  String token;
  Neighbours neighbours;

  @BeforeEach
  void meetNeighbours() throws IOException {
    TestTokens.publishKey();
    token = TestTokens.user(user);
    // The key is looked for once a second.
    await().atMost(PATIENCE).until(() -> as(token).get("/api/v1/jobs").statusCode() == 200);
    neighbours = new Neighbours(codec);
  }

  @AfterEach
  void leaveNeighbours() throws InterruptedException {
    neighbours.close();
  }

  // ---- registration

  JobSubmission submission() {
    AvatarId avatar = AvatarId.random();
    return new JobSubmission(
        JobId.random(),
        JobKind.FACE,
        avatar,
        user,
        new BlobKey(BlobKind.ORIGINALS, avatar, "b".repeat(64)),
        Preset.QUALITY,
        FaceOptions.none(),
        false,
        null);
  }

  Response submit(JobSubmission submission) {
    return given()
        .header("Authorization", services.bearer())
        .contentType("application/json")
        .body(submission)
        .post("/internal/jobs");
  }

  JobSubmission submitted() {
    JobSubmission submission = submission();
    submit(submission).then().statusCode(201);
    task(submission, 1);
    return submission;
  }

  // ---- the worker

  FaceTask task(JobSubmission job, int attempt) {
    return neighbours.hear(
        Topics.TASKS_FACE,
        FaceTask.class,
        task -> task.jobId().equals(job.jobId()) && task.attempt() == attempt);
  }

  void report(TaskFact fact) {
    neighbours.say(Topics.TASK_EVENTS, fact.avatarId(), fact);
  }

  static TaskFact started(JobSubmission job, int attempt) {
    return new TaskFact.Started(job.jobId(), attempt, job.avatarId(), "test-worker");
  }

  static TaskFact progressed(JobSubmission job, int attempt, String stage, int percent) {
    return new TaskFact.Progressed(job.jobId(), attempt, job.avatarId(), stage, percent);
  }

  static TaskFact completed(JobSubmission job, int attempt) {
    return new TaskFact.Completed(job.jobId(), attempt, job.avatarId(), reportKey(job));
  }

  static BlobKey reportKey(JobSubmission job) {
    return new BlobKey(BlobKind.ARTIFACTS, job.avatarId(), "c".repeat(64));
  }

  static TaskFact failed(JobSubmission job, int attempt) {
    return new TaskFact.Failed(
        job.jobId(), attempt, job.avatarId(), ErrorClass.FACE_DETECTION, "no luck");
  }

  // ---- the user

  static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  Response job(JobSubmission job) {
    return as(token).get("/api/v1/jobs/" + job.jobId());
  }

  void awaitStatus(JobSubmission job, String status, int attempt) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                job(job)
                    .then()
                    .statusCode(200)
                    .body("status", org.hamcrest.Matchers.equalTo(status))
                    .body("attempt", org.hamcrest.Matchers.equalTo(attempt)));
  }

  // ---- the database

  /** Runs a statement with one parameter, an id. */
  int sql(String statement, Object id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.setObject(1, id);
      return prepared.executeUpdate();
    }
  }

  /** Counts rows by one parameter, an id. */
  long count(String query, Object id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement prepared = connection.prepareStatement(query)) {
      prepared.setObject(1, id);
      try (ResultSet rows = prepared.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
