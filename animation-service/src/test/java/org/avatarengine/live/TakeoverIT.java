package org.avatarengine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.live.LiveClient.Created;
import org.avatarengine.live.session.LiveSessions;
import org.avatarengine.platform.identity.SessionTokens;
import org.avatarengine.platform.identity.testing.TestUsers;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;

/** Another instance is what it leaves in Redis: its lease, its sessions, its silence. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(TestUsers.class)
class TakeoverIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String BINARY = "avatar.frame.v1";
  private static final String OTHER = "0123456789abcdef";

  @Inject RedisDataSource redis;
  @Inject LiveSessions sessions;
  @Inject SessionTokens tokens;

  private final LiveClient owner = new LiveClient();

  private String key(String id) {
    return "live:session:" + id;
  }

  private String field(String id, String field) {
    return redis.hash(String.class).hget(key(id), field);
  }

  @Test
  void shouldGoOnWithASessionWithinFiveSecondsWhenItsInstanceIsDead() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    Watcher before = Watcher.open(RestAssured.port, session.id(), session.viewer(), BINARY);
    await().atMost(PATIENCE).until(() -> before.frames() > 20);
    String viewerId = before.welcome().get("viewerId").asText();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              String snapshot = field(session.id(), "snapshot");
              return snapshot != null && snapshot.contains(viewerId);
            });
    SessionId orphan = SessionId.create("dead");
    String dead = "dead#" + OTHER;
    // When
    redis
        .hash(String.class)
        .hset(
            key(orphan.value()),
            Map.of(
                "owner", dead,
                "facts",
                    field(session.id(), "facts")
                        .replace(session.id(), orphan.value())
                        .replace(session.subject(), "orphan-" + owner.user()),
                "snapshot", field(session.id(), "snapshot").replace(session.id(), orphan.value())));
    redis.set(String.class).sadd("live:sessions:" + dead, orphan.value());
    redis.set(String.class).sadd("live:owners", dead);
    // Then
    await().atMost(Duration.ofSeconds(5)).until(() -> sessions.find(orphan).isPresent());
    String token = tokens.mint(orphan, SessionRole.VIEWER, Duration.ofMinutes(1));
    Watcher after =
        Watcher.open(RestAssured.port, orphan.value(), token, BINARY, "resume." + viewerId);
    await().atMost(PATIENCE).until(() -> after.frames() > 5);
    assertThat(after.welcome().get("viewerId").asText()).isEqualTo(viewerId);
    assertThat(after.beganWithAKey()).isTrue();
    owner.asOwner().get("/api/v1/sessions/" + orphan).then().statusCode(200);
    await().atMost(PATIENCE).until(() -> !dead.equals(field(orphan.value(), "owner")));
  }

  @Test
  void shouldGiveASessionUpAndSayWhereItIsWhenAnotherInstanceHasIt() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    Watcher watcher = Watcher.open(RestAssured.port, session.id(), session.viewer(), BINARY);
    await().atMost(PATIENCE).until(() -> field(session.id(), "owner") != null);
    redis
        .value(String.class)
        .psetex("live:instance:other", 60_000, OTHER + " http://other.example:8766");
    // When
    redis.hash(String.class).hset(key(session.id()), "owner", "other#" + OTHER);
    // Then
    assertThat(watcher.closed().get(10, TimeUnit.SECONDS)).isEqualTo(4001);
    owner
        .asOwner()
        .get(session.path())
        .then()
        .statusCode(421)
        .header("Avatar-Instance", "other")
        .body("type", equalTo("/problems/misdirected"));
    assertThat(field(session.id(), "owner")).isEqualTo("other#" + OTHER);
    owner
        .asOwner()
        .get("/api/v1/sessions")
        .then()
        .statusCode(200)
        .body("find { it.sessionId == '" + session.id() + "' }.rig", equalTo("arkit"));
    // And when that one dies too, whoever asks first brings it back.
    redis.key().del("live:instance:other");
    owner.asOwner().get(session.path()).then().statusCode(200);
  }

  @Test
  void shouldForgetASessionWhenItsOwnerEndsIt() {
    // Given
    Created session = owner.create(Map.of());
    await().atMost(PATIENCE).until(() -> field(session.id(), "owner") != null);
    // When
    owner.asOwner().delete(session.path()).then().statusCode(204);
    // Then
    await().atMost(PATIENCE).until(() -> field(session.id(), "owner") == null);
  }
}
