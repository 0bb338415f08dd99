package org.avatarengine.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.avatarengine.contract.event.JobRequestRefused;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.outbox.testing.AsyncApi;
import org.avatarengine.registration.request.RequestSweep;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(Peers.class)
@WithTestResource(PhotoServer.class)
class RequestsIT extends Harness {

  private static final AsyncApi API = AsyncApi.ofThisProject();

  PhotoServer photoServer;

  @Inject RequestSweep sweep;

  private final List<JobSubmission> submitted = new CopyOnWriteArrayList<>();
  private final String key = "crm-" + UUID.randomUUID();
  private KafkaProducer<String, byte[]> outside;
  private int laid;

  @BeforeEach
  void open() {
    peers.onSubmit(submitted::add);
    Properties settings = new Properties();
    settings.put("bootstrap.servers", kafka);
    settings.put("acks", "all");
    outside = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void shouldRegisterWhenTheOriginalLiesInTheInbox() throws Exception {
    // Given
    String inboxKey = lay("ada.jpg", Form.jpeg(20_000));
    ObjectNode request = request("crm:1", inboxKey, null);
    request.putArray("tags").add("crew").add(" crew ");
    request.put("preset", "fast");
    request.putObject("consent").put("policyVersion", "2").put("time", "2026-11-20T09:00:00Z");
    String record = event(request);
    assertThat(API.complaints(Topics.JOB_REQUESTS, record)).isEmpty();
    // When
    send(record);
    // Then
    JobSubmission submission = awaitSubmission(1);
    assertThat(submission.requestId()).isEqualTo("crm:1");
    assertThat(submission.ownerId()).isEqualTo(owner);
    assertThat(submission.dryRun()).isFalse();
    String id = submission.avatarId().toString();
    awaitAccepted("crm:1");
    assertThat(filesOf(id)).isOne();
    await().atMost(SOON).until(() -> Files.notExists(blobFolder.resolve(inboxKey)));
    await().atMost(SOON).until(() -> temporaryFiles() == 0);
    complete(submission);
    await()
        .atMost(SOON)
        .until(() -> rows("avatar", "id = '" + id + "' and status = 'success'") == 1);
    var shown = body(get("/api/v1/avatars/" + id, userToken()));
    assertThat(shown.get("name").textValue()).isEqualTo("Ada");
    assertThat(shown.get("tags")).hasSize(1);
    assertThat(shown.get("fileSize").longValue()).isEqualTo(20_000);
  }

  @Test
  void shouldRegisterWhenTheOriginalIsFetchedByUrl() throws Exception {
    // Given
    photoServer.serve("/photo.php", Form.jpeg(70_000));
    String url = photoServer.redirect("/moved", photoServer.url("/photo.php?id=1"));
    photoServer.failNext(1);
    // When
    send(event(request("url-1", null, url)));
    // Then
    JobSubmission submission = awaitSubmission(1);
    assertThat(submission.requestId()).isEqualTo("url-1");
    assertThat(filesOf(submission.avatarId().toString())).isOne();
    assertThat(rows("avatar", "owner_id = '" + owner + "' and file_size = 70000")).isOne();
  }

  @Test
  void shouldMakeOneJobWhenTheSameRequestComesAgain() throws Exception {
    // Given
    String record = event(request("again", lay("a.png", png()), null));
    String other = record.replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"" + UUID.randomUUID() + "\"");
    // When
    send(record);
    send(record);
    send(other);
    RecordMetadata end = send("{");
    // Then
    refusal(end);
    awaitAccepted("again");
    send(record);
    refusal(send("{"));
    assertThat(submitted).hasSize(1);
    assertThat(peers.submitCalls(owner)).isOne();
    assertThat(rows("avatar", "owner_id = '" + owner + "'")).isOne();
  }

  @Test
  void shouldRefuseWhenTheSameIdComesWithAnotherRequest() throws Exception {
    // Given
    send(event(request("same", lay("a.jpg", Form.jpeg(1_000)), null)));
    awaitAccepted("same");
    String second = lay("b.jpg", Form.jpeg(2_000));
    // When
    JobRequestRefused refused = refusal(send(event(request("same", second, null))));
    // Then
    assertThat(refused.reasons()).extracting(Reason::code).containsExactly("request-mismatch");
    assertThat(blobFolder.resolve(second)).as("the producer's own").exists();
    assertThat(peers.submitCalls(owner)).isOne();
    assertThat(rows("avatar", "owner_id = '" + owner + "'")).isOne();
  }

