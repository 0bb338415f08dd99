package org.avatarengine.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.live.FlightReplay;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.SessionStats;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.live.LiveClient.Created;
import org.avatarengine.live.session.LiveSessions;
import org.avatarengine.platform.identity.testing.TestUsers;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LiveIT.OwnDevices.class)
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(TestUsers.class)
class LiveIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String BINARY = "avatar.frame.v1";

  /** An operator who lets sessions speak to this machine. */
  public static final class OwnDevices implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "avatar.animation.instance", "Studio One",
          "avatar.animation.devices.allowed", "127.0.0.0/8");
    }
  }

  @Inject LiveSessions sessions;

  private final LiveClient owner = new LiveClient();

  private static int port() {
    return RestAssured.port;
  }

  @Test
  void shouldShowThePhonesFaceInEveryFormWhenItSendsToTheCode() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    assertThat(session.id()).startsWith("studio-one.");
    assertThat(session.subject()).matches("AVA-[2-9A-HJKMNP-Z]{6}");
    assertThat(session.location()).endsWith(session.path());
    Watcher binary = Watcher.open(port(), session.id(), session.viewer(), BINARY);
    Watcher json = Watcher.open(port(), session.id(), session.viewer(), "avatar.json.v1");
    // When
    try (Phone phone =
        new Phone(session.subject().toLowerCase(Locale.ROOT), session.ingestPort())) {
      phone.show(Channel.JAW_OPEN, 0.8f);
      // Then
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(16))
          .until(
              () ->
                  phone.send()
                      && binary.value(Channel.JAW_OPEN) > 0.6f
                      && json.value(Channel.JAW_OPEN) > 0.6f);
    }
    assertThat(binary.beganWithAKey()).isTrue();
    assertThat(binary.subprotocol()).isEqualTo(BINARY);
    assertThat(binary.welcome().get("role").asText()).isEqualTo("viewer");
    assertThat(binary.welcome().get("sessionId").asText()).isEqualTo(session.id());
    assertThat(json.subprotocol()).isEqualTo("avatar.json.v1");
    given()
        .header("Authorization", TestUsers.bearer(owner.user(), "read"))
        .get("/api/v1/stats")
        .then()
        .statusCode(200)
        .body("instance", equalTo("studio-one"));
  }

  @Test
  void shouldListenToOneAddressOnlyWhenTwoClaimTheSameCode() throws Exception {
    // Given
    Created session = owner.create(Map.of("liveLinkSubject", "Stage " + owner.user()));
    Watcher watcher = Watcher.open(port(), session.id(), session.viewer(), BINARY);
    long before = stats().getLong("ingest.foreign");
    try (Phone first = new Phone(session.subject(), session.ingestPort());
        Phone second = new Phone(session.subject(), session.ingestPort())) {
      first.show(Channel.MOUTH_SMILE_LEFT, 0.9f);
      second.show(Channel.TONGUE_OUT, 1);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(16))
          .until(() -> first.send() && watcher.value(Channel.MOUTH_SMILE_LEFT) > 0.6f);
      // When
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(16))
          .until(
              () ->
                  first.send() && second.send() && stats().getLong("ingest.foreign") > before + 3);
    }
    // Then
    assertThat(watcher.value(Channel.TONGUE_OUT)).isLessThan(0.05f);
    owner
        .asOwner()
        .body(Map.of("liveLinkSubject", session.subject().toUpperCase(Locale.ROOT)))
        .post("/api/v1/sessions")
        .then()
        .statusCode(409)
        .body("reasons.code", hasItem("subject-taken"));
  }

  private JsonPath stats() {
    return owner.asOwner().get("/api/v1/stats").jsonPath();
  }

  @Test
  void shouldMoveTheFaceWhenAnEmotionIsAskedForInAnyOfTheWays() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    Watcher watcher = Watcher.open(port(), session.id(), session.viewer(), BINARY);
    // When
    LiveClient.with(session.performer())
        .body(Map.of("emotion", "happiness", "intensity", 1.0))
        .post(session.path() + "/emotion")
        .then()
        .statusCode(202);
    // Then
    await().atMost(PATIENCE).until(() -> watcher.value(Channel.MOUTH_SMILE_LEFT) > 0.2f);
    LiveClient.with(session.performer())
        .body(Map.of("sessionId", session.id(), "emotion", "neutral"))
        .post("/api/v1/emotion")
        .then()
        .statusCode(202);
    await().atMost(PATIENCE).until(() -> watcher.value(Channel.MOUTH_SMILE_LEFT) < 0.1f);
    owner
        .asOwner()
        .body(Map.of("session_id", session.id(), "emotion", "happy", "duration", 1.5))
        .post("/emotion")
        .then()
        .statusCode(202);
    await().atMost(PATIENCE).until(() -> watcher.value(Channel.MOUTH_SMILE_LEFT) > 0.2f);
    await().atMost(PATIENCE).until(() -> watcher.value(Channel.MOUTH_SMILE_LEFT) < 0.1f);
  }

  @Test
  void shouldDriveBySocketWhenThePerformerSendsValues() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    Watcher performer = Watcher.open(port(), session.id(), session.performer(), BINARY);
    Watcher viewer = Watcher.open(port(), session.id(), session.viewer(), BINARY);
    String values = "{\"type\":\"values\",\"t\":%d,\"values\":{\"cheekPuff\":0.9}}";
    // When
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(16))
        .until(
            () -> {
              performer.say(values.formatted(System.nanoTime() / 1_000_000));
              return viewer.value(Channel.CHEEK_PUFF) > 0.6f;
            });
    viewer.say("{\"type\":\"emotion\",\"emotion\":\"anger\"}");
    viewer.say("{\"type\":\"ping\",\"t\":7}");
    // Then: a viewer may ask, not drive.
    await().atMost(PATIENCE).until(() -> viewer.control("error") != null);
    await().atMost(PATIENCE).until(() -> viewer.control("pong") != null);
    assertThat(viewer.control("pong").get("t").asLong()).isEqualTo(7);
  }

  @Test
  void shouldTurnAwayWhoeverMayNotWhenSomebodyElsesSessionIsAskedFor() {
    // Given
    Created session = owner.create(Map.of());
    Created other = new LiveClient().create(Map.of());
    LiveClient stranger = new LiveClient();
    // When / Then
    stranger.asOwner().get(session.path()).then().statusCode(404);
    stranger.asOwner().delete(session.path()).then().statusCode(404);
    stranger.asOwner().get(session.path() + "/doctor").then().statusCode(404);
    stranger
        .asOwner()
        .body(Map.of("emotion", "joy"))
        .post(session.path() + "/emotion")
        .then()
        .statusCode(404);
    given().get(session.path()).then().statusCode(401);
    LiveClient.with(session.viewer() + "x").get(session.path()).then().statusCode(401);
    LiveClient.with(other.performer()).get(session.path()).then().statusCode(404);
    LiveClient.with(session.viewer())
        .body(Map.of("emotion", "joy"))
        .post(session.path() + "/emotion")
        .then()
        .statusCode(403);
    LiveClient.with(session.viewer()).get(session.path() + "/doctor").then().statusCode(403);
    LiveClient.with(session.performer()).delete(session.path()).then().statusCode(403);
    LiveClient.with(session.performer()).get("/api/v1/sessions").then().statusCode(401);
    LiveClient.with(session.viewer())
        .get(session.path())
        .then()
        .statusCode(200)
        .body("tokens", equalTo(null));
    owner
        .asOwner()
        .get("/api/v1/sessions")
        .then()
        .statusCode(200)
        .body("sessionId", hasItem(session.id()));
    assertThat(handshake("no.aaaaaaaaaaaaaaaa", session.viewer(), BINARY)).isEqualTo(404);
    assertThat(handshake(session.id(), null, BINARY)).isEqualTo(401);
    assertThat(handshake(session.id(), stranger.token(), BINARY)).isEqualTo(404);
    assertThat(handshake(session.id(), session.viewer(), "chat")).isEqualTo(400);
  }

  private int handshake(String id, String token, String format) {
    Throwable refused =
        catchThrowable(() -> Watcher.connect(port(), id, token, format).get(10, TimeUnit.SECONDS));
    assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
    return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
  }

  @Test
  void shouldRefuseWhatIsOutOfRangeWhenASessionIsAskedFor() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("fps", 0),
            Map.of("fps", 61),
            Map.of("rig", "nobody"),
            Map.of("profile", "NINE_BIT"),
            Map.of("preset", "nobody"),
            Map.of("avatarId", "x"),
            Map.of("liveLinkSubject", "<>"))) {
      owner
          .asOwner()
          .body(bad)
          .post("/api/v1/sessions")
          .then()
          .statusCode(400)
          .body("type", equalTo("/problems/invalid-request"));
    }
    given()
        .header("Authorization", TestUsers.bearer(owner.user(), "read"))
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/sessions")
        .then()
        .statusCode(403);
  }

  @Test
  void shouldGoOnAsTheSameViewerWhenItComesBackByItsId() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    Watcher before = Watcher.open(port(), session.id(), session.viewer(), BINARY);
    await().atMost(PATIENCE).until(() -> before.frames() > 5);
    String viewerId = before.welcome().get("viewerId").asText();
    before.leave();
    // When
    Watcher after =
        Watcher.open(port(), session.id(), session.viewer(), BINARY, "resume." + viewerId);
    // Then
    await().atMost(PATIENCE).until(() -> after.frames() > 5);
    assertThat(after.welcome().get("viewerId").asText()).isEqualTo(viewerId);
    assertThat(after.beganWithAKey()).isTrue();
    assertThat(after.sequence()).isGreaterThan(before.sequence());
    // And a second connection of the same viewer takes the place of the first.
    Watcher again =
        Watcher.open(port(), session.id(), session.viewer(), BINARY, "resume." + viewerId);
    assertThat(after.closed().get(10, TimeUnit.SECONDS)).isEqualTo(4006);
    await().atMost(PATIENCE).until(() -> again.frames() > 1);
  }

  @Test
  void shouldEncodeOnceForAllWhenSeveralWatch() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    Watcher[] watchers = new Watcher[4];
    for (int i = 0; i < watchers.length; i++) {
      watchers[i] = Watcher.open(port(), session.id(), session.viewer(), BINARY);
    }
    for (Watcher watcher : watchers) {
      await().atMost(PATIENCE).until(() -> watcher.frames() > 60);
    }
    SessionStats before = read(session.id());
    // When
    long from = watchers[0].frames();
    await().atMost(PATIENCE).until(() -> watchers[0].frames() > from + 120);
    SessionStats after = read(session.id());
    // Then
    long sent = after.framesSent().getFirst() - before.framesSent().getFirst();
    long encodings = after.encodings() - before.encodings();
    assertThat(sent).isGreaterThan(300);
    assertThat(encodings).isLessThan(sent * 3 / 4);
  }

  private SessionStats read(String id) throws Exception {
    return sessions
        .find(SessionId.of(id))
        .orElseThrow()
        .ask(LiveSession::stats)
        .toCompletionStage()
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  @Test
  void shouldAdviseAndReplayWhenTheOwnerAsks() throws Exception {
    // Given
    Created session = owner.create(Map.of("seed", 42));
    owner
        .asOwner()
        .get(session.path() + "/doctor")
        .then()
        .statusCode(200)
        .body("finding", equalTo("no-packet-yet"))
        .body("ingest.subject", equalTo(session.subject()));
    Watcher watcher = Watcher.open(port(), session.id(), session.viewer(), BINARY);
    try (Phone phone = new Phone(session.subject(), session.ingestPort())) {
      phone.show(Channel.JAW_OPEN, 0.7f);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(16))
          .until(() -> phone.send() && watcher.value(Channel.JAW_OPEN) > 0.5f);
    }
    // When
    LiveClient.with(session.performer())
        .get(session.path() + "/doctor")
        .then()
        .statusCode(200)
        .body("sources[0].dialect", equalTo("live-link-face"))
        .body("sources[0].subject", equalTo(session.subject()));
    byte[] recording =
        owner
            .asOwner()
            .get(session.path() + "/recording")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    // Then
    assertThat(new String(recording, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("AVFLIGHT");
    FlightReplay.Verdict verdict = new FlightReplay(recording).run();
    assertThat(verdict).isInstanceOf(FlightReplay.Same.class);
    assertThat(((FlightReplay.Same) verdict).frames()).isGreaterThan(10);
    LiveClient.with(session.performer()).get(session.path() + "/recording").then().statusCode(403);
  }

  @Test
  void shouldSendLiveLinkPacketsWhenAnOutputIsAllowed() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    try (DatagramChannel unreal =
        DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
      unreal.configureBlocking(false);
      int to = ((InetSocketAddress) unreal.getLocalAddress()).getPort();
      // When
      int number =
          owner
              .asOwner()
              .body(
                  Map.of(
                      "dialect",
                      "live-link-face",
                      "host",
                      "127.0.0.1",
                      "port",
                      to,
                      "subject",
                      "Ada"))
              .post(session.path() + "/outputs")
              .then()
              .statusCode(201)
              .extract()
              .jsonPath()
              .getInt("number");
      // Then
      ByteBuffer packet = ByteBuffer.allocate(4_096);
      await().atMost(PATIENCE).until(() -> unreal.receive(packet.clear()) != null);
      FaceSample sample = new FaceSample();
      assertThat(
              Dialects.reader(Dialect.LIVE_LINK).read(packet.array(), 0, packet.position(), sample))
          .isEqualTo(DialectReader.Outcome.SAMPLE);
      assertThat(sample.subject()).isEqualTo("Ada");
      owner.asOwner().delete(session.path() + "/outputs/" + number).then().statusCode(204);
      owner.asOwner().delete(session.path() + "/outputs/" + number).then().statusCode(404);
    }
    owner
        .asOwner()
        .body(Map.of("dialect", "vmc", "host", "192.0.2.1"))
        .post(session.path() + "/outputs")
        .then()
        .statusCode(403)
        .body("reasons.code", hasItem("device-not-allowed"));
  }

  @Test
  void shouldAskTheDeviceAndTakeItsPacketsWhenItIsAllowed() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    Watcher watcher = Watcher.open(port(), session.id(), session.viewer(), BINARY);
    try (DatagramChannel device =
        DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
      device.configureBlocking(false);
      int at = ((InetSocketAddress) device.getLocalAddress()).getPort();
      // When
      int number =
          owner
              .asOwner()
              .body(Map.of("dialect", "ifacialmocap", "host", "127.0.0.1", "port", at))
              .post(session.path() + "/sources")
              .then()
              .statusCode(201)
              .extract()
              .jsonPath()
              .getInt("number");
      ByteBuffer request = ByteBuffer.allocate(2_048);
      InetSocketAddress[] asker = new InetSocketAddress[1];
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                InetSocketAddress from = (InetSocketAddress) device.receive(request.clear());
                asker[0] = from == null ? asker[0] : from;
                return asker[0] != null;
              });
      // Then
      assertThat(new String(request.array(), 0, request.position(), StandardCharsets.UTF_8))
          .startsWith("iFacialMocap_");
      byte[] packet =
          "jawOpen&80|tongueOut&0|=head#0,0,0,0,0,0|rightEye#0,0,0|leftEye#0,0,0|"
              .getBytes(StandardCharsets.UTF_8);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(16))
          .until(
              () ->
                  device.send(ByteBuffer.wrap(packet), asker[0]) > 0
                      && watcher.value(Channel.JAW_OPEN) > 0.5f);
      owner.asOwner().delete(session.path() + "/sources/" + number).then().statusCode(204);
    }
  }

  @Test
  void shouldEndForAllWhenTheOwnerEndsTheSession() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    Watcher watcher = Watcher.open(port(), session.id(), session.viewer(), BINARY);
    // When
    owner.asOwner().delete(session.path()).then().statusCode(204);
    // Then
    assertThat(watcher.closed().get(10, TimeUnit.SECONDS)).isEqualTo(4000);
    assertThat(watcher.control("bye").get("reason").asText()).isEqualTo("session-closed");
    owner.asOwner().get(session.path()).then().statusCode(404);
  }

  @Test
  void shouldHandOnRolesWhenTheOwnerAsksForTokens() {
    // Given
    Created session = owner.create(Map.of());
    // When
    JsonPath token =
        owner
            .asOwner()
            .body(Map.of("role", "performer", "lifeSeconds", 60))
            .post(session.path() + "/tokens")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    // Then
    LiveClient.with(token.getString("token"))
        .get(session.path() + "/doctor")
        .then()
        .statusCode(200);
    LiveClient.with(token.getString("token"))
        .body(Map.of("role", "viewer"))
        .post(session.path() + "/tokens")
        .then()
        .statusCode(403);
    owner
        .asOwner()
        .body(Map.of("role", "king"))
        .post(session.path() + "/tokens")
        .then()
        .statusCode(400);
  }

  @Test
  void shouldSayWhatThereIsWhenAskedForRigsPresetsAndMetrics() {
    owner.asOwner().get("/api/v1/rigs").then().statusCode(200).body("name", hasItem("arkit"));
    owner
        .asOwner()
        .get("/api/v1/rigs/arkit")
        .then()
        .statusCode(200)
        .body("name", equalTo("arkit"))
        .body("targets.name[17]", equalTo("jawOpen"));
    owner.asOwner().get("/api/v1/rigs").then().body("name", hasItem("cc4-extended"));
    owner.asOwner().get("/api/v1/rigs/none").then().statusCode(404);
    owner.asOwner().get("/api/v1/presets").then().statusCode(200).body("name", hasItem("natural"));
    owner.asOwner().get("/stats").then().statusCode(200);
    given().get("/stats").then().statusCode(401);
    assertThat(given().get("/health/metrics").asString())
        .contains("avatar_animation_fps", "avatar_animation_packets_total");
  }
}
