package org.avatarengine.systemtests.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;
import org.avatarengine.systemtests.engine.HostileFiles;
import org.avatarengine.systemtests.engine.Leftovers;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;

/** A dry run tells all and leaves nothing. */
class DryRunST {

  private static final String PATH = "/api/v1/avatars?dryRun=true";

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient client = GatewayClient.anotherUser(engine);
  private final Leftovers leftovers = new Leftovers(engine);

  @Test
  void shouldAnswerTheFullVerdictAndStoreNothingWhenItIsADryRun() {
    // Given
    Set<String> blobs = leftovers.blobs();
    long avatars = leftovers.rows("registration.avatar");
    long jobs = leftovers.rows("job.job");
    // When
    Answer answer =
        client.uploadTo(PATH, "me.jpg", Portraits.jpeg(801), Map.of("name", "Only a look"));
    // Then
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    JsonNode verdict = answer.json();
    assertThat(verdict.get("dryRun").asBoolean()).isTrue();
    assertThat(verdict.get("qualityAssessment").get("individualScores")).hasSize(6);
    assertThat(verdict.get("qualityAssessment").get("components").size()).isGreaterThan(20);
    assertThat(verdict.get("faceDetectionResults").get("primaryFace").get("landmarks")).hasSize(5);
    nothingIsLeft(blobs, avatars, jobs);
    assertThat(client.get("/api/v1/avatars").json().get("total").asInt()).isZero();
  }

  @Test
  void shouldAnswerTheReasonsAndStoreNothingWhenThePhotoWouldBeRejected() {
    // Given
    Set<String> blobs = leftovers.blobs();
    long avatars = leftovers.rows("registration.avatar");
    long jobs = leftovers.rows("job.job");
    // When
    Answer answer =
        client.uploadTo(PATH, "x.png", HostileFiles.NO_FACE.bytes(), Map.of("name", "No face"));
    // Then
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.json().get("reasons").get(0).get("code").asText()).isEqualTo("no-face");
    nothingIsLeft(blobs, avatars, jobs);
  }

  private void nothingIsLeft(Set<String> blobs, long avatars, long jobs) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(leftovers.blobs()).isEqualTo(blobs);
              assertThat(leftovers.rows("registration.avatar")).isEqualTo(avatars);
              assertThat(leftovers.rows("job.job")).isEqualTo(jobs);
            });
  }
}