  @Test
  void shouldLeaveNothingWhenTheRecordDoesNotFit() throws Exception {
    // Given
    var before = originals();
    String huge = lay("huge.jpg", Form.jpeg(50 * 1024 * 1024 + 1));
    String good = event(request("good", "inbox/crm/none.jpg", null));
    photoServer.redirect("/inside", "https://169.254.169.254/latest/meta-data");
    Map<String, String> records =
        Map.ofEntries(
            Map.entry("{\"id\":", "not-json"),
            Map.entry(good.replace("\"name\"", "\"nome\""), "missing-field"),
            Map.entry(good.replace("\"data\":{", "\"data\":{\"extra\":1,"), "unknown-field"),
            Map.entry(good.replace("\"face\"", "\"body\""), "kind-not-offered"),
            Map.entry(good.replace("none.jpg", "../none.jpg"), "invalid-field"),
            Map.entry(good, "original-missing"),
            Map.entry(event(request("huge", huge, null)), "file-too-large"),
            Map.entry(
                event(
                    request(
                        "text", lay("a.jpg", "no photo".getBytes(StandardCharsets.UTF_8)), null)),
                "unsupported-file"),
            Map.entry(event(request("lie", lay("a.gif", Form.jpeg(100)), null)), "lying-extension"),
            Map.entry(event(request("empty", lay("e.jpg", new byte[0]), null)), "empty-file"),
            Map.entry(
                event(request("u1", null, "https://photos.example.com/a.jpg")), "url-not-allowed"),
            Map.entry(event(request("u2", null, "http://localhost/a.jpg")), "url-not-allowed"),
            Map.entry(event(request("u3", null, photoServer.url("/inside"))), "url-not-allowed"),
            Map.entry(event(request("u4", null, photoServer.url("/none"))), "url-not-fetched"));
    Map<RecordMetadata, String> expected = new java.util.LinkedHashMap<>();
    for (var each : records.entrySet()) {
      // When
      expected.put(send(each.getKey()), each.getValue());
    }
    // Then
    for (var each : expected.entrySet()) {
      assertThat(refusal(each.getKey()).reasons())
          .as(each.getValue())
          .extracting(Reason::code)
          .contains(each.getValue());
    }
    assertNothingLeft(before);
    assertThat(rows("job_request", "owner_id = '" + owner + "'")).isZero();
    assertThat(peers.submitCalls(owner)).isZero();
  }

  @Test
  void shouldGoOnWhenManyBadRecordsLieBetweenGoodOnes() throws Exception {
    // Given
    List<RecordMetadata> bad = new ArrayList<>();
    // When
    send(event(request("first", lay("1.jpg", Form.jpeg(1_000)), null)));
    for (int i = 0; i < 50; i++) {
      bad.add(send("rubbish " + i));
    }
    send(event(request("middle", lay("2.jpg", Form.jpeg(1_000)), null)));
    for (int i = 0; i < 50; i++) {
      bad.add(send(event(request("bad-" + i, "inbox/crm/none-" + i, null))));
    }
    send(event(request("last", lay("3.jpg", Form.jpeg(1_000)), null)));
    // Then
    awaitSubmission(3);
    assertThat(submitted)
        .extracting(JobSubmission::requestId)
        .as("records of one key in their order")
        .containsExactly("first", "middle", "last");
    assertThat(refusal(bad.getLast()).reasons())
        .extracting(Reason::code)
        .containsExactly("original-missing");
    assertThat(refusals(bad)).hasSize(100);
  }

  @Test
  void shouldTakeItOnceWhenJobServiceWasAway() throws Exception {
    // Given
    peers.goAway();
    // When
    send(event(request("away", lay("a.jpg", Form.jpeg(3_000)), null)));
    await().atMost(SOON).until(() -> rows("job_request", "owner_id = '" + owner + "'") == 1);
    peers.comeBack();
    // Then
    JobSubmission submission = awaitSubmission(1);
    awaitAccepted("away");
    assertThat(submission.requestId()).isEqualTo("away");
    assertThat(rows("avatar", "owner_id = '" + owner + "'")).isOne();
  }

  @Test
  void shouldTakeUpAgainWhenItStoppedShortOfItsAcceptance() throws Exception {
    // Given
    String record = event(request("short", lay("a.jpg", Form.jpeg(3_000)), null));
    send(record);
    JobSubmission first = awaitSubmission(1);
    awaitAccepted("short");
    update(
        "update registration.job_request set accepted_at = null, avatar_id = null, job_id = null,"
            + " claim = gen_random_uuid(), claimed_at = now() - interval '1 hour'"
            + " where owner_id = '"
            + owner
            + "'");
    // When
    send(record);
    // Then
    awaitAccepted("short");
    assertThat(peers.submitCalls(owner)).isEqualTo(2);
    assertThat(rows("job_request", "job_id = '" + first.jobId() + "'")).isOne();
    assertThat(rows("avatar", "owner_id = '" + owner + "'")).isOne();
  }

