package org.avatarengine.systemtests.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assumptions;
import org.avatarengine.animation.live.FlightReplay;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.avatarengine.systemtests.live.LiveClient.Session;
import org.avatarengine.systemtests.live.StreamViewer.Shown;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live sessions as programs use them: phones by UDP, viewers through the gateway. */
class LiveST {

  private static final ConditionFactory SOON =
      await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  private static final Channel[] LEFT_EYE = {
    Channel.EYE_BLINK_LEFT,
    Channel.EYE_LOOK_DOWN_LEFT,
    Channel.EYE_LOOK_IN_LEFT,
    Channel.EYE_LOOK_OUT_LEFT,
    Channel.EYE_SQUINT_LEFT,
    Channel.EYE_WIDE_LEFT
  };

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient gateway = GatewayClient.demo(engine);
  private final LiveClient owner = new LiveClient(gateway);

  @Test
  void shouldShowEveryRecordedFaceWhenAPhoneSendsItToTheCode() {
    // Given
    RecordedFaces faces = RecordedFaces.read();
    Session session = owner.create(Map.of("preset", "raw"));
    assertThat(session.ingestPort()).isEqualTo(engine.port("live-link"));
    try (StreamViewer binary = watch(session, StreamViewer.BINARY);
        StreamViewer json = watch(session, StreamViewer.JSON);
        StreamViewer packed = watch(session, StreamViewer.MESSAGE_PACK);
        RecordedPhone phone =
            new RecordedPhone(faces, session.subject(), engine.port("live-link"))) {
      // When
      for (int i = 0; i < faces.count(); i++) {
        phone.send(i);
        float[] sent = faces.values(i);
        // Then
        await()
            .alias("face " + i)
            .atMost(Duration.ofSeconds(5))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> shows(binary, sent));
      }
      float[] newest = faces.values(faces.count() - 1);
      SOON.until(() -> shows(json, newest) && shows(packed, newest));
      assertThat(binary.subprotocol()).isEqualTo(StreamViewer.BINARY);
      assertThat(json.subprotocol()).isEqualTo(StreamViewer.JSON);
      assertThat(packed.subprotocol()).isEqualTo(StreamViewer.MESSAGE_PACK);
      assertThat(binary.control("welcome").get("role").asText()).isEqualTo("viewer");
      assertThat(binary.control("welcome").get("sessionId").asText()).isEqualTo(session.id());
      List<Shown> shown = binary.shown();
      assertThat(shown.getFirst().key()).as("the first frame stands alone").isTrue();
      assertThat(shown).filteredOn(frame -> !frame.key()).hasSizeGreaterThan(shown.size() / 2);
      assertThat(shown).extracting(Shown::sequence).isSorted().doesNotHaveDuplicates();
      assertThat(gateway.delete(session.path()).status()).isEqualTo(204);
      assertThat(binary.closed()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(4000);
    }
  }

  private StreamViewer watch(Session session, String format) {
    return owner.watch(session, session.viewer(), format, "?level=0");
  }

  /** Whether the newest frame is that face, but for the steps of the codec. */
  private static boolean shows(StreamViewer viewer, float[] face) {
    Shown last = viewer.last();
    if (last == null) {
      return false;
    }
    for (Channel channel : Channel.ALL) {
      int i = channel.ordinal();
      float least = i < Channel.SHAPES ? 0 : -1;
      if (Math.abs(last.values()[i] - Math.clamp(face[i], least, 1)) > 1 / 255f + 1e-5f) {
        return false;
      }
    }
    return true;
  }

  @Test
  void shouldNameTheDeadChannelsWhenAnEyeIsCovered() {
    // Given
    RecordedFaces faces = RecordedFaces.read();
    Session session = owner.create(Map.of());
    JsonNode before = gateway.get(session.path() + "/doctor").json();
    assertThat(before.get("finding").asText()).isEqualTo("no-packet-yet");
    assertThat(before.get("advice").asText()).contains(session.subject());
    AtomicInteger next = new AtomicInteger();
    try (StreamViewer viewer = watch(session, StreamViewer.BINARY);
        RecordedPhone phone =
            new RecordedPhone(faces, session.subject(), engine.port("live-link"));
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      // When
      var sending =
          clock.scheduleAtFixedRate(
              () -> phone.sendCovered(next.getAndIncrement() % faces.count(), LEFT_EYE),
              0,
              1_000_000 / 60,
              TimeUnit.MICROSECONDS);
      // Then
      SOON.atMost(Duration.ofSeconds(40))
          .pollInterval(Duration.ofMillis(250))
          .untilAsserted(
              () ->
                  assertThat(deadChannels(session))
                      .contains("eyeBlinkLeft", "eyeWideLeft", "eyeSquintLeft")
                      .doesNotContain("eyeBlinkRight", "jawOpen"));
      sending.cancel(false);
      JsonNode doctor = gateway.get(session.path() + "/doctor").json();
      JsonNode source = doctor.get("sources").get(0);
      assertThat(source.get("dialect").asText()).isEqualTo("live-link-face");
      assertThat(source.get("subject").asText()).isEqualTo(session.subject());
      assertThat(source.get("packets").asInt()).isGreaterThan(300);
      assertThat(doctor.get("advice").asText()).isNotBlank();
      assertThat(doctor.get("viewers")).hasSize(1);
      assertThat(viewer.value(Channel.JAW_OPEN)).isGreaterThan(0);
      JsonNode stats = gateway.get("/api/v1/stats").json();
      assertThat(stats.get("instance").asText()).isEqualTo("local");
      assertThat(stats.get("sessions").asInt()).isPositive();
      assertThat(stats.get("viewers").asInt()).isPositive();
      assertThat(stats.get("packets").get("samples").asLong()).isGreaterThan(300);
      assertThat(stats.get("framesPerSecond").asDouble()).isGreaterThan(10);
      assertThat(gateway.get("/stats").json().get("instance")).isEqualTo(stats.get("instance"));
    }
    assertThat(gateway.delete(session.path()).status()).isEqualTo(204);
  }

