package org.avatarengine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.live.LiveClient.Created;
import org.avatarengine.platform.identity.SessionTokens;
import org.avatarengine.platform.identity.testing.TestUsers;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RelayIT.Crowded.class)
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(TestUsers.class)
class RelayIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String BINARY = "avatar.frame.v1";
  private static final int CROWD = 20;

  /** An instance that fills up soon and does not linger. */
  public static final class Crowded implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "avatar.animation.instance", "here",
          "avatar.animation.session.max-viewers", Integer.toString(CROWD),
          "avatar.animation.relay.linger", "1S");
    }
  }

  @Inject RedisDataSource redis;
  @Inject SessionTokens tokens;

  private final LiveClient owner = new LiveClient();

  private String token(OtherInstance other, SessionRole role) {
    return tokens.mint(other.id(), role, Duration.ofMinutes(5));
  }

  private static int port() {
    return RestAssured.port;
  }

  private Watcher relayed(OtherInstance other, String format) throws Exception {
    return Watcher.relayed(port(), other.id().value(), token(other, SessionRole.VIEWER), format)
        .get(10, TimeUnit.SECONDS);
  }

  private JsonPath stats() {
    return owner.asOwner().get("/api/v1/stats").jsonPath();
  }

  private static void awaitFrames(List<Watcher> watchers, int more) {
    List<Long> before = watchers.stream().map(Watcher::frames).toList();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (int i = 0; i < watchers.size(); i++) {
                if (watchers.get(i).frames() < before.get(i) + more) {
                  return false;
                }
              }
              return true;
            });
  }

  private static WebSocketHandshakeException refusal(Throwable failure) {
    Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
    return (WebSocketHandshakeException) cause;
  }

  @Test
  void shouldShowTwentyViewersTheOwnersStepsForOneConnectionWhenItLosesAndIsCut() throws Exception {
    try (OtherInstance other = new OtherInstance("crowd", owner.user(), redis)) {
      // Given
      List<Watcher> watchers = new ArrayList<>();
      for (int i = 0; i < CROWD - 1; i++) {
        watchers.add(relayed(other, BINARY));
      }
      Watcher json = relayed(other, "avatar.json.v1");
      List<Watcher> all = new ArrayList<>(watchers);
      all.add(json);
      awaitFrames(all, 30);
      assertThat(other.viewers()).isEqualTo(1);
      assertThat(other.offers().getFirst()).contains("bearer.", " Bearer ");
      await().atMost(PATIENCE).until(() -> stats().getInt("relayedViewers") == CROWD);
      assertThat(stats().getInt("relays")).isEqualTo(1);
      // When
      other.losing(true);
      awaitFrames(all, 30);
      other.losing(false);
      other.cut();
      await().atMost(PATIENCE).until(() -> other.connections() == 2 && other.viewers() == 1);
      awaitFrames(all, 30);
      // Then
      assertThat(other.offers().getLast()).contains("resume.");
      for (Watcher watcher : watchers) {
        assertThat(watcher.beganWithAKey()).isTrue();
        assertThat(watcher.steps()).hasSizeGreaterThan(80);
        watcher
            .steps()
            .forEach((sequence, steps) -> assertThat(steps).isEqualTo(other.truth().get(sequence)));
      }
      assertThat(watchers.getFirst().welcome().get("sessionId").asText())
          .isEqualTo(other.id().value());
      other.end(CloseReason.SESSION_CLOSED);
      for (Watcher watcher : all) {
        assertThat(watcher.closed().get(10, TimeUnit.SECONDS)).isEqualTo(4000);
        assertThat(watcher.control("bye").get("reason").asText()).isEqualTo("session-closed");
      }
      await().atMost(PATIENCE).until(() -> stats().getInt("relays") == 0);
    }
  }

  @Test
  void shouldFollowTheSessionWhenAnotherInstanceTakesItOver() throws Exception {
    try (OtherInstance other = new OtherInstance("first", owner.user(), redis)) {
      // Given
      Watcher watcher = relayed(other, BINARY);
      awaitFrames(List.of(watcher), 20);
      long before = watcher.sequence();
      // When
      try (OtherInstance third = other.handOver("third")) {
        // Then
        await().atMost(PATIENCE).until(() -> third.viewers() == 1);
        awaitFrames(List.of(watcher), 20);
        assertThat(watcher.sequence()).isGreaterThan(before + 4_000);
        watcher
            .steps()
            .forEach((sequence, steps) -> assertThat(steps).isEqualTo(third.truth().get(sequence)));
        // And when nobody watches any more, the owner is left alone.
        watcher.leave();
        await().atMost(PATIENCE).until(() -> third.viewers() == 0);
        await().atMost(PATIENCE).until(() -> stats().getInt("relays") == 0);
      }
    }
  }

  @Test
  void shouldLetNobodyDriveWhenTheSessionIsAnotherInstances() throws Exception {
    try (OtherInstance other = new OtherInstance("driven", owner.user(), redis)) {
      // Given
      String id = other.id().value();
      // When
      var performer = Watcher.relayed(port(), id, token(other, SessionRole.PERFORMER), BINARY);
      var unasked = Watcher.connect(port(), id, token(other, SessionRole.VIEWER), BINARY);
      var stranger = Watcher.relayed(port(), id, new LiveClient().token(), BINARY);
      Watcher self = Watcher.relayed(port(), id, owner.token(), BINARY).get(10, TimeUnit.SECONDS);
      // Then
      for (var refused : List.of(performer, unasked)) {
        var response = refusal(failure(refused)).getResponse();
        assertThat(response.statusCode()).isEqualTo(421);
        assertThat(response.headers().firstValue("Avatar-Instance")).contains("driven");
      }
      assertThat(refusal(failure(stranger)).getResponse().statusCode()).isEqualTo(404);
      assertThat(self.welcome().get("role").asText()).isEqualTo("viewer");
      self.say("{\"type\":\"emotion\",\"emotion\":\"anger\",\"intensity\":1}");
      await().atMost(PATIENCE).until(() -> self.control("error") != null);
      assertThat(self.control("error").get("code").asText()).isEqualTo("forbidden");
      // And a data channel's offer goes the same ways.
      offer(other, Map.of("sessionId", id, "sdp", "v=0"), 421, "other-instance");
      offer(other, Map.of("sessionId", id, "sdp", "v=0", "relay", true), 400, "sdp-unusable");
    }
  }

  private void offer(OtherInstance other, Map<String, Object> body, int status, String reason) {
    LiveClient.with(token(other, SessionRole.VIEWER))
        .body(body)
        .post("/api/v1/rtc/offer")
        .then()
        .statusCode(status)
        .body("reasons.code", hasItem(reason));
  }

  private static Throwable failure(java.util.concurrent.Future<?> future) throws Exception {
    try {
      future.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      return refused;
    }
    throw new AssertionError("was let in");
  }

  @Test
  void shouldSendViewersToAnInstanceWithRoomWhenAllPlacesAreTaken() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      watchers.add(Watcher.open(port(), session.id(), session.viewer(), BINARY));
    }
    awaitFrames(watchers, 1);
    redis.set(String.class).srem("live:relayers", "roomy");
    var early = Watcher.connect(port(), session.id(), session.viewer(), BINARY);
    assertThat(refusal(failure(early)).getResponse().statusCode()).isEqualTo(503);
    redis.set(String.class).sadd("live:relayers", "roomy", "crammed");
    redis.value(String.class).psetex("live:room:roomy", 60_000, "7");
    redis.value(String.class).psetex("live:room:crammed", 60_000, "0");
    // When
    var late = Watcher.connect(port(), session.id(), session.viewer(), BINARY);
    // Then
    var response = refusal(failure(late)).getResponse();
    assertThat(response.statusCode()).isEqualTo(421);
    assertThat(response.headers().firstValue("Avatar-Instance")).contains("roomy");
    assertThat(redis.set(String.class).smembers("live:relays:" + session.id()))
        .containsExactly("roomy");
    redis.key().del("live:room:roomy");
    // And the one with room, which is this one now, takes them as they come.
    try (OtherInstance other = new OtherInstance("led", owner.user(), redis)) {
      await().atMost(PATIENCE).until(() -> redis.value(String.class).get("live:room:here") != null);
      redis.set(String.class).sadd("live:relays:" + other.id(), "here");
      Watcher led =
          Watcher.open(port(), other.id().value(), token(other, SessionRole.VIEWER), BINARY);
      awaitFrames(List.of(led), 5);
      assertThat(led.beganWithAKey()).isTrue();
    }
  }
}
