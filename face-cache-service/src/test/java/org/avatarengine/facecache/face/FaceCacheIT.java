package org.avatarengine.facecache.face;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.facecache.entry.Entries;
import org.avatarengine.facecache.event.EventContact;
import org.avatarengine.facecache.event.Json;
import org.avatarengine.facecache.tier.MemoryTier;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.stack.EmbeddedStackResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FaceCacheIT.Patient.class)
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(TestUsers.class)
class FaceCacheIT {

  /** What is tested here is what Redis holds, not how fast a busy machine answers. */
  public static final class Patient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "avatar.face-cache.redis.timeout", "10s", "avatar.face-cache.redis.write-timeout", "10s");
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] CROP = {(byte) 0x89, 'P', 'N', 'G', 1};
  private static final byte[] OVERLAY = {(byte) 0x89, 'P', 'N', 'G', 2};

  @Inject ReactiveRedisDataSource redis;
  @Inject MemoryTier memory;
  @Inject EventContact contact;
  @Inject BlobStore blobs;

  @ConfigProperty(name = "avatar.blob.folder")
  Path blobFolder;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @TestHTTPResource("/")
  URI root;

  private final AvatarId avatarId = AvatarId.random();
  private final UserId owner = UserId.random();
  private final Entries entries = Entries.of(avatarId).owner(owner);

  @BeforeEach
  void contact() {
    await().atMost(PATIENCE).until(contact::isFresh);
  }

  private Response put(byte[] entry) {
    return given()
        .header("Authorization", TestUsers.service())
        .contentType(FaceCodec.MEDIA_TYPE)
        .body(entry)
        .put("/internal/faces/" + avatarId);
  }

  private Response erase() {
    return given()
        .header("Authorization", TestUsers.service())
        .delete("/internal/faces/" + avatarId);
  }

  private RequestSpecification asOwner() {
    return given().header("Authorization", TestUsers.bearer(owner, "read"));
  }

  private Response getEntry() {
    return asOwner().accept(FaceCodec.MEDIA_TYPE).get(face());
  }

  private String face() {
    return "/api/v1/avatars/" + avatarId + "/face";
  }

  private String redisKey() {
    return "face:" + avatarId;
  }

  private byte[] inRedis() {
    return redis.value(byte[].class).get(redisKey()).await().atMost(PATIENCE);
  }

  private static double reads(String tier, String outcome) {
    return Reads.of(tier, outcome);
  }

  @Test
  void shouldGiveBackTheVeryBytesWhenTheOwnerAsksForTheEntry() {
    // Given
    byte[] entry = entries.bytes();
    put(entry).then().statusCode(201);
    // When
    Response answer = getEntry();
    // Then
    answer
        .then()
        .statusCode(200)
        .contentType(FaceCodec.MEDIA_TYPE)
        .header("ETag", "\"" + FaceCodec.sha256(entry) + "\"")
        .header("Cache-Control", "private, no-cache");
    assertThat(answer.asByteArray()).isEqualTo(entry);
    assertThat(inRedis()).isEqualTo(entry);
    assertThat(blobFolder.resolve("faces/" + avatarId + "/" + Sha256.hex(entry))).exists();
    asOwner()
        .accept(FaceCodec.MEDIA_TYPE)
        .header("If-None-Match", "\"" + FaceCodec.sha256(entry) + "\"")
        .get(face())
        .then()
        .statusCode(304)
        .header("ETag", "\"" + FaceCodec.sha256(entry) + "\"");
    asOwner()
        .accept(FaceCodec.MEDIA_TYPE)
        .header("If-None-Match", "\"other\"")
        .get(face())
        .then()
        .statusCode(200);
  }

  @Test
  void shouldShowHeaderBoxesAndPointsWhenJsonIsAskedForOrNothingIs() {
    // Given
    put(entries.count(2).bytes()).then().statusCode(201);
    var entry = entries.count(2).entry(entries.count(2).header());
    for (String accept : new String[] {"application/json", "*/*"}) {
      // When
      JsonPath json =
          asOwner()
              .accept(accept)
              .get(face())
              .then()
              .statusCode(200)
              .contentType("application/json")
              .extract()
              .jsonPath();
      // Then
      assertThat(json.getString("avatarId")).isEqualTo(avatarId.toString());
      assertThat(json.getString("ownerId")).isEqualTo(owner.toString());
      assertThat(json.getInt("count")).isEqualTo(2);
      assertThat(Instant.parse(json.getString("createdAt"))).isEqualTo(entries.createdAt());
      assertThat(json.getList("boxes")).hasSize(2);
      for (int i = 0; i < 4; i++) {
        assertThat(json.getFloat("boxes[1][" + i + "]")).isEqualTo(entry.boxes()[4 + i]);
      }
      assertThat(json.getFloat("landmarks[1][4][1]")).isEqualTo(entry.landmarks()[19]);
      assertThat(json.getFloat("confidences[1]")).isEqualTo(entry.confidences()[1]);
      assertThat(json.getString("cropUrl")).isEqualTo(face() + "/crop.png");
      assertThat(json.getString("overlayUrl")).isEqualTo(face() + "/overlay.png");
    }
    asOwner()
        .accept("text/html")
        .get(face())
        .then()
        .statusCode(406)
        .contentType("application/problem+json");
  }

  @Test
  void shouldServeThePicturesThatTheHeaderNames() throws Exception {
    // Given
    put(FaceCodec.encode(entries.entry(entries.header(Sha256.hex(CROP), Sha256.hex(OVERLAY)))))
        .then()
        .statusCode(201);
    asOwner().get(face() + "/crop.png").then().statusCode(500);
    for (byte[] picture : new byte[][] {CROP, OVERLAY}) {
      blobs
          .put(new BlobKey(BlobKind.ARTIFACTS, avatarId, Sha256.hex(picture)), picture)
          .await()
          .atMost(PATIENCE);
    }
    // When
    Response crop = asOwner().get(face() + "/crop.png");
    Response overlay = asOwner().get(face() + "/overlay.png");
    // Then
    crop.then().statusCode(200).contentType("image/png");
    assertThat(crop.asByteArray()).isEqualTo(CROP);
    assertThat(overlay.asByteArray()).isEqualTo(OVERLAY);
    assertThat(overlay.header("ETag")).isEqualTo("\"" + Sha256.hex(OVERLAY) + "\"");
    asOwner()
        .header("If-None-Match", overlay.header("ETag"))
        .get(face() + "/overlay.png")
        .then()
        .statusCode(304);
    // And the copies are gone with their responses.
    await().atMost(PATIENCE).until(() -> temporaryCopies() == 0);
  }

  private static long temporaryCopies() throws java.io.IOException {
    long copies = 0;
    try (var folders =
        Files.newDirectoryStream(
            Path.of(System.getProperty("java.io.tmpdir")),
            Pictures.PREFIX + ProcessHandle.current().pid() + "-*")) {
      for (Path folder : folders) {
        try (var files = Files.list(folder)) {
          copies += files.count();
        }
      }
    }
    return copies;
  }

  @Test
  void shouldReadTheBlobAndHealRedisWhenTheValueThereIsDamaged() {
    // Given
    byte[] entry = entries.bytes();
    put(entry).then().statusCode(201);
    byte[] damaged = entry.clone();
    damaged[300] ^= 1;
    redis.value(byte[].class).set(redisKey(), damaged).await().atMost(PATIENCE);
    memory.clear();
    double before = reads("redis", "corrupt");
    // When
    Response answer = getEntry();
    // Then
    assertThat(answer.asByteArray()).isEqualTo(entry);
    assertThat(inRedis()).isEqualTo(entry);
    assertThat(reads("redis", "corrupt")).isEqualTo(before + 1);
  }

  @Test
  void shouldStillServeWhenRedisWasEmptied() {
    // Given
    byte[] entry = entries.bytes();
    put(entry).then().statusCode(201);
    redis.flushall().await().atMost(PATIENCE);
    memory.clear();
    // When
    Response answer = getEntry();
    // Then
    answer.then().statusCode(200);
    assertThat(answer.asByteArray()).isEqualTo(entry);
    assertThat(inRedis()).isEqualTo(entry);
  }

  @Test
  void shouldAnswerFromRedisWhenMemoryHasNothing() {
    // Given
    put(entries.bytes()).then().statusCode(201);
    memory.clear();
    double before = reads("redis", "hit");
    // When
    getEntry().then().statusCode(200);
    getEntry().then().statusCode(200);
    // Then
    assertThat(reads("redis", "hit")).isEqualTo(before + 1);
  }

  @Test
  void shouldNameTheBlobWhenItIsDamaged() throws Exception {
    // Given
    byte[] entry = entries.bytes();
    put(entry).then().statusCode(201);
    redis.flushall().await().atMost(PATIENCE);
    memory.clear();
    String key = "faces/" + avatarId + "/" + Sha256.hex(entry);
    byte[] damaged = entry.clone();
    damaged[entry.length - 5] ^= 1;
    Files.write(blobFolder.resolve(key), damaged);
    // When
    Response answer = getEntry();
    // Then
    answer
        .then()
        .statusCode(500)
        .contentType("application/problem+json")
        .body("detail", containsString(key));
    put(entry).then().statusCode(201);
    getEntry().then().statusCode(200);
  }

  @Test
  void shouldHideTheFaceAndRefuseALateEntryWhenItIsErased() {
    // Given
    byte[] entry = entries.bytes();
    put(entry).then().statusCode(201);
    // When
    erase().then().statusCode(204);
    // Then
    getEntry().then().statusCode(404).body("type", equalTo("/problems/not-found"));
    put(entry).then().statusCode(410).body("type", equalTo("/problems/erased"));
    assertThat(inRedis()).isNull();
    assertThat(blobFolder.resolve("faces/" + avatarId)).doesNotExist();
    erase().then().statusCode(204);
  }

  @Test
  void shouldHideTheFaceWhenItsErasureIsSaidOnKafka() throws Exception {
    // Given
    put(entries.bytes()).then().statusCode(201);
    getEntry().then().statusCode(200);
    // When
    AvatarFact fact = new AvatarFact.Erased(avatarId, owner);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.AVATAR_EVENTS,
                  avatarId.toString(),
                  Json.write(Event.of(fact, Instant.now(), null))))
          .get(30, TimeUnit.SECONDS);
    }
    // Then
    await().atMost(PATIENCE).until(() -> getEntry().statusCode() == 404);
  }

  @Test
  void shouldRefuseAnEntryWhenItIsSuperseded() {
    // Given
    put(entries.attempt(2).bytes()).then().statusCode(201);
    put(entries.attempt(2).bytes()).then().statusCode(200);
    // When
    Response older = put(entries.attempt(1).bytes());
    Response earlierJob =
        put(entries.job(JobId.random()).createdAt(entries.createdAt().minusSeconds(9)).bytes());
    // Then
    older.then().statusCode(409).body("type", equalTo("/problems/superseded"));
    earlierJob.then().statusCode(409);
    assertThat(getEntry().asByteArray()).isEqualTo(entries.attempt(2).bytes());
    put(entries.attempt(3).bytes()).then().statusCode(201);
    assertThat(getEntry().asByteArray()).isEqualTo(entries.attempt(3).bytes());
    assertThat(blobFolder.resolve("faces/" + avatarId).toFile().list()).hasSize(1);
  }

  @Test
  void shouldAnswer404WhenTheFaceIsSomebodyElses() {
    // Given
    put(entries.bytes()).then().statusCode(201);
    String unknown = AvatarId.random().toString();
    // When
    Response foreign =
        given().header("Authorization", TestUsers.bearer(UserId.random(), "read")).get(face());
    Response missing = asOwner().get("/api/v1/avatars/" + unknown + "/face");
    // Then
    foreign.then().statusCode(404);
    missing.then().statusCode(404);
    assertThat(foreign.jsonPath().getString("detail"))
        .isEqualTo(missing.jsonPath().getString("detail").replace(unknown, avatarId.toString()));
    given()
        .header("Authorization", TestUsers.bearer(UserId.random(), "read"))
        .get(face() + "/crop.png")
        .then()
        .statusCode(404);
    asOwner().get("/api/v1/avatars/not-an-id/face").then().statusCode(404);
  }

  @Test
  void shouldRefuseCallersWhenTheirTokensDoNotPermit() {
    // Given / When / Then
    given().get(face()).then().statusCode(401).contentType("application/problem+json");
    given()
        .header("Authorization", TestUsers.bearer(owner, "write"))
        .get(face())
        .then()
        .statusCode(403);
    given()
        .header("Authorization", TestUsers.bearer(owner, "read", "write"))
        .contentType(FaceCodec.MEDIA_TYPE)
        .body(entries.bytes())
        .put("/internal/faces/" + avatarId)
        .then()
        .statusCode(403);
    given().delete("/internal/faces/" + avatarId).then().statusCode(401);
  }

  @Test
  void shouldAnswer400WhenTheBodyIsNoIntactEntryOfThisAvatar() {
    // Given
    byte[] damaged = entries.bytes();
    damaged[40] ^= 1;
    byte[][] bodies = {
      {}, {1, 2, 3}, damaged, Entries.of(AvatarId.random()).bytes(), new byte[100_000]
    };
    for (byte[] body : bodies) {
      // When
      Response answer = put(body);
      // Then
      answer
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("reasons[0].code", equalTo("face-entry-malformed"));
    }
    getEntry().then().statusCode(404);
    given()
        .header("Authorization", TestUsers.service())
        .contentType("application/json")
        .body("{}")
        .put("/internal/faces/" + avatarId)
        .then()
        .statusCode(415);
  }

  @Test
  void shouldAnswer413WhenTheBodyIsLargerThanAnEntryMayBe() throws Exception {
    // Given
    byte[] body = new byte[(16 << 20) + 1];
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve("/internal/faces/" + avatarId))
            .header("Authorization", TestUsers.service())
            .header("Content-Type", FaceCodec.MEDIA_TYPE)
            .timeout(PATIENCE);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      // When
      HttpResponse<String> declared =
          client.send(
              request.copy().PUT(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
              HttpResponse.BodyHandlers.ofString());
      HttpResponse<String> streamed =
          client.send(
              request
                  .copy()
                  .PUT(
                      HttpRequest.BodyPublishers.ofInputStream(
                          () -> new ByteArrayInputStream(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      // Then
      assertThat(declared.statusCode()).isEqualTo(413);
      assertThat(declared.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(declared.body()).contains("/problems/file-too-large");
      assertThat(streamed.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void shouldBeHealthyAndDescribedWhenItRuns() {
    given()
        .get("/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.find { it.name == 'faces' }.data.memoryTier", equalTo(true));
    given().get("/health/live").then().statusCode(200);
    given()
        .accept("application/json")
        .get("/openapi")
        .then()
        .statusCode(200)
        .body("paths", hasKey("/api/v1/avatars/{avatarId}/face"))
        .body("paths", not(hasKey("/internal/faces/{avatarId}")));
  }
}
