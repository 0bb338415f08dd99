package org.avatarengine.systemtests.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;
import org.avatarengine.systemtests.engine.Leftovers;
import org.avatarengine.systemtests.engine.Photos;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;

class RegisterFaceST {

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient client = GatewayClient.demo(engine);
  private final Leftovers leftovers = new Leftovers(engine);

  @Test
  void shouldAnswerTheVerdictInTheSameCallWhenAPortraitIsUploaded() throws Exception {
    // When
    Answer created = client.upload("me.jpg", Portraits.jpeg(1), "Ada");
    // Then
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    JsonNode verdict = created.json();
    String id = verdict.get("avatarId").asText();
    assertThat(created.header("Location")).isEqualTo("/api/v1/avatars/" + id);
    assertThat(verdict.get("registrationStatus").asText()).isEqualTo("success");
    assertThat(verdict.get("faceDetectionResults").get("frameCount").asInt()).isEqualTo(1);
    assertThat(verdict.get("faceDetectionResults").get("primaryFace").get("landmarks")).hasSize(5);
    assertThat(verdict.get("qualityAssessment").get("individualScores")).hasSize(6);
    assertThat(verdict.get("processingTime").asDouble()).isPositive();
    assertThat(verdict.get("jobId").asText()).isNotEmpty();

    JsonNode summary = client.get("/api/v1/avatars/" + id + "/face").json();
    assertThat(summary.get("avatarId").asText()).isEqualTo(id);

    Answer binary = client.get("/api/v1/avatars/" + id + "/face", "Accept", FaceCodec.MEDIA_TYPE);
    FaceEntry entry = FaceCodec.decode(binary.body());
    assertThat(entry.header().count()).isEqualTo(1);
    assertThat(entry.header().avatarId().toString()).isEqualTo(id);
    List<Double> box =
        GatewayClient.JSON.convertValue(
            verdict.get("faceDetectionResults").get("primaryFace").get("box"),
            new com.fasterxml.jackson.core.type.TypeReference<>() {});
    assertThat((double) entry.boxes()[0])
        .isCloseTo(box.get(0), org.assertj.core.data.Offset.offset(0.5));

    BufferedImage crop = png(client.get("/api/v1/avatars/" + id + "/face/crop.png"));
    assertThat(List.of(crop.getWidth(), crop.getHeight())).containsExactly(96, 96);
    BufferedImage overlay = png(client.get("/api/v1/avatars/" + id + "/face/overlay.png"));
    assertThat(overlay.getWidth()).isGreaterThan(300);
  }

