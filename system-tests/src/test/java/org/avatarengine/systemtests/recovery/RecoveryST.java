package org.avatarengine.systemtests.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;
import org.avatarengine.systemtests.engine.Leftovers;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;

class RecoveryST {

  private static final List<String> EVERY_PROCESS =
      List.of(
          "gateway",
          "registration",
          "face-cache",
          "job",
          "ml-worker",
          "animation",
          "embedded-stack");

  private final RunningEngine engine = RunningEngine.shared();
  private final Leftovers leftovers = new Leftovers(engine);

  @Test
  void shouldFinishEveryJobOnceWhenTheWorkerIsKilledInMidJob() {
    // Given
    GatewayClient client = GatewayClient.demo(engine);
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Answer accepted =
          client.upload("k.jpg", Portraits.jpeg(100 + i), "Killed", "Prefer", "respond-async");
      assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
      jobs.add(accepted.header("Location"));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> jobs.stream().anyMatch(job -> status(client, job).equals("active")));
    // When
    engine.kill("ml-worker");
    engine.up();
    // Then
    for (String job : jobs) {
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(status(client, job)).isEqualTo("completed"));
      String avatar = client.get(job).json().get("avatarId").asText();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(leftovers.blobs())
                      .as("one result")
                      .filteredOn(blob -> blob.startsWith("faces/" + avatar))
                      .hasSize(1));
      assertThat(client.get("/api/v1/avatars/" + avatar).json().get("registrationStatus").asText())
          .isEqualTo("success");
    }
  }

  @Test
  void shouldStillServeFacesWhenRedisIsEmptied() throws Exception {
    // Given
    GatewayClient client = GatewayClient.demo(engine);
    String id =
        client.upload("r.jpg", Portraits.jpeg(200), "Redis").json().get("avatarId").asText();
    engine.kill("face-cache");
    // When
    assertThat(leftovers.redis("FLUSHALL")).isEqualTo("+OK");
    engine.up();
    // Then
    Answer face = client.get("/api/v1/avatars/" + id + "/face", "Accept", FaceCodec.MEDIA_TYPE);
    assertThat(face.status()).as(face.toString()).isEqualTo(200);
    assertThat(FaceCodec.decode(face.body()).header().avatarId().toString()).isEqualTo(id);
  }

  @Test
  void shouldKeepAllDataWhenEveryProcessIsKilled() {
    // Given
    GatewayClient before = GatewayClient.demo(engine);
    JsonNode registered = before.upload("all.jpg", Portraits.jpeg(300), "Survivor").json();
    String id = registered.get("avatarId").asText();
    // When
    EVERY_PROCESS.forEach(engine::kill);
    String output = engine.up();
    // Then
    assertThat(output).contains("http://");
    GatewayClient after = GatewayClient.demo(engine);
    assertThat(after.get("/api/v1/avatars/" + id).json().get("name").asText())
        .isEqualTo("Survivor");
    assertThat(after.get("/api/v1/avatars/" + id + "/face").status()).isEqualTo(200);
    assertThat(
            after
                .get("/api/v1/jobs/" + registered.get("jobId").asText())
                .json()
                .get("status")
                .asText())
        .isEqualTo("completed");
    assertThat(after.upload("new.jpg", Portraits.jpeg(301), "Next").status()).isEqualTo(201);
  }

  @Test
  void shouldSaySoWhenUpIsCalledTwice() {
    assertThat(engine.script(Duration.ofMinutes(1), "up")).containsIgnoringCase("already running");
  }

  private static String status(GatewayClient client, String job) {
    return client.get(job).json().get("status").asText();
  }
}
