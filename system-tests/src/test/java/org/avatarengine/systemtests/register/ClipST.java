package org.avatarengine.systemtests.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.systemtests.engine.Clips;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;
import org.avatarengine.systemtests.engine.Photos;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;

/** Videos from upload to face. */
class ClipST {

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient client = GatewayClient.demo(engine);

  @Test
  void shouldRegisterTheFaceOfAHundredFramesWhenAClipIsUploaded() throws Exception {
    // Given
    byte[] clip = Clips.mp4(640, 480, 5);
    // When
    Answer created = client.upload("me.mp4", clip, Map.of("name", "Clip"), "Prefer", "wait=30");
    // Then
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    JsonNode verdict = created.json();
    assertThat(verdict.get("clip").get("frames").asInt()).isEqualTo(150);
    assertThat(verdict.get("clip").get("analysed").asInt()).isEqualTo(100);
    assertThat(verdict.get("faceDetectionResults").get("frameCount").asInt()).isEqualTo(100);
    String face = "/api/v1/avatars/" + verdict.get("avatarId").asText() + "/face";
    FaceEntry entry = FaceCodec.decode(client.get(face, "Accept", FaceCodec.MEDIA_TYPE).body());
    assertThat(entry.header().count()).isEqualTo(100);
    BufferedImage overlay =
        ImageIO.read(new ByteArrayInputStream(client.get(face + "/overlay.png").body()));
    assertThat(overlay.getWidth()).isEqualTo(640);
  }

  @Test
  void shouldLookAtFiftyFramesWhenThePresetIsFast() {
    // When
    Answer created =
        client.upload(
            "me.mov",
            Clips.mp4(320, 240, 3),
            Map.of("name", "Fast", "preset", "fast"),
            "Prefer",
            "wait=30");
    // Then
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    assertThat(created.json().get("clip").get("analysed").asInt()).isEqualTo(50);
    assertThat(created.json().get("qualityAssessment").get("components")).isEmpty();
  }

  @Test
  void shouldFollowTheOptionsWhenAnAdminSetsThem() {
    // Given
    byte[] clip = Clips.mp4(320, 240, 2);
    Map<String, String> fields = Map.of("name", "Few", "maxFrames", "7");
    // When
    Answer admins = GatewayClient.admin(engine).upload("me.mp4", clip, fields, "Prefer", "wait=30");
    Answer others = client.upload("me.mp4", clip, fields);
    // Then
    assertThat(admins.status()).as(admins.toString()).isEqualTo(201);
    assertThat(admins.json().get("clip").get("analysed").asInt()).isEqualTo(7);
    assertThat(others.status()).as(others.toString()).isEqualTo(403);
    assertThat(others.json().get("reasons").get(0).get("code").asText()).isEqualTo("admins-only");
  }

  @Test
  void shouldSayWhatIsWrongWhenAClipCannotBeRead() {
    // Given
    byte[] clip = Clips.mp4(320, 240, 1);
    // When
    Answer broken = client.upload("x.mp4", Arrays.copyOf(clip, 300), "Broken");
    Answer lying = client.upload("x.jpg", clip, "Lying");
    // Then
    assertThat(broken.status()).as(broken.toString()).isEqualTo(400);
    assertThat(broken.json().get("type").asText()).endsWith("/unreadable-file");
    assertThat(lying.status()).as(lying.toString()).isEqualTo(400);
    assertThat(lying.json().get("type").asText()).endsWith("/lying-extension");
  }

  @Test
  void shouldGiveNoHintWhenARealPersonMoves() {
    assumeThat(Photos.there()).as("real clips lie beside the project").isTrue();
    // When
    Answer created =
        client.upload(
            "squats.mp4",
            Photos.read(
                Photos.in("video").stream()
                    .filter(file -> file.endsWith("pose_squats.mp4"))
                    .findAny()
                    .orElseThrow()),
            Map.of("name", "Real"),
            "Prefer",
            "wait=30");
    // Then
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    assertThat(created.json().get("hints")).isEmpty();
  }
}
