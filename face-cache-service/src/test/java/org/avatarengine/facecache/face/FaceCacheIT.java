package org.avatarengine.facecache.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
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
import org.avatarengine.contract.job.CompressionLevel;
import org.avatarengine.facecache.entry.Entries;
import org.avatarengine.facecache.event.EventContact;
import org.avatarengine.facecache.event.Json;
import org.avatarengine.facecache.tier.MemoryTier;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.identity.testing.TestUsers;
import org.avatarengine.stack.EmbeddedStackResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Patient.class)
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(TestUsers.class)
class FaceCacheIT {

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

  private final AvatarId avatarId = AvatarId.random();
  private final UserId owner = UserId.random();
  private final Entries entries = Entries.of(avatarId).owner(owner);
  private final FaceClient client = new FaceClient(avatarId, owner);

  @BeforeEach
  void contact() {
    await().atMost(PATIENCE).until(contact::isFresh);
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
    client.put(entry).then().statusCode(201);
    // When
    Response answer = client.getEntry();
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
    client
        .asOwner()
        .accept(FaceCodec.MEDIA_TYPE)
        .header("If-None-Match", "\"" + FaceCodec.sha256(entry) + "\"")
        .get(client.face())
        .then()
        .statusCode(304)
        .header("ETag", "\"" + FaceCodec.sha256(entry) + "\"");
    client
        .asOwner()
        .accept(FaceCodec.MEDIA_TYPE)
        .header("If-None-Match", "\"other\"")
        .get(client.face())
        .then()
        .statusCode(200);
  }

  @Test
  void shouldShowHeaderBoxesAndPointsWhenJsonIsAskedForOrNothingIs() {
    // Given
    client.put(entries.count(2).bytes()).then().statusCode(201);
    var entry = entries.count(2).entry(entries.count(2).header());
    for (String accept : new String[] {"application/json", "*/*"}) {
      // When
      JsonPath json =
          client
              .asOwner()
              .accept(accept)
              .get(client.face())
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
      assertThat(json.getString("cropUrl")).isEqualTo(client.face() + "/crop.png");
      assertThat(json.getString("overlayUrl")).isEqualTo(client.face() + "/overlay.png");
    }
    client
        .asOwner()
        .accept("text/html")
        .get(client.face())
        .then()
        .statusCode(406)
        .contentType("application/problem+json");
  }

  @Test
  void shouldServeThePicturesThatTheHeaderNames() throws Exception {
    // Given
    client
        .put(
            FaceCodec.encode(
                entries.entry(entries.header(Sha256.hex(CROP), Sha256.hex(OVERLAY))),
                CompressionLevel.BALANCED))
        .then()
        .statusCode(201);
    client.asOwner().get(client.face() + "/crop.png").then().statusCode(500);
    for (byte[] picture : new byte[][] {CROP, OVERLAY}) {
      blobs
          .put(new BlobKey(BlobKind.ARTIFACTS, avatarId, Sha256.hex(picture)), picture)
          .await()
          .atMost(PATIENCE);
    }
    // When
    Response crop = client.asOwner().get(client.face() + "/crop.png");
    Response overlay = client.asOwner().get(client.face() + "/overlay.png");
    // Then
    crop.then().statusCode(200).contentType("image/png");
    assertThat(crop.asByteArray()).isEqualTo(CROP);
    assertThat(overlay.asByteArray()).isEqualTo(OVERLAY);
    assertThat(overlay.header("ETag")).isEqualTo("\"" + Sha256.hex(OVERLAY) + "\"");
    client
        .asOwner()
        .header("If-None-Match", overlay.header("ETag"))
        .get(client.face() + "/overlay.png")
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
    client.put(entry).then().statusCode(201);
    byte[] damaged = entry.clone();
    damaged[300] ^= 1;
    redis.value(byte[].class).set(redisKey(), damaged).await().atMost(PATIENCE);
    memory.clear();
    double before = reads("redis", "corrupt");
    // When
    Response answer = client.getEntry();
    // Then
    assertThat(answer.asByteArray()).isEqualTo(entry);
    assertThat(inRedis()).isEqualTo(entry);
    assertThat(reads("redis", "corrupt")).isEqualTo(before + 1);
  }

  @Test
  void shouldStillServeWhenRedisWasEmptied() {
    // Given
    byte[] entry = entries.bytes();
    client.put(entry).then().statusCode(201);
    redis.flushall().await().atMost(PATIENCE);
    memory.clear();
    // When
    Response answer = client.getEntry();
    // Then
    answer.then().statusCode(200);
    assertThat(answer.asByteArray()).isEqualTo(entry);
    assertThat(inRedis()).isEqualTo(entry);
  }

  @Test
  void shouldAnswerFromRedisWhenMemoryHasNothing() {
    // Given
    client.put(entries.bytes()).then().statusCode(201);
    memory.clear();
    double before = reads("redis", "hit");
    // When
    client.getEntry().then().statusCode(200);
    client.getEntry().then().statusCode(200);
    // Then
    assertThat(reads("redis", "hit")).isEqualTo(before + 1);
  }

  @Test
  void shouldHideTheFaceAndRefuseALateEntryWhenItIsErased() {
    // Given
    byte[] entry = entries.bytes();
    client.put(entry).then().statusCode(201);
    // When
    client.erase().then().statusCode(204);
    // Then
    client.getEntry().then().statusCode(404).body("type", equalTo("/problems/not-found"));
    client.put(entry).then().statusCode(410).body("type", equalTo("/problems/erased"));
    assertThat(inRedis()).isNull();
    assertThat(blobFolder.resolve("faces/" + avatarId)).doesNotExist();
    client.erase().then().statusCode(204);
  }

  @Test
  void shouldHideTheFaceWhenItsErasureIsSaidOnKafka() throws Exception {
    // Given
    client.put(entries.bytes()).then().statusCode(201);
    client.getEntry().then().statusCode(200);
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
    await().atMost(PATIENCE).until(() -> client.getEntry().statusCode() == 404);
  }

  @Test
  void shouldRefuseAnEntryWhenItIsSuperseded() {
    // Given
    client.put(entries.attempt(2).bytes()).then().statusCode(201);
    client.put(entries.attempt(2).bytes()).then().statusCode(200);
    // When
    Response older = client.put(entries.attempt(1).bytes());
    Response earlierJob =
        client.put(
            entries.job(JobId.random()).createdAt(entries.createdAt().minusSeconds(9)).bytes());
    // Then
    older.then().statusCode(409).body("type", equalTo("/problems/superseded"));
    earlierJob.then().statusCode(409);
    assertThat(client.getEntry().asByteArray()).isEqualTo(entries.attempt(2).bytes());
    client.put(entries.attempt(3).bytes()).then().statusCode(201);
    assertThat(client.getEntry().asByteArray()).isEqualTo(entries.attempt(3).bytes());
    assertThat(blobFolder.resolve("faces/" + avatarId).toFile().list()).hasSize(1);
  }
}