  private List<String> deadChannels(Session session) {
    JsonNode sources = gateway.get(session.path() + "/doctor").json().get("sources");
    List<String> names = new ArrayList<>();
    sources.forEach(
        source ->
            StreamSupport.stream(source.get("deadChannels").spliterator(), false)
                .forEach(name -> names.add(name.asText())));
    return names;
  }

  @Test
  void shouldSmileWhenAnEmotionIsAskedForByAnyOfTheNames() {
    // Given
    Session session = owner.create(Map.of("preset", "raw"));
    Map<String, Object> briefly =
        Map.of("emotion", "happiness", "intensity", 1.0, "durationMs", 300);
    try (StreamViewer viewer = watch(session, StreamViewer.BINARY)) {
      // When / Then
      smilesOnce(viewer, owner.gateway().postJson(session.path() + "/emotion", briefly));
      smilesOnce(
          viewer,
          gateway
              .withToken(session.performer())
              .postJson(
                  "/api/v1/emotion",
                  Map.of("sessionId", session.id(), "emotion", "joy", "durationMs", 300)));
      smilesOnce(
          viewer,
          gateway.postJson(
              "/emotion", Map.of("session_id", session.id(), "emotion", "happy", "duration", 0.3)));
    }
    Answer unknown = gateway.postJson(session.path() + "/emotion", Map.of("emotion", "hunger"));
    assertThat(unknown.status()).as(unknown.toString()).isEqualTo(400);
    assertThat(gateway.delete(session.path()).status()).isEqualTo(204);
  }

  private static void smilesOnce(StreamViewer viewer, Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    SOON.until(() -> viewer.value(Channel.MOUTH_SMILE_LEFT) > 0.2f);
    SOON.until(() -> viewer.value(Channel.MOUTH_SMILE_LEFT) < 0.05f);
  }

  @Test
  void shouldSendTheRigsTargetsWhenTheSessionHasOne() {
    // Given
    JsonNode table = gateway.get("/api/v1/rigs/cc4-extended").json();
    List<String> targets = table.get("targets").findValuesAsText("name");
    int jaw = targets.indexOf("Jaw_Open");
    assertThat(gateway.get("/api/v1/rigs").text()).contains("arkit", "vrm", "cc4-standard");
    assertThat(gateway.get("/api/v1/presets").text()).contains("natural", "raw");
    Session session = owner.create(Map.of("preset", "raw", "rig", "cc4-extended"));
    String open = "{\"type\":\"values\",\"t\":%d,\"values\":{\"jawOpen\":0.6}}";
    try (StreamViewer performer =
            owner.watch(session, session.performer(), StreamViewer.BINARY, "");
        StreamViewer json = watch(session, StreamViewer.JSON);
        StreamViewer packed = watch(session, StreamViewer.MESSAGE_PACK)) {
      // When
      SOON.until(
          () ->
              performer.say(open.formatted(System.nanoTime() / 1_000_000))
                  && json.value(Channel.JAW_OPEN) > 0.59f
                  && packed.value(Channel.JAW_OPEN) > 0.59f);
      // Then
      for (StreamViewer viewer : List.of(json, packed)) {
        assertThat(viewer.last().targets()).hasSize(targets.size());
        SOON.until(() -> Math.abs(viewer.last().targets()[jaw] - 0.6f) < 0.01f);
      }
    }
    assertThat(gateway.delete(session.path()).status()).isEqualTo(204);
  }

