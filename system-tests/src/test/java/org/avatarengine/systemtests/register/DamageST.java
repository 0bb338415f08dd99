package org.avatarengine.systemtests.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;
import org.avatarengine.systemtests.engine.Leftovers;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;

/** A face whose stored bytes went bad is made anew from its original. */
class DamageST {

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient client = GatewayClient.demo(engine);
  private final Leftovers leftovers = new Leftovers(engine);

  @Test
  void shouldServeAFreshFaceWhenTheStoredOneWasDamaged() throws Exception {
    // Given
    String id =
        client.upload("me.jpg", Portraits.jpeg(811), "Damaged").json().get("avatarId").asText();
    String face = "/api/v1/avatars/" + id + "/face";
    byte[] before = client.get(face, "Accept", FaceCodec.MEDIA_TYPE).body();
    flipAByte(id);
    leftovers.redis("DEL face:" + id);
    // A restart forgets what the memory tier holds.
    engine.kill("face-cache");
    engine.up();
    // When
    Answer first = client.get(face, "Accept", FaceCodec.MEDIA_TYPE);
    // Then
    assertThat(first.status()).as(first.toString()).isIn(200, 503);
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> {
              Answer healed = client.get(face, "Accept", FaceCodec.MEDIA_TYPE);
              assertThat(healed.status()).as(healed.toString()).isEqualTo(200);
              assertThat(FaceCodec.decode(healed.body()).landmarks())
                  .isEqualTo(FaceCodec.decode(before).landmarks());
            });
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              JsonNode versions = client.get("/api/v1/avatars/" + id + "/versions").json();
              assertThat(versions.get("versions").findValuesAsText("reason")).contains("damaged");
            });
  }

  private void flipAByte(String id) throws IOException {
    try (var files = Files.walk(engine.blobs().resolve("faces"))) {
      Path entry =
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().contains(id))
              .findFirst()
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(entry);
      bytes[bytes.length / 2] ^= 1;
      Files.write(entry, bytes);
    }
  }
}