  @Test
  void shouldBeginAnewWhenItStoppedShortOfItsBytes() throws Exception {
    // Given
    photoServer.serve("/anew.jpg", Form.jpeg(4_000));
    String record = event(request("anew", null, photoServer.url("/anew.jpg")));
    send(record);
    JobSubmission first = awaitSubmission(1);
    awaitAccepted("anew");
    update(
        "update registration.job_request set accepted_at = null,"
            + " claim = gen_random_uuid(), claimed_at = now() - interval '1 hour'"
            + " where owner_id = '"
            + owner
            + "'");
    Files.delete(blobFolder.resolve(first.original().path()));
    // When
    send(record);
    // Then
    awaitSubmission(2);
    awaitAccepted("anew");
    assertThat(rows("avatar", "owner_id = '" + owner + "'")).isOne();
    assertThat(rows("avatar", "id = '" + first.avatarId() + "'")).isZero();
  }

  @Test
  void shouldKeepNoFingerprintWhenTheAvatarIsErased() throws Throwable {
    // Given
    String record = event(request("gone", lay("a.jpg", Form.jpeg(3_000)), null));
    send(record);
    String id = awaitSubmission(1).avatarId().toString();
    awaitAccepted("gone");
    delete(id, userToken(), "Prefer", "respond-async");
    // When
    VertxContextSupport.subscribeAndAwait(() -> sweep.clear());
    // Then
    assertThat(rows("job_request", "owner_id = '" + owner + "' and fingerprint is null")).isOne();
    send(record);
    refusal(send("{"));
    assertThat(peers.submitCalls(owner)).as("an erased avatar does not come back").isOne();
  }

  /** Lays an original down as a producer would; its key. */
  private String lay(String name, byte[] bytes) throws Exception {
    String path = "inbox/crm/" + owner + "-" + laid++ + "-" + name;
    Path file = blobFolder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return path;
  }

  private ObjectNode request(String requestId, String inboxKey, String url) {
    ObjectNode request = json.createObjectNode();
    request.put("requestId", requestId).put("ownerId", owner.toString()).put("kind", "face");
    ObjectNode original = request.putObject("original");
    if (inboxKey != null) {
      original.put("inboxKey", inboxKey);
    }
    if (url != null) {
      original.put("url", url);
    }
    return request.put("name", "Ada");
  }

  private String event(ObjectNode request) {
    ObjectNode event = json.createObjectNode();
    event.put("id", UUID.randomUUID().toString()).put("type", "job-request").put("version", 1);
    event.put("time", Instant.now().toString()).set("data", request);
    return event.toString();
  }

  private RecordMetadata send(String record) throws Exception {
    return outside
        .send(
            new ProducerRecord<>(Topics.JOB_REQUESTS, key, record.getBytes(StandardCharsets.UTF_8)))
        .get(20, TimeUnit.SECONDS);
  }

  private JobSubmission awaitSubmission(int count) {
    await().atMost(SOON).until(() -> submitted.size() >= count);
    return submitted.get(count - 1);
  }

  private void awaitAccepted(String requestId) {
    await()
        .atMost(SOON)
        .until(
            () ->
                rows(
                        "job_request",
                        "owner_id = '"
                            + owner
                            + "' and request_id = '"
                            + requestId
                            + "' and accepted_at is not null")
                    == 1);
  }

  private JobRequestRefused refusal(RecordMetadata of) {
    return refusals(List.of(of)).getFirst();
  }

  /** What lies in the dead letters for these records; each as it is described. */
  private List<JobRequestRefused> refusals(List<RecordMetadata> of) {
    List<JobRequestRefused> found = new ArrayList<>();
    Properties settings = new Properties();
    settings.put("bootstrap.servers", kafka);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.JOB_REQUESTS_DLQ).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant until = Instant.now().plus(Duration.ofSeconds(60));
      while (found.size() < of.size() && Instant.now().isBefore(until)) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          assertThat(API.complaints(Topics.JOB_REQUESTS_DLQ, record.value())).isEmpty();
          var refused = (JobRequestRefused) codec.read(record.value()).data();
          boolean wanted =
              of.stream()
                  .anyMatch(
                      sent ->
                          sent.partition() == refused.partition()
                              && sent.offset() == refused.offset());
          if (wanted) {
            assertThat(record.key()).isEqualTo(key);
            found.add(refused);
          }
        }
      }
    }
    assertThat(found).hasSize(of.size());
    return found;
  }

  private static byte[] png() {
    byte[] bytes = Form.jpeg(500);
    byte[] head = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }
}
