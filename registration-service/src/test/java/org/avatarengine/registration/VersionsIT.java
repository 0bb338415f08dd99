package org.avatarengine.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.verdict.PendingSweep;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;

/** Faces that are made anew. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(Peers.class)
class VersionsIT extends Harness {

  @Inject PendingSweep sweep;
  @Inject AvatarStore store;

  @Test
  void shouldServeThePresentFaceUntilTheNewOneIsThere() {
    // Given
    String id = registered();
    String firstJob = shown(id).get("jobId").textValue();
    peers.onSubmit(submission -> {});
    // When
    HttpResponse<String> ordered = regenerate(id, "{\"preset\":\"fast\"}");
    // Then
    assertThat(ordered.statusCode()).isEqualTo(202);
    JsonNode pending = shown(id);
    String job = pending.at("/regeneration/jobId").textValue();
    assertThat(ordered.headers().firstValue("Location")).hasValue("/api/v1/jobs/" + job);
    assertThat(pending.at("/regeneration/status").textValue()).isEqualTo("pending");
    assertThat(pending.get("registrationStatus").textValue()).isEqualTo("success");
    assertThat(pending.get("jobId").textValue()).isEqualTo(firstJob);
    JobSubmission submission = peers.submission(JobId.of(job));
    assertThat(submission.preset().name()).isEqualTo("FAST");
    assertThat(submission.original()).isEqualTo(peers.submission(JobId.of(firstJob)).original());

    HttpResponse<String> second = regenerate(id, null);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(code(second)).isEqualTo("regeneration-under-way");
    assertThat(call("PATCH", "/api/v1/avatars/" + id, "{\"name\":\"Eve\"}").statusCode())
        .isEqualTo(200);

    complete(submission);
    await().atMost(SOON).until(() -> !shown(id).has("regeneration"));
    JsonNode replaced = shown(id);
    assertThat(replaced.get("jobId").textValue()).isEqualTo(job);
    assertThat(replaced.get("version").intValue()).isEqualTo(2);
    assertThat(replaced.get("preset").textValue()).isEqualTo("fast");
    assertThat(replaced.get("name").textValue()).isEqualTo("Eve");
    awaitFact(
        AvatarFact.Registered.class,
        fact -> fact.avatarId().equals(AvatarId.of(id)) && fact.jobId().equals(JobId.of(job)));
    JsonNode versions = versions(id);
    assertThat(versions).hasSize(2);
    assertThat(versions.at("/0/version").intValue()).isOne();
    assertThat(versions.at("/0/reason").textValue()).isEqualTo("upload");
    assertThat(versions.at("/0/status").textValue()).isEqualTo("success");
    assertThat(versions.at("/0/qualityScore").doubleValue()).isEqualTo(0.82);
    assertThat(versions.at("/1/jobId").textValue()).isEqualTo(job);
    assertThat(versions.at("/1/reason").textValue()).isEqualTo("regeneration");
    assertThat(versions.at("/1/status").textValue()).isEqualTo("success");
    assertThat(versions.at("/1/grade").textValue()).isEqualTo("good");
    assertThat(filesOf(id)).isOne();
  }

  @Test
  void shouldAnswerWithTheNewFaceWhenTheClientWaits() {
    // Given
    String id = registered();
    // When
    HttpResponse<String> done = regenerate(id, null, "Prefer", "wait=20");
    // Then
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.headers().firstValue("Preference-Applied")).hasValue("wait=20");
    assertThat(body(done).get("version").intValue()).isEqualTo(2);
  }

  @Test
  void shouldKeepTheFaceWhenTheNewOneIsRejected() {
    // Given
    String id = registered();
    String firstJob = shown(id).get("jobId").textValue();
    peers.onSubmit(
        submission ->
            fail(
                submission,
                JobStatus.FAILED,
                ProblemType.REJECTED,
                new Reason("no-face", "There is no face.")));
    // When
    HttpResponse<String> refused = regenerate(id, "{}", "Prefer", "wait=20");
    // Then
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(code(refused)).isEqualTo("no-face");
    JsonNode shown = shown(id);
    assertThat(shown.get("registrationStatus").textValue()).isEqualTo("success");
    assertThat(shown.get("jobId").textValue()).isEqualTo(firstJob);
    assertThat(shown.get("version").intValue()).isOne();
    assertThat(shown.has("regeneration")).isFalse();
    assertThat(filesOf(id)).isOne();
    assertThat(peers.erasedFace(id)).isFalse();
    assertThat(versions(id).at("/1/status").textValue()).isEqualTo("rejected");
    assertThat(versions(id).at("/1/errors/0/code").textValue()).isEqualTo("no-face");

    peers.onSubmit(submission -> tell(view(submission, JobStatus.CANCELLED, 1, null, null)));
    assertThat(regenerate(id, null, "Prefer", "wait=20").statusCode()).isEqualTo(409);
    assertThat(versions(id).at("/2/version").intValue()).isEqualTo(3);
    assertThat(versions(id).at("/2/status").textValue()).isEqualTo("cancelled");
  }

  @Test
  void shouldTakeTheNewFaceWhenItsDeadJobIsRetried() throws Throwable {
    // Given
    String id = registered();
    peers.onSubmit(
        submission ->
            fail(
                submission,
                JobStatus.DEAD,
                ProblemType.PROCESSING_FAILED,
                new Reason("attempts-failed", "Three attempts failed.")));
    assertThat(regenerate(id, null, "Prefer", "wait=20").statusCode()).isEqualTo(500);
    assertThat(shown(id).at("/regeneration/status").textValue()).isEqualTo("failed");
    JobSubmission dead =
        peers.submission(JobId.of(shown(id).at("/regeneration/jobId").textValue()));
    // When
    complete(dead, 4);
    // Then
    await().atMost(SOON).until(() -> shown(id).get("version").intValue() == 2);

    assertThat(regenerate(id, null, "Prefer", "wait=20").statusCode()).isEqualTo(500);
    update(
        "update registration.avatar set regeneration_at = now() - interval '25 hours' where id = '"
            + id
            + "'");
    VertxContextSupport.subscribeAndAwait(() -> sweep.endHolds());
    assertThat(shown(id).has("regeneration")).isFalse();
    assertThat(shown(id).get("version").intValue()).isEqualTo(2);
  }

  @Test
  void shouldMakeTheFaceAnewOnceWhenItIsReportedDamaged() {
    // Given
    String id = registered();
    AvatarId avatarId = AvatarId.of(id);
    AtomicInteger jobs = new AtomicInteger();
    peers.onSubmit(
        submission -> {
          jobs.incrementAndGet();
          complete(submission);
        });
    // When
    publish(Topics.FACE_EVENTS, id, new FaceFact.Damaged(avatarId, "hash"));
    publish(Topics.FACE_EVENTS, id, new FaceFact.Damaged(avatarId, "hash"));
    publish(Topics.FACE_EVENTS, id, new FaceFact.Damaged(AvatarId.random(), "of nobody we know"));
    await().atMost(SOON).until(() -> shown(id).get("version").intValue() == 2);
    publish(Topics.FACE_EVENTS, id, new FaceFact.Damaged(avatarId, "again at once"));
    publish(
        Topics.FACE_EVENTS,
        id,
        new FaceFact.Accessed(
            java.util.List.of(new FaceFact.Access(avatarId, 1, java.time.Instant.now()))));
    // Then
    await().atMost(SOON).until(() -> shown(id).get("accessCount").longValue() == 1);
    assertThat(jobs).hasValue(1);
    assertThat(versions(id)).hasSize(2);
    assertThat(versions(id).at("/1/reason").textValue()).isEqualTo("damaged");
  }

  @Test
  void shouldSubmitTheRegenerationAgainWhenJobServiceWasAway() throws Throwable {
    // Given
    String id = registered();
    peers.goAway();
    HttpResponse<String> ordered;
    try {
      ordered = regenerate(id, null);
    } finally {
      peers.comeBack();
    }
    assertThat(ordered.statusCode()).isEqualTo(202);
    JobId job = JobId.of(shown(id).at("/regeneration/jobId").textValue());
    assertThat(peers.submission(job)).isNull();
    var avatar =
        VertxContextSupport.subscribeAndAwait(() -> store.find(AvatarId.of(id))).orElseThrow();
    // When
    VertxContextSupport.subscribeAndAwait(() -> sweep.repair(avatar));
    // Then
    assertThat(peers.submission(job)).isNotNull();
    await().atMost(SOON).until(() -> shown(id).get("version").intValue() == 2);
  }

  @Test
  void shouldEndTheRegenerationWhenTheAvatarIsErased() {
    // Given
    String id = registered();
    peers.onSubmit(submission -> {});
    regenerate(id, null);
    JobSubmission submission =
        peers.submission(JobId.of(shown(id).at("/regeneration/jobId").textValue()));
    CompletableFuture<HttpResponse<String>> waiting =
        CompletableFuture.supplyAsync(() -> regenerate(id, null, "Prefer", "wait=20"));
    assertThat(waiting.join().statusCode()).isEqualTo(409);
    // When
    assertThat(delete(id, userToken(), "Prefer", "respond-async").statusCode()).isEqualTo(202);
    complete(submission);
    // Then
    assertThat(get("/api/v1/avatars/" + id, userToken()).statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/avatars/" + id + "/versions", userToken()).statusCode()).isEqualTo(404);
    assertThat(rows("avatar_version", "avatar_id = '" + id + "'")).isZero();
  }

  @Test
  void shouldRefuseTheRegenerationWhenItDoesNotFit() {
    // Given
    String id = registered();
    peers.onSubmit(submission -> {});
    String pending =
        body(upload(portrait(), "Prefer", "respond-async")).get("avatarId").textValue();
    // When, Then
    assertThat(code(regenerate(pending, null))).isEqualTo("not-registered");
    assertThat(code(regenerate(id, "{\"preset\":\"best\"}"))).isEqualTo("unknown-preset");
    assertThat(code(regenerate(id, "{\"size\":1}"))).isEqualTo("unknown-field");
    assertThat(code(regenerate(id, "{\"maxFrames\":[1]}"))).isEqualTo("invalid-maxFrames");
    assertThat(code(regenerate(id, "{\"maxFrames\":5}"))).isEqualTo("admins-only");
    assertThat(send(id, "{\"maxFrames\":5}", tokens().user(UserId.random())).statusCode())
        .isEqualTo(403);
    assertThat(send(id, null, tokens().user(UserId.random())).statusCode()).isEqualTo(404);
    assertThat(
            get("/api/v1/avatars/" + id + "/versions", tokens().user(UserId.random())).statusCode())
        .isEqualTo(404);
    HttpResponse<String> admins = send(id, "{\"maxFrames\":5}", tokens().admin(UserId.random()));
    assertThat(admins.statusCode()).isEqualTo(202);
    assertThat(
            peers
                .submission(JobId.of(body(admins).at("/regeneration/jobId").textValue()))
                .options()
                .maxFrames())
        .isEqualTo(5);
  }

  private HttpResponse<String> regenerate(String id, String body, String... headers) {
    return send(id, body, userToken(), headers);
  }

  private HttpResponse<String> send(String id, String body, String token, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve("/api/v1/avatars/" + id + "/regenerate"));
    if (body == null) {
      request.POST(HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request, token);
  }

  private String registered() {
    peers.onSubmit(this::complete);
    return body(upload(portrait())).get("avatarId").textValue();
  }

  private JsonNode shown(String id) {
    return body(get("/api/v1/avatars/" + id, userToken()));
  }

  private JsonNode versions(String id) {
    return body(get("/api/v1/avatars/" + id + "/versions", userToken())).get("versions");
  }

  private String code(HttpResponse<String> response) {
    return body(response).at("/reasons/0/code").textValue();
  }
}
