package org.avatarengine.facecache.face;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.facecache.entry.Entries;
import org.avatarengine.platform.identity.testing.TestUsers;
import org.junit.jupiter.api.Test;

/** Redis and Kafka do not answer: faces are stored and served all the same. */
@QuarkusTest
@TestProfile(FaceCacheAloneIT.Alone.class)
@WithTestResource(TestUsers.class)
class FaceCacheAloneIT {

  /** Nobody listens where the engines should be. */
  public static final class Alone implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try (ServerSocket closedLater = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        String nowhere = "127.0.0.1:" + closedLater.getLocalPort();
        return Map.of(
            "quarkus.redis.hosts",
            "redis://" + nowhere,
            "kafka.bootstrap.servers",
            nowhere,
            "avatar.blob.folder",
            Files.createTempDirectory(Path.of("target"), "blobs").toAbsolutePath().toString());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private final AvatarId avatarId = AvatarId.random();
  private final UserId owner = UserId.random();
  private final Entries entries = Entries.of(avatarId).owner(owner);

  private Response put(byte[] entry) {
    return given()
        .header("Authorization", TestUsers.service())
        .contentType(FaceCodec.MEDIA_TYPE)
        .body(entry)
        .put("/internal/faces/" + avatarId);
  }

  private Response get() {
    return given()
        .header("Authorization", TestUsers.bearer(owner, "read"))
        .accept(FaceCodec.MEDIA_TYPE)
        .get("/api/v1/avatars/" + avatarId + "/face");
  }

  @Test
  void shouldStoreAndServeFromTheBlobStoreAloneWhenNothingElseAnswers() {
    // Given
    put(entries.bytes()).then().statusCode(201);
    // When
    Response first = get();
    Response second = get();
    // Then
    assertThat(first.asByteArray()).isEqualTo(entries.bytes());
    assertThat(second.asByteArray()).isEqualTo(entries.bytes());
    assertThat(Reads.of("memory", "hit")).isZero();
    assertThat(Reads.of("memory", "bypassed")).isPositive();
    assertThat(Reads.of("redis", "unreachable") + Reads.of("redis", "bypassed")).isPositive();
    given()
        .get("/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'faces' }.data.memoryTier", equalTo(false));
  }

  @Test
  void shouldAskToRepeatButServeNothingWhenErasingWithoutRedis() {
    // Given
    put(entries.bytes()).then().statusCode(201);
    // When
    Response erased =
        given().header("Authorization", TestUsers.service()).delete("/internal/faces/" + avatarId);
    // Then
    erased.then().statusCode(503).header("Retry-After", "2");
    get().then().statusCode(404);
  }
}