  @Test
  void shouldRegisterEveryRealPhotoWhenTheTestDataIsThere() {
    assumeThat(Photos.there()).as("real photos lie beside the project").isTrue();
    for (Path photo : Photos.in("faces")) {
      if (photo.getFileName().toString().contains("profile")) {
        continue;
      }
      // When
      Answer answer = client.upload(photo.getFileName().toString(), Photos.read(photo), "Real");
      // Then
      assertThat(answer.status()).as("%s: %s", photo.getFileName(), answer).isEqualTo(201);
    }
    for (Path photo : Photos.in("noface")) {
      // When
      Answer answer = client.upload(photo.getFileName().toString(), Photos.read(photo), "None");
      // Then
      assertThat(answer.status()).as("%s: %s", photo.getFileName(), answer).isEqualTo(422);
      assertThat(answer.json().get("reasons").get(0).get("code").asText()).isEqualTo("no-face");
    }
    Path several =
        Photos.in("multiface").stream()
            .filter(p -> p.endsWith("three_people.jpg"))
            .findAny()
            .orElseThrow();
    Answer answer = client.upload("three.jpg", Photos.read(several), "Three");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.json().get("warnings").toString()).contains("several-faces");
  }

  @Test
  void shouldAnswerAtOnceAndShowTheJobWhenAskedToRespondAsync() {
    // When
    Answer accepted = client.upload("me.png", Portraits.png(2), "Later", "Prefer", "respond-async");
    // Then
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    String job = accepted.header("Location");
    assertThat(job).startsWith("/api/v1/jobs/");
    JsonNode done = client.get(job + "?wait=20").json();
    assertThat(done.get("status").asText()).isEqualTo("completed");
    assertThat(done.get("progress").asInt()).isEqualTo(100);
    String avatar = "/api/v1/avatars/" + done.get("avatarId").asText();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> client.get(avatar).json().get("registrationStatus").asText().equals("success"));
    assertThat(client.get("/api/v1/jobs?size=5").json().get("items")).isNotEmpty();
    assertThat(client.get("/api/v1/jobs/stats").status()).isEqualTo(200);
  }

  @Test
  void shouldMakeOneAvatarWhenTheSameUploadComesTwice() {
    // Given
    String key = UUID.randomUUID().toString();
    byte[] photo = Portraits.jpeg(3);
    // When
    CompletableFuture<Answer> one =
        CompletableFuture.supplyAsync(
            () -> client.upload("a.jpg", photo, "Twin", "Idempotency-Key", key));
    CompletableFuture<Answer> two =
        CompletableFuture.supplyAsync(
            () -> client.upload("a.jpg", photo, "Twin", "Idempotency-Key", key));
    Answer first = one.join();
    Answer second = two.join();
    Answer third = client.upload("a.jpg", photo, "Twin", "Idempotency-Key", key);
    Answer other = client.upload("a.jpg", Portraits.jpeg(4), "Twin", "Idempotency-Key", key);
    // Then
    assertThat(List.of(first.status(), second.status(), third.status())).containsOnly(201);
    assertThat(List.of(first, second, third))
        .extracting(answer -> answer.json().get("avatarId").asText())
        .containsOnly(first.json().get("avatarId").asText());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().get("type").asText()).endsWith("/idempotency-mismatch");
  }

  @Test
  void shouldEraseEverythingWhenTheAvatarIsDeleted() {
    // Given
    String id = client.upload("me.jpg", Portraits.jpeg(5), "Gone").json().get("avatarId").asText();
    String path = "/api/v1/avatars/" + id;
    assertThat(leftovers.blobs()).anyMatch(blob -> blob.contains(id));
    // When
    Answer unconfirmed = client.delete(path);
    Answer deleted = client.delete(path + "?confirm=true");
    // Then
    assertThat(unconfirmed.status()).isEqualTo(400);
    assertThat(deleted.status()).as(deleted.toString()).isIn(202, 204);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(leftovers.blobs()).noneMatch(blob -> blob.contains(id));
              assertThat(client.get("/api/v1/erasures/" + id).json().get("completedAt").asText())
                  .isNotEmpty();
            });
    for (String gone : List.of(path, path + "/face", path + "/face/crop.png")) {
      assertThat(client.get(gone).status()).as(gone).isIn(404, 410);
    }
    assertThat(leftovers.redis("EXISTS face:" + id)).isEqualTo(":0");
  }

  @Test
  void shouldHideOthersAvatarsAndJobsWhenTheIdIsGuessed() {
    // Given
    JsonNode mine = client.upload("me.jpg", Portraits.jpeg(6), "Mine").json();
    GatewayClient stranger = GatewayClient.anotherUser(engine);
    // When / Then
    for (String path :
        List.of(
            "/api/v1/avatars/" + mine.get("avatarId").asText(),
            "/api/v1/avatars/" + mine.get("avatarId").asText() + "/face",
            "/api/v1/avatars/" + mine.get("avatarId").asText() + "/face/overlay.png",
            "/api/v1/jobs/" + mine.get("jobId").asText())) {
      Answer answer = stranger.get(path);
      assertThat(answer.status()).as("%s: %s", path, answer).isEqualTo(404);
      assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }
    assertThat(
            stranger
                .delete("/api/v1/avatars/" + mine.get("avatarId").asText() + "?confirm=true")
                .status())
        .isEqualTo(404);
  }

  @Test
  void shouldListWhatIsMineWhenPaged() {
    // Given
    client.upload("me.jpg", Portraits.jpeg(7), Map.of("name", "Listed", "tags", "one,two"));
    // When
    JsonNode page = client.get("/api/v1/avatars?page=0&size=2").json();
    // Then
    assertThat(page.get("items").size()).isBetween(1, 2);
    assertThat(page.get("total").asInt()).isPositive();
  }

  private static BufferedImage png(Answer answer) throws Exception {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("image/png");
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }
}
