package org.avatarengine.systemtests.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;

/** What a user keeps and finds again, through the gateway. */
class RecordsST {

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient client = GatewayClient.anotherUser(engine);

  @Test
  void shouldKeepBothVersionsAndServeTheNewFaceWhenItIsRegenerated() {
    // Given
    String id = register(831, "Twice");
    String path = "/api/v1/avatars/" + id;
    // When
    Answer ordered = client.postJson(path + "/regenerate", Map.of("preset", "fast"));
    // Then
    assertThat(ordered.status()).as(ordered.toString()).isEqualTo(202);
    String job = ordered.header("Location");
    assertThat(client.get(job + "?wait=20").json().get("status").asText()).isEqualTo("completed");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              JsonNode versions = client.get(path + "/versions").json().get("versions");
              assertThat(versions).hasSize(2);
              assertThat(versions.findValuesAsText("status")).containsOnly("success");
              assertThat(versions.findValuesAsText("preset")).contains("quality", "fast");
            });
    assertThat(client.get(path + "/face").status()).isEqualTo(200);
  }

  @Test
  void shouldFindByNameAndTagAndForgetWhenErased() {
    // Given
    String id =
        client
            .upload(
                "me.jpg",
                Portraits.jpeg(832),
                Map.of("name", "Grace Hopper", "tags", "navy,compilers", "consent", "true"))
            .json()
            .get("avatarId")
            .asText();
    register(833, "Somebody else");
    // When
    JsonNode byName = client.get("/api/v1/avatars?q=hopp").json();
    JsonNode byTag = client.get("/api/v1/avatars?tag=navy").json();
    Answer old = client.get("/avatar/list");
    client.delete("/api/v1/avatars/" + id + "?confirm=true");
    JsonNode after = client.get("/api/v1/avatars?q=hopp").json();
    // Then
    assertThat(byName.get("total").asInt()).isEqualTo(1);
    assertThat(byName.get("items").get(0).get("consent").get("policyVersion").asText())
        .isNotEmpty();
    assertThat(byTag.get("items").get(0).get("avatarId").asText()).isEqualTo(id);
    assertThat(old.json().findValuesAsText("avatar_id")).contains(id);
    assertThat(after.get("total").asInt()).isZero();
  }

  @Test
  void shouldHandEverythingOutWhenAUserAsksForTheirData() throws Exception {
    // Given
    String id = register(834, "Mine");
    // When
    Answer export = client.get("/api/v1/users/me/export");
    // Then
    assertThat(export.status()).isEqualTo(200);
    Set<String> names = new HashSet<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(export.body()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    assertThat(names)
        .contains("export.json", "avatars/" + id + "/original.jpg", "avatars/" + id + "/face.afe");
  }

  @Test
  void shouldHintAtTheSamePictureWithoutRefusingIt() {
    // Given
    String first = register(835, "One");
    // When
    Answer again = client.upload("me.jpg", Portraits.jpeg(835), "Two");
    // Then
    assertThat(again.status()).isEqualTo(201);
    JsonNode hint = again.json().get("hints").get(0);
    assertThat(hint.get("code").asText()).isEqualTo("same-image");
    assertThat(hint.get("message").asText()).contains(first);
  }

  @Test
  void shouldCountReadsWhenAFaceIsRead() {
    // Given
    String id = register(836, "Read");
    for (int i = 0; i < 3; i++) {
      client.get("/api/v1/avatars/" + id + "/face");
    }
    // Then
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode avatar = client.get("/api/v1/avatars/" + id).json();
              assertThat(avatar.get("accessCount").asInt()).isEqualTo(3);
              assertThat(avatar.get("lastAccessed").asText()).isNotEmpty();
            });
    JsonNode stats = GatewayClient.admin(engine).get("/api/v1/faces/stats").json();
    assertThat(stats.get("tiers").get("memory").get("hits").asLong()).isPositive();
  }

  private String register(long seed, String name) {
    Answer answer = client.upload("me.jpg", Portraits.jpeg(seed), name);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().get("avatarId").asText();
  }
}
