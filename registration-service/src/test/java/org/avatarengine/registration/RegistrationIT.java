package org.avatarengine.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.verdict.PendingSweep;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(Peers.class)
class RegistrationIT extends Harness {

  @Inject AvatarStore store;
  @Inject PendingSweep sweep;

  @Test
  void shouldAnswerWithTheVerdictWhenTheJobCompletesInTime() throws Exception {
    // Given
    peers.onSubmit(this::complete);
    // When
    HttpResponse<String> response =
        upload(
            new Form()
                .field("tags", "one, two,,one")
                .file("ada.jpeg", Form.jpeg(300_000))
                .field("name", " Ada ")
                .field("preset", "fast"));
    // Then
    assertThat(response.statusCode()).isEqualTo(201);
    JsonNode body = body(response);
    String id = body.get("avatarId").textValue();
    assertThat(response.headers().firstValue("Location")).hasValue("/api/v1/avatars/" + id);
    assertThat(body.get("registrationStatus").textValue()).isEqualTo("success");
    assertThat(body.at("/faceDetectionResults/primaryFace/box")).hasSize(4);
    assertThat(body.at("/faceDetectionResults/primaryFace/landmarks")).hasSize(5);
    assertThat(body.at("/qualityAssessment/qualityGrade").textValue()).isEqualTo("good");
    assertThat(body.get("processingTime").doubleValue()).isBetween(0.001, 10.0);
    assertThat(body.get("cacheStatus").textValue()).isEqualTo("created");
    assertThat(body.get("errors")).isEmpty();
    assertThat(body.at("/warnings/0/code").textValue()).isEqualTo("several-faces");
    JobSubmission submission = peers.submission(JobId.of(body.get("jobId").textValue()));
    assertThat(submission.preset().name()).isEqualTo("FAST");
    assertThat(submission.ownerId()).isEqualTo(owner);
    assertThat(filesOf(id)).isOne();
    await().atMost(SOON).untilAsserted(() -> assertThat(temporaryFiles()).isZero());

    JsonNode shown = body(get("/api/v1/avatars/" + id, userToken()));
    assertThat(shown.get("name").textValue()).isEqualTo("Ada");
    assertThat(shown.get("tags")).hasSize(2);
    assertThat(shown.get("isActive").booleanValue()).isTrue();
    assertThat(shown.get("fileSize").longValue()).isEqualTo(300_000);
    assertThat(shown.get("fileFormat").textValue()).isEqualTo("jpeg");
    assertThat(shown.at("/faceDetectionResults/frameCount").intValue()).isOne();
    AvatarFact.Registered fact =
        awaitFact(AvatarFact.Registered.class, each -> each.avatarId().equals(AvatarId.of(id)));
    assertThat(fact.jobId()).isEqualTo(submission.jobId());
  }

  @Test
  void shouldLeaveOnlyTheJobWhenThePhotoIsRejected() {
    // Given
    var before = originals();
    peers.onSubmit(
        submission ->
            fail(
                submission,
                JobStatus.FAILED,
                ProblemType.REJECTED,
                new Reason("no-face", "There is no face in the photo.")));
    // When
    HttpResponse<String> response = upload(portrait(), "Idempotency-Key", "rejected-1");
    // Then
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(body(response).at("/reasons/0/code").textValue()).isEqualTo("no-face");
    assertThat(body(response).get("type").textValue()).isEqualTo("/problems/rejected");
    assertNothingLeft(before);
    assertThat(body(get("/api/v1/avatars", userToken())).get("total").intValue()).isZero();
    awaitFact(AvatarFact.Rejected.class, each -> each.ownerId().equals(owner));

    HttpResponse<String> again = upload(portrait(), "Idempotency-Key", "rejected-1");
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(peers.submitCalls(owner)).isOne();
  }

  @Test
  void shouldAnswerConflictWhenTheJobIsCancelled() {
    // Given
    var before = originals();
    AtomicReference<String> avatarId = new AtomicReference<>();
    peers.onSubmit(
        submission -> {
          avatarId.set(submission.avatarId().toString());
          tell(view(submission, JobStatus.CANCELLED, 1, null, null));
        });
    // When
    HttpResponse<String> response = upload(portrait());
    // Then
    assertThat(response.statusCode()).isEqualTo(409);
    assertNothingLeft(before);
    assertThat(peers.erasedFace(avatarId.get()))
        .as("the face that an attempt may have handed in goes too")
        .isTrue();
  }

