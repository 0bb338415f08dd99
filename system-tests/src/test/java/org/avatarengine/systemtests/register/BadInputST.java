package org.avatarengine.systemtests.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;
import org.avatarengine.systemtests.engine.HostileFiles;
import org.avatarengine.systemtests.engine.Leftovers;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes in: a clear answer, and nothing left behind but the job with its reasons. */
class BadInputST {

  private static final String COUNT_FACES = "EVAL \"return #redis.call('keys','face:*')\" 0";

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient client = GatewayClient.demo(engine);
  private final Leftovers leftovers = new Leftovers(engine);

  @ParameterizedTest
  @CsvSource({
    "HTML, photo.jpg, 400, unsupported-file",
    "PNG_NAMED_JPG, photo.jpg, 400, lying-extension",
    "TEXT, notes.txt, 400, unsupported-file",
    "EMPTY, photo.jpg, 400, unreadable-file",
    "TRUNCATED_JPEG, photo.jpg, 400, unreadable-file",
    "TRUNCATED_PNG, photo.png, 400, unreadable-file",
    "HUGE_PIXELS, photo.png, 400, image-too-large",
    "ZIP_BOMB, photo.png, 400, image-too-large",
    "NO_FACE, photo.png, 422, rejected",
    "TINY_FACE, photo.png, 422, rejected",
    "OVER_50_MB, photo.jpg, 413, file-too-large"
  })
  void shouldSayWhatIsWrongAndLeaveNothingWhenTheFileIsBad(
      HostileFiles file, String name, int status, String type) {
    // Given
    Set<String> blobs = leftovers.blobs();
    long avatars = leftovers.rows("registration.avatar");
    String faces = leftovers.redis(COUNT_FACES);
    // When
    Answer answer = client.upload(name, file.bytes(), "Bad");
    // Then
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.get("type").asText()).isEqualTo("/problems/" + type);
    assertThat(problem.get("reasons")).as(answer.toString()).isNotEmpty();
    assertThat(problem.get("reasons").get(0).get("message").asText()).hasSizeGreaterThan(20);
    assertThat(problem.get("traceId").asText()).matches("[0-9a-f]{32}");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              assertThat(leftovers.blobs()).isEqualTo(blobs);
              assertThat(leftovers.rows("registration.avatar")).isEqualTo(avatars);
              assertThat(leftovers.redis(COUNT_FACES)).isEqualTo(faces).startsWith(":");
            });
  }

  @Test
  void shouldNameTheMissingFieldWhenOneIsMissing() {
    Answer noName = client.upload("me.jpg", Portraits.jpeg(1), Map.of());
    assertThat(noName.status()).as(noName.toString()).isEqualTo(400);
    assertThat(noName.json().get("reasons").toString()).contains("name");
    Answer noFile = client.upload("me.jpg", null, Map.of("name", "X"));
    assertThat(noFile.status()).as(noFile.toString()).isEqualTo(400);
    assertThat(noFile.json().get("reasons").toString()).contains("file");
    Answer preset =
        client.upload("me.jpg", Portraits.jpeg(1), Map.of("name", "X", "preset", "best"));
    assertThat(preset.status()).isEqualTo(400);
  }

  @Test
  void shouldRefuseTheCallWhenTheTokenIsMissingOrForged() {
    String mine = client.token();
    String forged = mine.substring(0, mine.length() - 6) + "AAAAAA";
    for (String token : Arrays.asList(null, "x", forged)) {
      Answer answer = client.withToken(token).get("/api/v1/avatars");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.json().get("reasons")).isNotEmpty();
    }
  }

  @Test
  void shouldNotReachInsideWhenInternalPathsAreCalled() {
    assertThat(client.get("/internal/jobs/00000000-0000-0000-0000-000000000000").status())
        .isEqualTo(404);
    assertThat(client.get("/api/v1/nothing-here").status()).isEqualTo(404);
  }

  @Test
  void shouldKeepTheReasonsWithTheJobWhenAPhotoIsRejected() {
    // When
    Answer accepted =
        client.upload("x.png", HostileFiles.NO_FACE.bytes(), "Job", "Prefer", "respond-async");
    // Then
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    JsonNode job = client.get(accepted.header("Location") + "?wait=20").json();
    assertThat(job.get("status").asText()).isEqualTo("failed");
    assertThat(job.get("error").get("reasons").get(0).get("code").asText()).isEqualTo("no-face");
  }
}
