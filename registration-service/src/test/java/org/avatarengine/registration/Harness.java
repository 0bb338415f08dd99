package org.avatarengine.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobResult;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.outbox.EventCodec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the integration tests share: a client, the peers, Kafka, and looks behind the scenes. */
abstract class Harness {

  static final Duration SOON = Duration.ofSeconds(20);
  private static Tokens tokens;

  Peers peers;

  @TestHTTPResource URI base;
  @Inject ObjectMapper json;
  @Inject EventCodec codec;
  @Inject BlobStore blobs;
  @Inject DataSource database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "avatar.blob.folder")
  Path blobFolder;

  @ConfigProperty(name = "avatar.identity.jwks-file")
  Path jwksFile;

  /** What the next pictures look like. */
  String pictureHash = "0123456789abcdef";

  final UserId owner = UserId.random();
  final HttpClient http = HttpClient.newHttpClient();
  private KafkaProducer<String, String> producer;

  @BeforeEach
  void begin() {
    peers.reset();
    if (tokens == null) {
      tokens = new Tokens(jwksFile);
      await().atMost(SOON).until(() -> get("/api/v1/avatars", userToken()).statusCode() == 200);
    }
    Properties settings = new Properties();
    settings.put("bootstrap.servers", kafka);
    settings.put("acks", "all");
    producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  @AfterEach
  void end() {
    producer.close();
    http.close();
  }

  String userToken() {
    return tokens.user(owner);
  }

  Tokens tokens() {
    return tokens;
  }

  HttpResponse<String> get(String path, String token) {
    return send(HttpRequest.newBuilder(base.resolve(path)), token);
  }

  HttpResponse<String> call(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body)),
        userToken());
  }

  HttpResponse<String> delete(String id, String token, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve("/api/v1/avatars/" + id + "?confirm=true")).DELETE();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request, token);
  }

  HttpResponse<String> upload(Form form, String... headers) {
    return uploadLater(form, headers).join();
  }

  CompletableFuture<HttpResponse<String>> uploadLater(Form form, String... headers) {
    return uploadTo("/api/v1/avatars", userToken(), form, headers);
  }

  CompletableFuture<HttpResponse<String>> uploadTo(
      String path, String token, Form form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", Form.contentType())
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static Form portrait() {
    return new Form().field("name", "Ada").file("ada.jpg", Form.jpeg(20_000));
  }

  HttpResponse<String> send(HttpRequest.Builder request, String token) {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode body(HttpResponse<String> response) {
    try {
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  void publish(String topic, String key, Payload payload) {
    String text = codec.write(Event.of(payload, Instant.now(), null));
    try {
      producer.send(new ProducerRecord<>(topic, key, text)).get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the job as a worker's success would: the report lies there, then the fact comes. */
  JobView complete(JobSubmission submission) {
    return complete(submission, 1);
  }

  JobView complete(JobSubmission submission, int attempt) {
    JobView view = completed(submission, attempt);
    tell(view);
    return view;
  }

  /** The report lies there; nobody was told. */
  JobView completed(JobSubmission submission, int attempt) {
    FaceReport report = report(submission, attempt);
    byte[] bytes;
    try {
      bytes = json.writeValueAsBytes(report);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    BlobKey key = new BlobKey(BlobKind.ARTIFACTS, submission.avatarId(), Sha256.hex(bytes));
    blobs.put(key, bytes).await().atMost(SOON);
    return view(
        submission,
        JobStatus.COMPLETED,
        attempt,
        new JobResult("/api/v1/avatars/" + submission.avatarId(), key),
        null);
  }

  JobView fail(JobSubmission submission, JobStatus status, ProblemType type, Reason reason) {
    JobView view = view(submission, status, 3, null, new JobError(type, List.of(reason)));
    tell(view);
    return view;
  }

  JobView view(
      JobSubmission submission, JobStatus status, int attempt, JobResult result, JobError error) {
    Instant now = Instant.now();
    return new JobView(
        submission.jobId(),
        submission.kind(),
        submission.avatarId(),
        submission.ownerId(),
        status,
        status == JobStatus.COMPLETED ? 100 : 10,
        null,
        attempt,
        now,
        now,
        result,
        error,
        submission.requestId());
  }

  void tell(JobView view) {
    peers.show(view.jobId(), view);
    publish(Topics.JOB_EVENTS, view.jobId().toString(), new JobFact.Changed(view));
  }

  FaceReport report(JobSubmission submission, int attempt) {
    List<List<Double>> points =
        List.of(
            List.of(40.0, 50.0),
            List.of(60.0, 50.0),
            List.of(50.0, 60.0),
            List.of(43.0, 70.0),
            List.of(57.0, 70.0));
    return new FaceReport(
        submission.avatarId(),
        submission.jobId(),
        attempt,
        1024,
        768,
        "jpeg",
        new FaceReport.Clip(10, 30, 300, 100, 42, 1.4),
        new FaceReport.FaceDetectionResults(
            1,
            0.97,
            1.0,
            new FaceReport.PrimaryFace(
                List.of(30.0, 30.0, 70.0, 80.0),
                points,
                0.97,
                new FaceReport.Pose(1, 2, 3),
                List.of(0.3, 0.3),
                0.0)),
        new FaceReport.QualityAssessment(
            0.82,
            "good",
            Map.of("sharpness", 0.9),
            List.of(new FaceReport.Component("lighting", 70, null)),
            List.of(),
            true),
        List.of(new Reason("several-faces", "There are two faces; the clearest was taken.")),
        List.of(new Reason("relaxed-detection", "The face was found by a relaxed search.")),
        List.of(new Reason("still-face", "The face does not move.")),
        pictureHash,
        Map.of("face_detection", 0.25, "unknown_stage", 1.0),
        "ab".repeat(32),
        new BlobKey(BlobKind.ARTIFACTS, submission.avatarId(), "cd".repeat(32)),
        new BlobKey(BlobKind.ARTIFACTS, submission.avatarId(), "ef".repeat(32)));
  }

  /** Rows of a table, under a condition. */
  long rows(String table, String condition) {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select count(*) from registration." + table + " where " + condition);
        ResultSet result = query.executeQuery()) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the only row. */
  String value(String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql);
        ResultSet result = query.executeQuery()) {
      result.next();
      return result.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void update(String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long filesOf(String avatarId) {
    return count(blobFolder.resolve("originals").resolve(avatarId));
  }

  long temporaryFiles() {
    return count(blobFolder.resolve("uploads")) + count(blobFolder.resolve("tmp"));
  }

  /** Every original of every avatar. */
  Set<Path> originals() {
    Path folder = blobFolder.resolve("originals");
    if (Files.notExists(folder)) {
      return Set.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).collect(Collectors.toSet());
    } catch (java.io.UncheckedIOException e) {
      // A folder went while it was read.
      return originals();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long count(Path folder) {
    if (Files.notExists(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Nothing came that stayed; what an earlier test left may go meanwhile. */
  void assertNothingLeft(Set<Path> originalsBefore) {
    await().atMost(SOON).untilAsserted(() -> assertThat(temporaryFiles()).isZero());
    assertThat(originals()).isSubsetOf(originalsBefore);
    assertThat(rows("avatar", "owner_id = '" + owner + "'")).isZero();
  }

  /** The first fact of a kind on {@code avatar.events} that a test accepts. */
  <T extends Payload> T awaitFact(Class<T> type, java.util.function.Predicate<T> wanted) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", kafka);
    settings.put("group.id", "test-" + java.util.UUID.randomUUID());
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(Topics.AVATAR_EVENTS));
      Instant until = Instant.now().plus(SOON);
      while (Instant.now().isBefore(until)) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          Payload payload = codec.read(record.value()).data();
          if (type.isInstance(payload) && wanted.test(type.cast(payload))) {
            return type.cast(payload);
          }
        }
      }
      throw new AssertionError("no " + type.getSimpleName() + " came");
    }
  }
}