  @Test
  void shouldAnswerAtOnceWhenTheClientPrefersSo() {
    // Given
    Instant began = Instant.now();
    // When
    HttpResponse<String> response = upload(portrait(), "Prefer", "respond-async");
    // Then
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(8));
    assertThat(response.statusCode()).isEqualTo(202);
    JsonNode body = body(response);
    assertThat(response.headers().firstValue("Location"))
        .hasValue("/api/v1/jobs/" + body.get("jobId").textValue());
    assertThat(response.headers().firstValue("Preference-Applied")).hasValue("respond-async");
    assertThat(body.get("registrationStatus").textValue()).isEqualTo("pending");

    complete(peers.submission(JobId.of(body.get("jobId").textValue())));
    awaitStatus(body.get("avatarId").textValue(), "success");
  }

  @Test
  void shouldStopWaitingWhenTheLimitPasses() {
    // Given
    Instant began = Instant.now();
    // When
    HttpResponse<String> response = upload(portrait(), "Prefer", "wait=1");
    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Preference-Applied")).hasValue("wait=1");
    assertThat(Duration.between(began, Instant.now()))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(9));
  }

  @Test
  void shouldMakeOneAvatarWhenTheSameUploadArrivesTwiceAtOnce() {
    // Given
    peers.onSubmit(this::complete);
    // When
    var first = uploadLater(portrait(), "Idempotency-Key", "twice");
    var second = uploadLater(portrait(), "Idempotency-Key", "twice");
    // Then
    List<HttpResponse<String>> both = List.of(first.join(), second.join());
    assertThat(both).extracting(HttpResponse::statusCode).containsOnly(201);
    assertThat(body(both.get(0)).get("avatarId")).isEqualTo(body(both.get(1)).get("avatarId"));
    assertThat(both)
        .filteredOn(each -> each.headers().firstValue("Idempotent-Replayed").isPresent())
        .hasSize(1);
    assertThat(rows("avatar", "owner_id = '" + owner + "'")).isOne();

    HttpResponse<String> other =
        upload(
            new Form().field("name", "Eve").file("ada.jpg", Form.jpeg(20_000)),
            "Idempotency-Key",
            "twice");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(body(other).get("type").textValue()).isEqualTo("/problems/idempotency-mismatch");
  }

  @ParameterizedTest
  @CsvSource({
    "photo.png, jpeg, 400, lying-extension",
    "photo.jpg, html, 400, unsupported-file",
    "clip.jpg, mp4, 400, lying-extension",
    "clip.mp4, heic, 400, unsupported-file",
    "photo.jpg, empty, 400, unreadable-file",
    "photo.jpg, huge, 413, file-too-large",
  })
  void shouldLeaveNothingWhenTheFileIsNotAcceptable(
      String name, String content, int status, String problem) {
    // Given
    var before = originals();
    byte[] bytes =
        switch (content) {
          case "jpeg" -> Form.jpeg(5_000);
          case "html" -> "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
          case "mp4" -> "\0\0\0\u0018ftypmp42\0\0\0\0mp42".getBytes(StandardCharsets.ISO_8859_1);
          case "heic" -> "\0\0\0\u0018ftypheic\0\0\0\0mif1".getBytes(StandardCharsets.ISO_8859_1);
          case "huge" -> Form.jpeg(51 * 1024 * 1024);
          default -> new byte[0];
        };
    // When
    HttpResponse<String> response = upload(new Form().field("name", "Ada").file(name, bytes));
    // Then
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(body(response).get("type").textValue()).isEqualTo("/problems/" + problem);
    assertThat(body(response).at("/reasons/0/errorClass").textValue()).isEqualTo("file-validation");
    assertNothingLeft(before);
    assertThat(peers.submitCalls(owner)).isZero();
  }

  @Test
  void shouldNameWhatIsMissingWhenTheFormIsIncomplete() {
    // When
    HttpResponse<String> response = upload(new Form().field("description", "no file, no name"));
    // Then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(body(response).get("type").textValue()).isEqualTo("/problems/missing-field");
    assertThat(body(response).get("reasons").toString()).contains("file").contains("name");
  }

  @Test
  void shouldTakeTheLargestFileWhenItIsExactlyAtTheLimit() {
    // Given
    byte[] largest = Form.jpeg(50 * 1024 * 1024);
    // When
    HttpResponse<String> response =
        upload(new Form().file("big.jpg", largest).field("name", "Big"), "Prefer", "respond-async");
    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(filesOf(body(response).get("avatarId").textValue())).isOne();
  }

  @Test
  void shouldRemoveWhatArrivedWhenTheClientGoesAway() throws Exception {
    // Given
    var before = originals();
    byte[] form = portrait().bytes();
    // When
    try (Socket socket = new Socket("localhost", base.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/v1/avatars HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + userToken()
                  + "\r\nContent-Type: "
                  + Form.contentType()
                  + "\r\nContent-Length: "
                  + form.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.write(form, 0, form.length / 2);
      out.flush();
      await().atMost(SOON).until(() -> temporaryFiles() == 1);
    }
    // Then
    assertNothingLeft(before);
  }

  @Test
  void shouldTakeEverythingBackWhenJobServiceIsDown() {
    // Given
    var before = originals();
    peers.goAway();
    // When
    HttpResponse<String> response;
    try {
      response = upload(portrait(), "Idempotency-Key", "down");
    } finally {
      peers.comeBack();
    }
    // Then
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertNothingLeft(before);
    assertThat(rows("idempotency", "owner_id = '" + owner + "'")).isZero();
    assertThat(rows("erasure", "owner_id = '" + owner + "'")).isZero();

    peers.onSubmit(this::complete);
    assertThat(upload(portrait(), "Idempotency-Key", "down").statusCode()).isEqualTo(201);
  }

  @Test
  void shouldTakeEverythingBackWhenManyUploadsFailAtOnce() {
    // Given
    var before = originals();
    peers.goAway();
    // When
    List<HttpResponse<String>> responses;
    try {
      responses =
          Stream.generate(() -> uploadLater(portrait())).limit(60).toList().stream()
              .map(CompletableFuture::join)
              .toList();
    } finally {
      peers.comeBack();
    }
    // Then
    assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(503);
    assertNothingLeft(before);
  }

  @Test
  void shouldEraseWhatTheJobMayHaveMadeWhenJobServiceNeverAnswers() {
    // Given
    var before = originals();
    peers.setSilent(true);
    // When
    HttpResponse<String> response = upload(portrait());
    // Then
    assertThat(response.statusCode()).isEqualTo(503);
    assertNothingLeft(before);
    awaitFact(AvatarFact.Erased.class, each -> each.ownerId().equals(owner));
  }

  @Test
  void shouldKeepTheOriginalWhenTheJobIsDeadAndSucceedWhenItIsRetried() {
    // Given
    peers.onSubmit(
        submission ->
            fail(
                submission,
                JobStatus.DEAD,
                ProblemType.PROCESSING_FAILED,
                new Reason("attempts-failed", "Three attempts failed.")));
    HttpResponse<String> dead = upload(portrait());
    assertThat(dead.statusCode()).isEqualTo(500);
    assertThat(body(dead).get("type").textValue()).isEqualTo("/problems/processing-failed");
    JsonNode item = body(get("/api/v1/avatars", userToken())).at("/items/0");
    String id = item.get("avatarId").textValue();
    assertThat(item.get("registrationStatus").textValue()).isEqualTo("failed");
    assertThat(item.at("/errors/0/code").textValue()).isEqualTo("attempts-failed");
    assertThat(filesOf(id)).isOne();
    JobSubmission submission = peers.submission(JobId.of(item.get("jobId").textValue()));
    // When
    tell(view(submission, JobStatus.QUEUED, 4, null, null));
    awaitStatus(id, "pending");
    complete(submission, 4);
    // Then
    awaitStatus(id, "success");
  }

  @Test
  void shouldLetGoWhenTheHoldOfADeadJobIsOver() throws Throwable {
    // Given
    var before = originals();
    peers.onSubmit(
        submission ->
            fail(
                submission,
                JobStatus.DEAD,
                ProblemType.PROCESSING_FAILED,
                new Reason("attempts-failed", "Three attempts failed.")));
    assertThat(upload(portrait()).statusCode()).isEqualTo(500);
    VertxContextSupport.subscribeAndAwait(() -> sweep.endHolds());
    assertThat(rows("avatar", "owner_id = '" + owner + "' and status = 'failed'")).isOne();
    update("update registration.avatar set failed_at = now() - interval '25 hours'");
    // When
    VertxContextSupport.subscribeAndAwait(() -> sweep.endHolds());
    // Then
    assertNothingLeft(before);
    awaitFact(AvatarFact.Rejected.class, each -> each.ownerId().equals(owner));
  }

  @Test
  void shouldRefuseTheFileWhenItIsTooLargeAndItsLengthIsUnknown() throws Exception {
    // Given
    var before = originals();
    byte[] form = new Form().field("name", "Ada").file("a.jpg", Form.jpeg(53 << 20)).bytes();
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/avatars"))
            .header("Content-Type", Form.contentType())
            .header("Authorization", "Bearer " + userToken())
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(form)))
            .build();
    // When
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    // Then
    assertThat(response.statusCode()).isEqualTo(413);
    assertNothingLeft(before);
  }

  @Test
  void shouldSubmitAgainWhenJobServiceNeverSawTheJob() throws Throwable {
    // Given
    JsonNode body = body(upload(portrait(), "Prefer", "respond-async"));
    JobId jobId = JobId.of(body.get("jobId").textValue());
    peers.reset();
    Avatar avatar = find(body.get("avatarId").textValue());
    // When
    VertxContextSupport.subscribeAndAwait(() -> sweep.repair(avatar));
    // Then
    assertThat(peers.submission(jobId)).isEqualTo(avatar.submission());
  }

  @Test
  void shouldTakeTheVerdictFromTheJobWhenItsFactWasLost() throws Throwable {
    // Given
    JsonNode body = body(upload(portrait(), "Prefer", "respond-async"));
    JobId jobId = JobId.of(body.get("jobId").textValue());
    JobView failed =
        view(
            peers.submission(jobId),
            JobStatus.FAILED,
            1,
            null,
            new org.avatarengine.contract.job.JobError(ProblemType.REJECTED, List.of()));
    peers.show(jobId, failed);
    Avatar avatar = find(body.get("avatarId").textValue());
    // When
    VertxContextSupport.subscribeAndAwait(() -> sweep.repair(avatar));
    // Then
    assertThat(get("/api/v1/avatars/" + avatar.id(), userToken()).statusCode()).isEqualTo(404);
    assertThat(filesOf(avatar.id().toString())).isZero();
  }

  @Test
  void shouldShowOnlyTheOwnersWhenAvatarsAreListed() {
    // Given
    String id = body(upload(portrait(), "Prefer", "respond-async")).get("avatarId").textValue();
    UserId stranger = UserId.random();
    // When
    HttpResponse<String> strangers = get("/api/v1/avatars/" + id, tokens().user(stranger));
    // Then
    assertThat(strangers.statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/avatars/" + id, null).statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/avatars/not-an-id", userToken()).statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/avatars/" + id, tokens().admin(stranger)).statusCode()).isEqualTo(200);
    assertThat(body(get("/api/v1/avatars", tokens().user(stranger))).get("total").intValue())
        .isZero();
    assertThat(get("/api/v1/avatars?userId=" + owner, tokens().user(stranger)).statusCode())
        .isEqualTo(403);
    JsonNode page =
        body(get("/api/v1/avatars?userId=" + owner + "&size=5", tokens().admin(stranger)));
    assertThat(page.get("total").intValue()).isOne();
    assertThat(page.at("/items/0/avatarId").textValue()).isEqualTo(id);
    assertThat(get("/api/v1/avatars?size=101", userToken()).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldChangeOnlyWhatIsNamedWhenAnAvatarIsEdited() {
    // Given
    String id = body(upload(portrait(), "Prefer", "respond-async")).get("avatarId").textValue();
    // When
    HttpResponse<String> edited =
        call("PATCH", "/api/v1/avatars/" + id, "{\"tags\":[\"x\"],\"isActive\":false}");
    // Then
    assertThat(edited.statusCode()).isEqualTo(200);
    JsonNode body = body(edited);
    assertThat(body.get("name").textValue()).isEqualTo("Ada");
    assertThat(body.at("/tags/0").textValue()).isEqualTo("x");
    assertThat(body(get("/api/v1/avatars", userToken())).get("total").intValue()).isZero();
    assertThat(
            body(get("/api/v1/avatars?includeInactive=true", userToken())).get("total").intValue())
        .isOne();
    assertThat(call("PATCH", "/api/v1/avatars/" + id, "{\"name\":\"\"}").statusCode())
        .isEqualTo(400);
    assertThat(call("PATCH", "/api/v1/avatars/" + id, "{\"owner\":\"me\"}").statusCode())
        .isEqualTo(400);
    assertThat(call("PATCH", "/api/v1/avatars/" + id, "{").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldRefuseTheUploadWhenTheRequestIsNotOne() {
    // When
    HttpResponse<String> noForm = call("POST", "/api/v1/avatars", "{}");
    HttpResponse<String> badKey = upload(portrait(), "Idempotency-Key", "k".repeat(129));
    // Then
    assertThat(noForm.statusCode()).isEqualTo(415);
    assertThat(badKey.statusCode()).isEqualTo(400);
    assertThat(peers.submitCalls(owner)).isZero();
  }

  private Avatar find(String id) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(() -> store.find(AvatarId.of(id))).orElseThrow();
  }

  private void awaitStatus(String id, String status) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        body(get("/api/v1/avatars/" + id, userToken()))
                            .get("registrationStatus")
                            .textValue())
                    .isEqualTo(status));
  }
}
