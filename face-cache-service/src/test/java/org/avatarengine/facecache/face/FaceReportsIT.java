package org.avatarengine.facecache.face;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.facecache.entry.Entries;
import org.avatarengine.facecache.event.EventContact;
import org.avatarengine.facecache.tier.MemoryTier;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.identity.testing.TestUsers;
import org.avatarengine.stack.EmbeddedStackResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service says of its faces: damage, reads, numbers. */
@QuarkusTest
@TestProfile(Talkative.class)
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(TestUsers.class)
class FaceReportsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** As docs/api/face-entry.md fixes it. */
  private static final int BLOCK_LENGTHS_OFFSET = 164;

  private static final int HEADER_LENGTH = 220;
  private static final int BLOCKS = 6;

  @Inject ReactiveRedisDataSource redis;
  @Inject MemoryTier memory;
  @Inject EventContact contact;

  @ConfigProperty(name = "avatar.blob.folder")
  Path blobFolder;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final AvatarId avatarId = AvatarId.random();
  private final UserId owner = UserId.random();
  private final Entries entries = Entries.of(avatarId).owner(owner);
  private final FaceClient client = new FaceClient(avatarId, owner);

  @BeforeEach
  void contact() {
    await().atMost(PATIENCE).until(contact::isFresh);
  }

  /** One place in every field of the header and one in the middle of every block. */
  private static List<Integer> everywhere(byte[] entry) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < HEADER_LENGTH; place += 4) {
      places.add(place);
    }
    int start = HEADER_LENGTH;
    for (int block = 0; block < BLOCKS; block++) {
      int at = BLOCK_LENGTHS_OFFSET + block * 4;
      int length =
          (entry[at] & 0xff)
              | (entry[at + 1] & 0xff) << 8
              | (entry[at + 2] & 0xff) << 16
              | (entry[at + 3] & 0xff) << 24;
      assertThat(length).isPositive();
      places.add(start + length / 2);
      start += length;
    }
    assertThat(start).isEqualTo(entry.length);
    return places;
  }

  private Path blob(byte[] entry) {
    return blobFolder.resolve("faces/" + avatarId + "/" + Sha256.hex(entry));
  }

  private void inRedis(byte[] bytes) {
    redis.value(byte[].class).set("face:" + avatarId, bytes).await().atMost(PATIENCE);
  }

  private void outOfRedis() {
    redis.key().del("face:" + avatarId).await().atMost(PATIENCE);
  }

  @Test
  void shouldNeverServeADamagedEntryWhereverItsByteFlipped() throws IOException {
    // Given
    byte[] entry = entries.bytes();
    client.put(entry).then().statusCode(201);
    List<Integer> places = everywhere(entry);
    double before = Reads.of("blob", "corrupt");
    try (FaceFactsHeard ear = new FaceFactsHeard(kafka)) {
      for (int place : places) {
        byte[] damaged = entry.clone();
        damaged[place] ^= 1;
        Files.write(blob(entry), damaged);
        outOfRedis();
        memory.clear();
        // When
        Response answer = client.getEntry();
        Response json = client.asOwner().get(client.face());
        // Then
        answer
            .then()
            .statusCode(503)
            .header("Retry-After", "5")
            .contentType("application/problem+json")
            .body("reasons[0].code", equalTo("face-being-rebuilt"));
        json.then().statusCode(503);
      }
      assertThat(Reads.of("blob", "corrupt") - before).isGreaterThanOrEqualTo(places.size());
      // And it is said once, not at every read.
      await().atMost(PATIENCE).until(() -> !damages(ear).isEmpty());
      assertThat(damages(ear)).hasSize(1);
    }
    // And what is made anew is served.
    byte[] rebuilt =
        entries.job(JobId.random()).createdAt(entries.createdAt().plusSeconds(60)).bytes();
    client.put(rebuilt).then().statusCode(201);
    assertThat(client.getEntry().asByteArray()).isEqualTo(rebuilt);
    assertThat(blob(entry)).doesNotExist();
  }

  private List<FaceFactsHeard.Heard> damages(FaceFactsHeard ear) {
    return ear.all().stream()
        .filter(
            heard ->
                heard.fact() instanceof FaceFact.Damaged damaged
                    && damaged.avatarId().equals(avatarId)
                    && heard.key().equals(avatarId.toString()))
        .toList();
  }

  @Test
  void shouldServeTheBlobWhenTheCopyInRedisIsDamagedAnywhere() {
    // Given
    byte[] entry = entries.bytes();
    client.put(entry).then().statusCode(201);
    List<Integer> places = everywhere(entry);
    double before = Reads.of("redis", "corrupt");
    for (int place : places) {
      byte[] damaged = entry.clone();
      damaged[place] ^= 1;
      inRedis(damaged);
      memory.clear();
      // When
      Response answer = client.getEntry();
      // Then
      answer.then().statusCode(200);
      assertThat(answer.asByteArray()).isEqualTo(entry);
    }
    assertThat(Reads.of("redis", "corrupt") - before).isEqualTo(places.size());
  }

  @Test
  void shouldTellReadsWithoutThoseThatHandedNothingOut() {
    // Given
    byte[] entry = entries.bytes();
    client.put(entry).then().statusCode(201);
    Instant start = Instant.now();
    try (FaceFactsHeard ear = new FaceFactsHeard(kafka)) {
      // When
      client.getEntry().then().statusCode(200);
      client.getEntry().then().statusCode(200);
      client.asOwner().get(client.face()).then().statusCode(200);
      client
          .asOwner()
          .accept(FaceCodec.MEDIA_TYPE)
          .header("If-None-Match", "\"" + FaceCodec.sha256(entry) + "\"")
          .get(client.face())
          .then()
          .statusCode(304);
      client.asOwner().accept(FaceCodec.MEDIA_TYPE).head(client.face()).then().statusCode(200);
      new FaceClient(avatarId, UserId.random()).getEntry().then().statusCode(404);
      // Then
      await().atMost(PATIENCE).until(() -> told(ear) >= 3);
      assertThat(told(ear)).isEqualTo(3);
      assertThat(accesses(ear))
          .allSatisfy(
              access -> assertThat(access.last()).isBetween(start, Instant.now().plusMillis(1)));
    }
  }

  private long told(FaceFactsHeard ear) {
    return accesses(ear).stream().mapToLong(FaceFact.Access::count).sum();
  }

  private List<FaceFact.Access> accesses(FaceFactsHeard ear) {
    return ear.all().stream()
        .map(FaceFactsHeard.Heard::fact)
        .filter(FaceFact.Accessed.class::isInstance)
        .flatMap(fact -> ((FaceFact.Accessed) fact).accesses().stream())
        .filter(access -> access.avatarId().equals(avatarId))
        .toList();
  }

  @Test
  void shouldShowTheCacheInNumbersToAdministratorsAlone() {
    // Given
    client.put(entries.bytes()).then().statusCode(201);
    client.getEntry().then().statusCode(200);
    client.asOwner().get(client.face()).then().statusCode(200);
    memory.clear();
    client.getEntry().then().statusCode(200);
    client.asOwner().get(client.face()).then().statusCode(200);
    new FaceClient(AvatarId.random(), owner).getEntry().then().statusCode(404);
    // When
    Response numbers =
        given().header("Authorization", Administrator.bearer()).get("/api/v1/faces/stats");
    // Then
    numbers
        .then()
        .statusCode(200)
        .body("tiers.memory.hits", greaterThanOrEqualTo(2))
        .body("tiers.redis.hits", greaterThanOrEqualTo(1))
        .body("tiers.blob.misses", greaterThanOrEqualTo(1))
        .body("entries", greaterThanOrEqualTo(1))
        .body("decodedViews.entries", greaterThanOrEqualTo(1));
    JsonPath json = numbers.jsonPath();
    assertThat(json.getDouble("tiers.memory.latency.p99Micros")).isPositive();
    assertThat(json.getDouble("lookups.cacheHitRate") + json.getDouble("lookups.missRate"))
        .isBetween(0.999, 1.001);
    assertThat(json.getDouble("lookups.memoryHitRate") + json.getDouble("lookups.diskHitRate"))
        .isBetween(
            json.getDouble("lookups.cacheHitRate") - 0.001,
            json.getDouble("lookups.cacheHitRate") + 0.001);
    assertThat(json.getLong("bytes")).isLessThanOrEqualTo(json.getLong("maxBytes"));
    assertThat(Instant.parse(json.getString("since"))).isBefore(Instant.now());
    given()
        .header("Authorization", TestUsers.service())
        .get("/api/v1/faces/stats")
        .then()
        .statusCode(200);
    client.asOwner().get("/api/v1/faces/stats").then().statusCode(403);
    given().get("/api/v1/faces/stats").then().statusCode(401);
  }
}