  @Test
  void shouldBeDrivenByPerformersAloneWhenTokensAreHandedOut() {
    // Given
    Session session = owner.create(Map.of("preset", "raw"));
    GatewayClient viewerOnly = gateway.withToken(session.viewer());
    GatewayClient stranger = GatewayClient.anotherUser(engine);
    String puff = "{\"type\":\"values\",\"t\":%d,\"values\":{\"cheekPuff\":0.9}}";
    String open = "{\"type\":\"values\",\"t\":%d,\"values\":{\"jawOpen\":0.9}}";
    try (StreamViewer performer =
            owner.watch(session, session.performer(), StreamViewer.BINARY, "");
        StreamViewer viewer = watch(session, StreamViewer.BINARY)) {
      // When
      SOON.until(
          () ->
              viewer.say(open.formatted(System.nanoTime() / 1_000_000))
                  && performer.say(puff.formatted(System.nanoTime() / 1_000_000))
                  && viewer.value(Channel.CHEEK_PUFF) > 0.8f);
      // Then
      SOON.until(() -> viewer.control("error") != null);
      assertThat(viewer.shown()).allMatch(frame -> frame.value(Channel.JAW_OPEN) < 0.05f);
      viewer.say("{\"type\":\"ping\",\"t\":7}");
      SOON.until(() -> viewer.control("pong") != null);
      assertThat(viewer.control("pong").get("t").asLong()).isEqualTo(7);
    }
    Map<String, Object> joy = Map.of("emotion", "joy");
    assertThat(viewerOnly.get(session.path()).status()).isEqualTo(200);
    assertThat(viewerOnly.postJson(session.path() + "/emotion", joy).status()).isEqualTo(403);
    assertThat(viewerOnly.get(session.path() + "/doctor").status()).isEqualTo(403);
    assertThat(viewerOnly.get(session.path() + "/recording").status()).isEqualTo(403);
    assertThat(viewerOnly.delete(session.path()).status()).isEqualTo(403);
    for (String part : List.of("", "/doctor", "/recording")) {
      assertThat(stranger.get(session.path() + part).status()).as(part).isEqualTo(404);
    }
    assertThat(stranger.postJson(session.path() + "/emotion", joy).status()).isEqualTo(404);
    assertThat(stranger.delete(session.path()).status()).isEqualTo(404);
    assertThat(gateway.withToken(null).get(session.path()).status()).isEqualTo(401);
    assertThat(refusal(session, stranger.token())).isEqualTo(404);
    assertThat(refusal(session, null)).isEqualTo(401);
    assertThat(stranger.get("/api/v1/sessions").text()).doesNotContain(session.id());
    assertThat(gateway.get("/api/v1/sessions").text()).contains(session.id());
    assertThat(gateway.delete(session.path()).status()).isEqualTo(204);
    assertThat(gateway.get(session.path()).status()).isEqualTo(404);
  }

  private int refusal(Session session, String token) {
    Throwable thrown =
        catchThrowable(() -> owner.watch(session, token, StreamViewer.BINARY, "").close());
    assertThat(thrown).hasCauseInstanceOf(WebSocketHandshakeException.class);
    return ((WebSocketHandshakeException) thrown.getCause()).getResponse().statusCode();
  }

  @Test
  void shouldReplayBitForBitWhenTheRecordingIsDownloaded() throws Exception {
    // Given
    byte[] recording = recordingOf(owner.create(Map.of("seed", 42)));
    // When
    FlightReplay.Verdict verdict = new FlightReplay(recording).run();
    // Then
    assertThat(verdict).isInstanceOf(FlightReplay.Same.class);
    assertThat(((FlightReplay.Same) verdict).frames()).isGreaterThan(30);
  }

  @Test
  void shouldSayBitForBitWhenTheScriptReplaysARecording(@TempDir Path folder) throws Exception {
    // Given
    Assumptions.assumeThat(
            Path.of(System.getProperty("avatar.root"), "benchmarks/target/benchmarks.jar"))
        .exists();
    byte[] recording = recordingOf(owner.create(Map.of("seed", 43)));
    Path file = Files.write(folder.resolve("session.flight"), recording);
    // When
    String said = engine.script(Duration.ofMinutes(1), "replay", file.toString());
    // Then
    assertThat(said).containsIgnoringCase("bit for bit");
    recording[recording.length / 2] ^= 1;
    Files.write(file, recording);
    assertThat(engine.run(Duration.ofMinutes(1), "replay", file.toString()).status())
        .as("a damaged file is told")
        .isNotZero();
  }

  private byte[] recordingOf(Session session) {
    try (StreamViewer performer =
        owner.watch(session, session.performer(), StreamViewer.BINARY, "")) {
      String values = "{\"type\":\"values\",\"t\":%d,\"values\":{\"jawOpen\":0.7}}";
      SOON.until(
          () ->
              performer.say(values.formatted(System.nanoTime() / 1_000_000))
                  && performer.value(Channel.JAW_OPEN) > 0.5f
                  && performer.shown().size() > 60);
    }
    Answer answer = gateway.get(session.path() + "/recording");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(gateway.delete(session.path()).status()).isEqualTo(204);
    return answer.body();
  }
}
