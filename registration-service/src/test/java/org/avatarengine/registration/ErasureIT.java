package org.avatarengine.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwks;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(Peers.class)
class ErasureIT extends Harness {

  @Test
  void shouldSignTheRecordWhenEveryHolderHasAcknowledged() {
    // Given
    peers.onSubmit(this::complete);
    HttpResponse<String> created = upload(portrait(), "Idempotency-Key", "erase-1");
    assertThat(created.statusCode()).isEqualTo(201);
    String id = body(created).get("avatarId").textValue();
    AvatarId avatarId = AvatarId.of(id);
    String other = body(upload(portrait())).get("avatarId").textValue();
    assertThat(get("/api/v1/avatars/" + other, userToken()).body()).contains("same-image", id);
    assertThat(rows("avatar_version", "avatar_id = '" + id + "'")).isOne();
    assertThat(call("DELETE", "/api/v1/avatars/" + id, null).statusCode()).isEqualTo(400);
    // When
    CompletableFuture<HttpResponse<String>> deletion =
        CompletableFuture.supplyAsync(
            () -> call("DELETE", "/api/v1/avatars/" + id + "?confirm=true", null));
    awaitFact(AvatarFact.Erased.class, each -> each.avatarId().equals(avatarId));
    publish(Topics.JOB_EVENTS, id, new JobFact.Erased(avatarId));
    publish(Topics.TASK_EVENTS, id, new TaskFact.ArtifactsErased(avatarId));
    // Then
    assertThat(deletion.join().statusCode()).isEqualTo(204);
    assertThat(peers.erasedFace(id)).isTrue();
    assertThat(filesOf(id)).isZero();
    assertThat(rows("avatar", "id = '" + id + "'")).isZero();
    assertThat(rows("avatar_version", "avatar_id = '" + id + "'")).isZero();
    assertThat(get("/api/v1/avatars/" + id, userToken()).statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/avatars/" + id + "/versions", userToken()).statusCode()).isEqualTo(404);
    JsonNode found = body(get("/api/v1/avatars?q=ada&includeInactive=true", userToken()));
    assertThat(found.get("total").longValue()).isOne();
    assertThat(found.at("/items/0/avatarId").textValue()).isEqualTo(other);
    assertThat(get("/api/v1/avatars/" + other, userToken()).body())
        .as("hints name nothing that was erased")
        .doesNotContain(id)
        .doesNotContain("same-image");
    assertThat(get("/api/v1/erasures/" + id, tokens().user(UserId.random())).statusCode())
        .isEqualTo(404);
    JsonNode shown = body(get("/api/v1/erasures/" + id, userToken()));
    assertThat(shown.get("status").textValue()).isEqualTo("completed");
    Claims record = verified(shown);
    assertThat(record.get("avatarId")).isEqualTo(id);
    assertThat(record.get("ownerHash"))
        .isEqualTo(Sha256.hex(owner.toString().getBytes(StandardCharsets.UTF_8)));
    assertThat((Map<?, ?>) record.get("acks", Map.class))
        .extracting(Map::keySet)
        .hasToString("[artifacts, faces, jobs, originals]");
    assertThat(record.get("completedAt")).isEqualTo(shown.get("completedAt").textValue());

    assertThat(call("DELETE", "/api/v1/avatars/" + id + "?confirm=true", null).statusCode())
        .isEqualTo(204);
    HttpResponse<String> replayed = upload(portrait(), "Idempotency-Key", "erase-1");
    assertThat(replayed.statusCode()).isEqualTo(410);
  }

  @Test
  void shouldAskAgainWhenFaceCacheDoesNotAnswer() {
    // Given
    JsonNode created = body(upload(portrait(), "Prefer", "respond-async"));
    String id = created.get("avatarId").textValue();
    AvatarId avatarId = AvatarId.of(id);
    peers.setFaceCacheDown(true);
    // When
    HttpResponse<String> response = deleteAsync(id);
    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Location")).hasValue("/api/v1/erasures/" + id);
    publish(Topics.JOB_EVENTS, id, new JobFact.Erased(avatarId));
    publish(Topics.TASK_EVENTS, id, new TaskFact.ArtifactsErased(avatarId));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(body(get("/api/v1/erasures/" + id, userToken())).get("missing"))
                    .extracting(JsonNode::textValue)
                    .containsExactly("faces"));
    peers.setFaceCacheDown(false);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        body(get("/api/v1/erasures/" + id, userToken())).get("status").textValue())
                    .isEqualTo("completed"));
    verified(body(get("/api/v1/erasures/" + id, userToken())));
  }

  @Test
  void shouldRefuseTheLateResultWhenTheAvatarIsErased() {
    // Given
    JsonNode created = body(upload(portrait(), "Prefer", "respond-async"));
    String id = created.get("avatarId").textValue();
    JobSubmission submission = peers.submission(JobId.of(created.get("jobId").textValue()));
    deleteAsync(id);
    // When
    complete(submission);
    JsonNode other = body(upload(portrait(), "Prefer", "respond-async"));
    JobView marker = completed(peers.submission(JobId.of(other.get("jobId").textValue())), 1);
    // Under the same key, so that it is read after the late one.
    publish(Topics.JOB_EVENTS, submission.jobId().toString(), new JobFact.Changed(marker));
    // Then
    String otherId = other.get("avatarId").textValue();
    await()
        .atMost(SOON)
        .until(() -> rows("avatar", "id = '" + otherId + "' and status = 'success'") == 1);
    assertThat(rows("avatar", "id = '" + id + "'")).isZero();
    assertThat(get("/api/v1/avatars/" + id, userToken()).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldAnswerNotFoundWhenTheAvatarIsSomebodyElses() {
    // Given
    String id = body(upload(portrait(), "Prefer", "respond-async")).get("avatarId").textValue();
    String stranger = tokens().user(UserId.random());
    // When
    HttpResponse<String> response = delete(id, stranger);
    // Then
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(rows("avatar", "id = '" + id + "'")).isOne();
    assertThat(filesOf(id)).isOne();
  }

  private HttpResponse<String> deleteAsync(String id) {
    return delete(id, userToken(), "Prefer", "respond-async");
  }

  private Claims verified(JsonNode shown) {
    EcPublicJwk key = (EcPublicJwk) Jwks.parser().build().parse(shown.get("publicKey").toString());
    Jws<Claims> jws =
        Jwts.parser()
            .verifyWith(key.toKey())
            .build()
            .parseSignedClaims(shown.get("record").textValue());
    assertThat(jws.getHeader().getAlgorithm()).isEqualTo("ES256");
    return jws.getPayload();
  }
}
