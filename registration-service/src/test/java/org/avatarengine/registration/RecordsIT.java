package org.avatarengine.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.CompressionLevel;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.QualityChecks;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.registration.verdict.PendingSweep;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a record holds beside its verdict, and the dry run, which leaves none. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(Peers.class)
class RecordsIT extends Harness {

  private static final String DRY = "/api/v1/avatars?dryRun=true";

  @Inject PendingSweep sweep;

  @ParameterizedTest
  @CsvSource({"clip.mp4, isom, mp4", "clip.MOV, 'qt  ', mov"})
  void shouldTakeAVideoWhenItIsOne(String name, String brand, String format) {
    // Given
    peers.onSubmit(this::complete);
    byte[] video = Form.jpeg(9_000);
    byte[] head = ("\0\0\0\u0018ftyp" + brand).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, video, 0, head.length);
    // When
    HttpResponse<String> response = upload(new Form().field("name", "Clip").file(name, video));
    // Then
    assertThat(response.statusCode()).isEqualTo(201);
    JsonNode body = body(response);
    assertThat(body.at("/clip/bestFrame").intValue()).isEqualTo(42);
    assertThat(body.at("/degraded/0/code").textValue()).isEqualTo("relaxed-detection");
    assertThat(body.at("/hints/0/code").textValue()).isEqualTo("still-face");
    JsonNode shown = body(get("/api/v1/avatars/" + id(body), userToken()));
    assertThat(shown.get("fileFormat").textValue()).isEqualTo(format);
    assertThat(shown.at("/faceDetectionResults/primaryFace/pose/pitch").doubleValue()).isEqualTo(2);
  }

  @Test
  void shouldGiveTheVerdictAndLeaveNothingWhenItIsADryRun() {
    // Given
    var before = originals();
    List<JobSubmission> submitted = new java.util.concurrent.CopyOnWriteArrayList<>();
    peers.onSubmit(
        submission -> {
          submitted.add(submission);
          String path = "/api/v1/avatars/" + submission.avatarId();
          assertThat(get(path, userToken()).statusCode()).isEqualTo(404);
          assertThat(total("/api/v1/avatars?includeInactive=true")).isZero();
          assertThat(call("PATCH", path, "{\"name\":\"x\"}").statusCode()).isEqualTo(404);
          assertThat(delete(submission.avatarId().toString(), userToken()).statusCode())
              .isEqualTo(404);
          complete(submission);
        });
    // When
    HttpResponse<String> response = uploadTo(DRY, userToken(), portrait()).join();
    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode body = body(response);
    assertThat(body.get("dryRun").booleanValue()).isTrue();
    assertThat(body.get("registrationStatus").textValue()).isEqualTo("success");
    assertThat(body.at("/qualityAssessment/qualityGrade").textValue()).isEqualTo("good");
    assertThat(body.has("avatarId")).isFalse();
    assertThat(body.has("jobId")).isFalse();
    assertThat(body.has("cacheStatus")).isFalse();
    assertThat(response.headers().firstValue("Location")).isEmpty();
    assertThat(submitted).hasSize(1);
    assertThat(submitted.getFirst().dryRun()).isTrue();
    assertNothingLeft(before);
    assertThat(versionsOf(submitted.getFirst().avatarId())).isZero();
    AvatarFact.Discarded fact =
        awaitFact(AvatarFact.Discarded.class, each -> each.ownerId().equals(owner));
    assertThat(fact.jobId()).isEqualTo(submitted.getFirst().jobId());
  }

  @ParameterizedTest
  @CsvSource({"FAILED, REJECTED, 422", "DEAD, PROCESSING_FAILED, 500"})
  void shouldSayWhyAndLeaveNothingWhenADryRunIsRefused(
      JobStatus status, ProblemType type, int expected) {
    // Given
    var before = originals();
    peers.onSubmit(
        submission -> fail(submission, status, type, new Reason("no-face", "There is no face.")));
    // When
    HttpResponse<String> response = uploadTo(DRY, userToken(), portrait()).join();
    // Then
    assertThat(response.statusCode()).isEqualTo(expected);
    assertThat(body(response).at("/reasons/0/code").textValue()).isEqualTo("no-face");
    assertNothingLeft(before);
    awaitFact(AvatarFact.Discarded.class, each -> each.ownerId().equals(owner));
  }

  @Test
  void shouldGiveADryRunUpWhenThereIsNoVerdictInTime() {
    // Given
    var before = originals();
    // When
    HttpResponse<String> response =
        uploadTo(DRY, userToken(), portrait(), "Prefer", "wait=1").join();
    // Then
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(body(response).at("/reasons/0/code").textValue()).isEqualTo("dry-run-timeout");
    assertNothingLeft(before);
    awaitFact(AvatarFact.Discarded.class, each -> each.ownerId().equals(owner));
  }

  @Test
  void shouldRemoveADryRunWhenACrashLeftItBehind() throws Throwable {
    // Given
    var before = originals();
    String id = id(body(upload(portrait(), "Prefer", "respond-async")));
    update("update registration.avatar set dry_run = true where id = '" + id + "'");
    VertxContextSupport.subscribeAndAwait(() -> sweep.endDryRuns());
    assertThat(rows("avatar", "id = '" + id + "'")).isOne();
    update(
        "update registration.avatar set checked_at = now() - interval '61 seconds' where id = '"
            + id
            + "'");
    // When
    VertxContextSupport.subscribeAndAwait(() -> sweep.endDryRuns());
    // Then
    assertNothingLeft(before);
    awaitFact(AvatarFact.Discarded.class, each -> each.ownerId().equals(owner));
  }

  @Test
  void shouldRefuseTheDryRunWhenItIsAskedForWithWhatItCannotDo() {
    // When
    HttpResponse<String> async =
        uploadTo(DRY, userToken(), portrait(), "Prefer", "respond-async").join();
    HttpResponse<String> keyed =
        uploadTo(DRY, userToken(), portrait(), "Idempotency-Key", "k").join();
    HttpResponse<String> odd =
        uploadTo("/api/v1/avatars?dryRun=yes", userToken(), portrait()).join();
    // Then
    assertThat(List.of(async, keyed, odd))
        .allSatisfy(r -> assertThat(r.statusCode()).isEqualTo(400));
    assertThat(code(async)).isEqualTo("dry-run-waits");
    assertThat(code(keyed)).isEqualTo("dry-run-has-no-key");
    assertThat(code(odd)).isEqualTo("invalid-dryRun");
    assertThat(peers.submitCalls(owner)).isZero();
  }

  @Test
  void shouldSetThePresetAsideWhenAnAdministratorAsksForIt() {
    // Given
    peers.onSubmit(this::complete);
    Form form =
        portrait()
            .field("maxFrames", "7")
            .field("detectionSize", "320")
            .field("qualityChecks", "basic")
            .field("compressionLevel", "high");
    // When
    HttpResponse<String> users = upload(form);
    HttpResponse<String> admins = uploadTo("/api/v1/avatars", tokens().admin(owner), form).join();
    HttpResponse<String> beyond =
        uploadTo("/api/v1/avatars", tokens().admin(owner), portrait().field("detectionSize", "127"))
            .join();
    // Then
    assertThat(users.statusCode()).isEqualTo(403);
    assertThat(code(users)).isEqualTo("admins-only");
    assertThat(beyond.statusCode()).isEqualTo(400);
    assertThat(code(beyond)).isEqualTo("invalid-detectionSize");
    assertThat(admins.statusCode()).isEqualTo(201);
    assertThat(submission(body(admins)).options())
        .isEqualTo(new FaceOptions(7, 320, QualityChecks.BASIC, CompressionLevel.HIGH));
  }

  @Test
  void shouldCountReadsAndNeverTurnTheClockBackWhenFaceCacheReportsThem() {
    // Given
    String id = registered();
    AvatarId avatarId = AvatarId.of(id);
    Instant late = Instant.parse("2026-11-20T10:00:00Z");
    Instant early = late.minusSeconds(60);
    String unknown = AvatarId.random().toString();
    // When
    publish(
        Topics.FACE_EVENTS,
        "instance",
        new FaceFact.Accessed(
            List.of(
                new FaceFact.Access(avatarId, 3, late),
                new FaceFact.Access(AvatarId.of(unknown), 9, late),
                new FaceFact.Access(avatarId, 2, early))));
    publish(
        Topics.FACE_EVENTS,
        "instance",
        new FaceFact.Accessed(List.of(new FaceFact.Access(avatarId, 5, early))));
    // Then
    await().atMost(SOON).until(() -> shown(id).get("accessCount").longValue() == 10);
    assertThat(shown(id).get("lastAccessed").textValue()).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(rows("avatar", "id = '" + unknown + "'")).isZero();
    assertThat(call("PATCH", "/api/v1/avatars/" + id, "{\"name\":\"Eve\"}").statusCode())
        .isEqualTo(200);
    assertThat(shown(id).get("accessCount").longValue()).isEqualTo(10);
  }

  @Test
  void shouldHoldTheTablesFieldsWhenAFaceIsRegistered() {
    // When
    String id = registered();
    // Then
    assertThat(value("select face_quality_score from registration.avatar where id = '" + id + "'"))
        .isEqualTo("0.82");
    assertThat(value("select perceptual_hash from registration.avatar where id = '" + id + "'"))
        .isEqualTo(Long.toString(0x0123456789abcdefL));
    JsonNode shown = shown(id);
    assertThat(shown.get("faceQualityScore").doubleValue()).isEqualTo(0.82);
    assertThat(shown.get("accessCount").longValue()).isZero();
    assertThat(shown.has("lastAccessed")).isFalse();
    assertThat(shown.get("version").intValue()).isOne();
    assertThat(shown.has("consent")).isFalse();
    assertThat(shown.has("regeneration")).isFalse();
  }

  @Test
  void shouldFindAvatarsByWordsAndTagsWhenTheListIsSearched() {
    // Given
    peers.onSubmit(this::complete);
    named("Ada 100% Königin_x", "red, Portrait of x");
    named("Bob", "RED");
    named("Carl", "red,\"odd\"");
    peers.onSubmit(submission -> {});
    upload(new Form().field("name", "Dora").file("d.jpg", Form.jpeg(100)), "Prefer", "wait=0");
    // When, Then
    assertThat(names("q=KÖNIG")).containsExactly("Ada 100% Königin_x");
    assertThat(names("q=portrait")).containsExactly("Ada 100% Königin_x");
    assertThat(names("q=100%25")).containsExactly("Ada 100% Königin_x");
    assertThat(names("q=100_")).isEmpty();
    assertThat(names("q=red")).containsExactly("Carl", "Bob", "Ada 100% Königin_x");
    assertThat(names("q=%27%3B--")).isEmpty();
    assertThat(names("tag=red")).containsExactly("Carl", "Ada 100% Königin_x");
    assertThat(names("tag=red&tag=%22odd%22")).containsExactly("Carl");
    assertThat(names("tag=re")).isEmpty();
    assertThat(names("status=pending")).containsExactly("Dora");
    assertThat(names("status=success&q=o&size=1")).containsExactly("Carl");
    HttpResponse<String> page = get("/api/v1/avatars?size=2&page=1", userToken());
    assertThat(body(page).get("items")).hasSize(2);
    assertThat(page.headers().firstValue("X-Total-Count")).hasValue("4");
    assertThat(get("/api/v1/avatars?status=rejected", userToken()).statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/avatars?q=a%0Ab", userToken()).statusCode()).isEqualTo(400);
    assertThat(
            body(get("/api/v1/avatars?q=red", tokens().user(UserId.random())))
                .get("total")
                .intValue())
        .isZero();
  }

  @Test
  void shouldKeepWhatWasConsentedToAndTakeTheAvatarOutOfUseWhenItIsWithdrawn() {
    // Given
    peers.onSubmit(this::complete);
    String usual = id(body(upload(portrait().field("consent", "true"))));
    String named =
        id(
            body(
                upload(
                    portrait().field("consent", "true").field("consentPolicyVersion", "2026-b"))));
    assertThat(shown(usual).at("/consent/policyVersion").textValue()).isEqualTo("1");
    assertThat(shown(named).at("/consent/policyVersion").textValue()).isEqualTo("2026-b");
    assertThat(Instant.parse(shown(named).at("/consent/time").textValue()))
        .isEqualTo(Instant.parse(shown(named).get("createdAt").textValue()));
    // When
    HttpResponse<String> withdrawn =
        call("PATCH", "/api/v1/avatars/" + named, "{\"consent\":false}");
    // Then
    assertThat(withdrawn.statusCode()).isEqualTo(200);
    assertThat(body(withdrawn).get("isActive").booleanValue()).isFalse();
    assertThat(body(withdrawn).at("/consent/withdrawnAt").isTextual()).isTrue();
    assertThat(call("PATCH", "/api/v1/avatars/" + named, "{\"isActive\":true}").statusCode())
        .isEqualTo(409);
    assertThat(call("POST", "/api/v1/avatars/" + named + "/regenerate", null).statusCode())
        .isEqualTo(409);
    assertThat(total("/api/v1/avatars")).isOne();
  }

  @Test
  void shouldHintAtTheOtherWhenTheSamePictureIsUploadedTwice() {
    // Given
    peers.onSubmit(this::complete);
    String first = named("First", "");
    pictureHash = "ffffffff00000000";
    named("Far", "");
    // Six of the first one's bits differ.
    pictureHash = "0123456789abcdd0";
    // When
    HttpResponse<String> response = upload(portrait());
    // Then
    assertThat(response.statusCode()).isEqualTo(201);
    JsonNode hints = body(response).get("hints");
    assertThat(hints).hasSize(2);
    assertThat(hints.at("/0/code").textValue()).isEqualTo("same-image");
    assertThat(hints.at("/0/message").textValue()).contains("First", first);
    assertThat(shown(first).at("/hints/0/message").textValue()).contains(id(body(response)));
    HttpResponse<String> dry = uploadTo(DRY, userToken(), portrait()).join();
    assertThat(body(dry).get("hints")).hasSize(3);
    delete(first, userToken(), "Prefer", "respond-async");
    assertThat(shown(id(body(response))).get("hints")).hasSize(1);
  }

  @Test
  void shouldShowTheStagesToAdministratorsOnly() {
    // Given
    registered();
    // When
    HttpResponse<String> stats = get("/api/v1/avatars/stats", tokens().admin(owner));
    // Then
    assertThat(get("/api/v1/avatars/stats", userToken()).statusCode()).isEqualTo(403);
    assertThat(stats.statusCode()).isEqualTo(200);
    assertThat(body(stats).fieldNames())
        .toIterable()
        .containsExactly(
            "file_validation", "face_detection", "database_storage", "total_registration");
    JsonNode detection = body(stats).get("face_detection");
    assertThat(detection.get("average").doubleValue()).isBetween(0.24, 0.26);
    assertThat(detection.get("p95").doubleValue()).isBetween(0.2, 0.3);
    assertThat(detection.get("p99").doubleValue()).isBetween(0.2, 0.3);
    assertThat(detection.get("count").longValue()).isPositive();
    assertThat(get("/health/metrics", null).body())
        .contains(
            "avatar_registration_stage_seconds{stage=\"total_registration\",quantile=\"0.95\"");
  }

  private String registered() {
    peers.onSubmit(this::complete);
    return id(body(upload(portrait())));
  }

  private String named(String name, String tags) {
    return id(
        body(
            upload(
                new Form().field("name", name).field("tags", tags).file("a.jpg", Form.jpeg(500)))));
  }

  private List<String> names(String query) {
    String encoded =
        query.contains("Ö")
            ? query.replace("Ö", URLEncoder.encode("Ö", StandardCharsets.UTF_8))
            : query;
    JsonNode items = body(get("/api/v1/avatars?" + encoded, userToken())).get("items");
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.get("name").textValue())
        .toList();
  }

  private long total(String path) {
    return body(get(path, userToken())).get("total").longValue();
  }

  private JsonNode shown(String id) {
    return body(get("/api/v1/avatars/" + id, userToken()));
  }

  private JobSubmission submission(JsonNode registration) {
    return peers.submission(JobId.of(registration.get("jobId").textValue()));
  }

  private long versionsOf(AvatarId id) {
    return rows("avatar_version", "avatar_id = '" + id + "'");
  }

  private String code(HttpResponse<String> response) {
    return body(response).at("/reasons/0/code").textValue();
  }

  private static String id(JsonNode registration) {
    return registration.get("avatarId").textValue();
  }
}
