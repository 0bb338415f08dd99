package org.avatarengine.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;

/** The old names, and the export of all of a user's data. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(Peers.class)
class AliasIT extends Harness {

  private static Form oldForm(UserId user) {
    return new Form()
        .field("avatar_name", "Ada")
        .field("user_id", user.toString())
        .field("tags", "a, b")
        .file("ada.jpg", Form.jpeg(3_000));
  }

  @Test
  void shouldSpeakTheOldNamesWhenAnOldClientRegisters() {
    // Given
    peers.onSubmit(this::complete);
    UserId other = UserId.random();
    // When
    HttpResponse<String> response =
        uploadTo("/avatar/register", userToken(), oldForm(other)).join();
    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode body = body(response);
    assertThat(body.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "avatar_id",
            "registration_status",
            "face_detection_results",
            "quality_assessment",
            "processing_time",
            "cache_status",
            "errors",
            "warnings");
    String id = body.get("avatar_id").textValue();
    assertThat(body.get("registration_status").textValue()).isEqualTo("success");
    assertThat(body.at("/quality_assessment/quality_grade").textValue()).isEqualTo("good");
    assertThat(body.at("/face_detection_results/primary_face/eye_openness")).hasSize(2);
    assertThat(body.at("/warnings/0").textValue()).contains("two faces");

    JsonNode info = body(get("/avatar/" + id + "/info", userToken()));
    assertThat(info.get("owner_id").textValue())
        .as("user_id counts for admins only")
        .isEqualTo(owner.toString());
    assertThat(info.get("file_path").textValue()).startsWith("originals/" + id + "/");
    assertThat(info.get("cache_path").textValue()).isEqualTo("faces/" + id);
    assertThat(info.get("file_format").textValue()).isEqualTo("jpeg");
    assertThat(info.get("file_size").longValue()).isEqualTo(3_000);
    assertThat(info.get("face_quality_score").doubleValue()).isEqualTo(0.82);
    assertThat(info.get("registration_date").isTextual()).isTrue();
    assertThat(info.get("last_accessed").isNull()).isTrue();
    assertThat(info.get("access_count").longValue()).isZero();
    assertThat(info.get("is_active").booleanValue()).isTrue();
    assertThat(info.get("metadata_json").textValue()).contains("\"faceDetectionResults\"");
    HttpResponse<String> list = get("/avatar/list?user_id=" + other, userToken());
    assertThat(body(list)).hasSize(1);
    assertThat(body(list).at("/0/avatar_id").textValue()).isEqualTo(id);

    HttpResponse<String> admins =
        uploadTo("/avatar/register", tokens().admin(owner), oldForm(other)).join();
    assertThat(admins.statusCode()).isEqualTo(200);
    JsonNode others = body(get("/avatar/list?user_id=" + other, tokens().admin(owner)));
    assertThat(others).hasSize(1);
    assertThat(others.at("/0/owner_id").textValue()).isEqualTo(other.toString());
  }

  @Test
  void shouldListMoreThanAPageWhenAnOldClientAsks() {
    // Given
    peers.onSubmit(this::complete);
    String id = body(upload(portrait())).get("avatarId").textValue();
    update(
        "insert into registration.avatar select (jsonb_populate_record(a, jsonb_build_object("
            + "'id', gen_random_uuid(), 'job_id', gen_random_uuid()))).*"
            + " from registration.avatar a, generate_series(1, 70) where id = '"
            + id
            + "'");
    // When
    HttpResponse<String> list = get("/avatar/list", userToken());
    // Then
    assertThat(list.headers().firstValue("X-Total-Count")).hasValue("71");
    assertThat(
            StreamSupport.stream(body(list).spliterator(), false)
                .map(info -> info.get("avatar_id").textValue()))
        .hasSize(71)
        .doesNotHaveDuplicates()
        .contains(id);
  }

  @Test
  void shouldAnswerWithProblemsWhenAnOldClientErrs() {
    // Given
    peers.onSubmit(
        submission ->
            fail(
                submission,
                JobStatus.FAILED,
                ProblemType.REJECTED,
                new Reason("no-face", "There is no face.")));
    // When
    HttpResponse<String> rejected =
        uploadTo("/avatar/register", userToken(), oldForm(owner)).join();
    HttpResponse<String> newNames = uploadTo("/avatar/register", userToken(), portrait()).join();
    // Then
    assertThat(rejected.statusCode()).isEqualTo(422);
    assertThat(rejected.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(newNames.statusCode()).isEqualTo(400);
    assertThat(body(newNames).at("/reasons/0/message").textValue()).contains("avatar_name");
    assertThat(get("/avatar/list", null).statusCode()).isEqualTo(401);
    assertThat(get("/avatar/" + AvatarId.random() + "/info", null).statusCode()).isEqualTo(401);
    assertThat(get("/avatar/" + AvatarId.random() + "/info", userToken()).statusCode())
        .isEqualTo(404);
    assertThat(get("/avatar/list?include_inactive=perhaps", userToken()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void shouldEraseWhenAnOldClientConfirmsIt() {
    // Given
    peers.onSubmit(this::complete);
    String id = body(upload(portrait())).get("avatarId").textValue();
    // When
    HttpResponse<String> unconfirmed =
        call("DELETE", "/avatar/" + id, "{\"user_id\":\"" + owner + "\",\"confirm\":false}");
    HttpResponse<String> bare = call("DELETE", "/avatar/" + id, null);
    HttpResponse<String> strangers =
        send(delete("/avatar/" + id, "{\"confirm\":true}"), tokens().user(UserId.random()));
    HttpResponse<String> misnamed =
        send(
            delete("/avatar/" + id, "{\"user_id\":\"" + UserId.random() + "\",\"confirm\":true}"),
            tokens().admin(UserId.random()));
    assertThat(rows("avatar", "id = '" + id + "'")).isOne();
    var pending =
        CompletableFuture.supplyAsync(
            () -> call("DELETE", "/avatar/" + id, "{\"user_id\":\"x\",\"confirm\":true}"));
    AvatarId avatarId = AvatarId.of(id);
    awaitFact(AvatarFact.Erased.class, fact -> fact.avatarId().equals(avatarId));
    acknowledge(avatarId);
    // Then
    assertThat(unconfirmed.statusCode()).isEqualTo(400);
    assertThat(bare.statusCode()).isEqualTo(400);
    assertThat(strangers.statusCode()).isEqualTo(404);
    assertThat(misnamed.statusCode()).isEqualTo(404);
    assertThat(pending.join().statusCode()).isEqualTo(200);
    assertThat(body(pending.join()).get("success").booleanValue()).isTrue();
    assertThat(body(pending.join()).get("message").textValue())
        .isEqualTo("Avatar deleted successfully");
    assertThat(rows("avatar", "id = '" + id + "'")).isZero();
  }

  @Test
  void shouldSendAllThatIsHeldWhenAUserAsksForTheirData() throws Exception {
    // Given
    peers.onSubmit(this::complete);
    byte[] photo = Form.jpeg(700_000);
    String id =
        body(upload(
                new Form()
                    .field("name", "Ada \"quoted\"")
                    .field("consent", "true")
                    .file("a.jpg", photo)))
            .get("avatarId")
            .textValue();
    peers.setFace(id, "the entry".getBytes(StandardCharsets.UTF_8));
    peers.onSubmit(submission -> {});
    String pending =
        body(upload(portrait(), "Prefer", "respond-async")).get("avatarId").textValue();
    String erased = body(upload(portrait(), "Prefer", "respond-async")).get("avatarId").textValue();
    delete(erased, userToken(), "Prefer", "respond-async");
    upload(new Form().field("name", "x").file("x.jpg", Form.jpeg(9)), "Prefer", "respond-async");
    // When
    HttpResponse<byte[]> response = export("me", userToken());
    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/zip");
    assertThat(response.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).contains(owner.toString()));
    Map<String, byte[]> entries = unzip(response.body());
    assertThat(entries)
        .containsKeys(
            "export.json",
            "avatars/" + id + "/original.jpg",
            "avatars/" + id + "/report.json",
            "avatars/" + id + "/face.afe",
            "avatars/" + pending + "/original.jpg")
        .hasSize(6);
    assertThat(entries.get("avatars/" + id + "/original.jpg")).isEqualTo(photo);
    assertThat(entries.get("avatars/" + id + "/face.afe")).asString().isEqualTo("the entry");
    assertThat(
            json.readTree(entries.get("avatars/" + id + "/report.json"))
                .get("avatarId")
                .textValue())
        .isEqualTo(id);
    JsonNode document = json.readTree(entries.get("export.json"));
    assertThat(document.get("userId").textValue()).isEqualTo(owner.toString());
    assertThat(document.get("avatars")).hasSize(3);
    assertThat(document.at("/avatars/0/name").textValue()).isEqualTo("Ada \"quoted\"");
    assertThat(document.at("/avatars/0/consent/policyVersion").textValue()).isEqualTo("1");
    assertThat(document.at("/avatars/0/versions/0/status").textValue()).isEqualTo("success");
    assertThat(document.at("/avatars/0/perceptualHash").textValue()).isEqualTo(pictureHash);
    assertThat(document.get("erasures")).hasSize(1);
    assertThat(document.at("/erasures/0/avatarId").textValue()).isEqualTo(erased);
    assertThat(document.get("jobs")).hasSize(4);
    await().atMost(SOON).untilAsserted(() -> assertThat(temporaryFiles()).isZero());

    assertThat(export(owner.toString(), tokens().user(UserId.random())).statusCode())
        .isEqualTo(403);
    assertThat(export("nobody", userToken()).statusCode()).isEqualTo(404);
    assertThat(unzip(export(owner.toString(), tokens().admin(UserId.random())).body())).hasSize(6);
    assertThat(unzip(export("me", tokens().user(UserId.random())).body()))
        .containsOnlyKeys("export.json");
  }

  @Test
  void shouldDescribeEveryPathWhenTheDocumentIsRead() {
    // When
    JsonNode document = body(get("/openapi?format=json", null));
    // Then
    assertThat(document.get("paths").fieldNames())
        .toIterable()
        .contains(
            "/api/v1/avatars",
            "/api/v1/avatars/{avatarId}",
            "/api/v1/avatars/{avatarId}/regenerate",
            "/api/v1/avatars/{avatarId}/versions",
            "/api/v1/avatars/stats",
            "/api/v1/erasures/{avatarId}",
            "/api/v1/users/{userId}/export",
            "/avatar/register",
            "/avatar/list",
            "/avatar/{avatarId}",
            "/avatar/{avatarId}/info");
    assertThat(document.at("/components/schemas").fieldNames())
        .toIterable()
        .contains("RegistrationView", "AvatarView", "VersionsView", "AvatarRegistrationResponse");
    assertThat(document.at("/paths/~1api~1v1~1avatars/get/parameters")).hasSize(7);
    assertThat(document.at("/paths/~1api~1v1~1avatars").has("post")).isTrue();
  }

  private void acknowledge(AvatarId id) {
    publish(Topics.JOB_EVENTS, id.toString(), new JobFact.Erased(id));
    publish(Topics.TASK_EVENTS, id.toString(), new TaskFact.ArtifactsErased(id));
  }

  private HttpRequest.Builder delete(String path, String body) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Content-Type", "application/json")
        .method("DELETE", HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<byte[]> export(String user, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(base.resolve("/api/v1/users/" + user + "/export"))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(30))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }
}
