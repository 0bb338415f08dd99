package org.avatarengine.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.event.JobRequest;
import org.avatarengine.contract.event.JobRequestRefused;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.contract.event.TaskControl;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.CompressionLevel;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobResult;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.job.QualityChecks;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.outbox.testing.AsyncApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiTest {

  private static final AsyncApi API = AsyncApi.ofThisProject();

  /** Set up as Quarkus sets its own up. */
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private static final EventCodec CODEC = new EventCodec(JSON);

  private static final AvatarId AVATAR = AvatarId.random();
  private static final JobId JOB = JobId.random();
  private static final UserId OWNER = UserId.random();
  private static final BlobKey KEY = new BlobKey(BlobKind.ORIGINALS, AVATAR, "0a".repeat(32));
  private static final Instant TIME = Instant.parse("2026-11-20T10:00:00.123456Z");
  private static final List<Reason> REASONS =
      List.of(
          new Reason("no-face", "There is none."),
          new Reason("too-blurred", "It is blurred.", ErrorClass.QUALITY_ASSESSMENT));

  /** A record and the topic it goes to. */
  record Sample(String topic, Payload payload) {
    String text(String traceparent) {
      return CODEC.write(Event.of(payload, TIME, traceparent));
    }
  }

  static Stream<Sample> samples() {
    FaceOptions options = new FaceOptions(500, 1_280, QualityChecks.BASIC, CompressionLevel.HIGH);
    List<Sample> all = new ArrayList<>();
    for (String topic : List.of(Topics.TASKS_FACE, Topics.TASKS_FACE_DLQ)) {
      for (FaceOptions each : List.of(options, FaceOptions.none())) {
        all.add(
            new Sample(
                topic, new FaceTask(JOB, 1, AVATAR, OWNER, KEY, Preset.QUALITY, each, false)));
      }
    }
    all.add(new Sample(Topics.TASK_CONTROL, new TaskControl.Cancel(JOB)));
    for (TaskFact fact :
        List.of(
            new TaskFact.Started(JOB, 1, AVATAR, "worker-1"),
            new TaskFact.Progressed(JOB, 2, AVATAR, "face_detection", 40),
            new TaskFact.Completed(JOB, 1, AVATAR, KEY),
            new TaskFact.Rejected(JOB, 1, AVATAR, ProblemType.REJECTED, REASONS),
            new TaskFact.Cancelled(JOB, 1, AVATAR),
            new TaskFact.ArtifactsErased(AVATAR))) {
      all.add(new Sample(Topics.TASK_EVENTS, fact));
    }
    for (ErrorClass part : ErrorClass.values()) {
      all.add(new Sample(Topics.TASK_EVENTS, new TaskFact.Failed(JOB, 3, AVATAR, part, "a cause")));
    }
    for (ProblemType type : ProblemType.values()) {
      all.add(
          new Sample(Topics.TASK_EVENTS, new TaskFact.Rejected(JOB, 1, AVATAR, type, List.of())));
    }
    for (JobStatus status : JobStatus.values()) {
      all.add(
          new Sample(
              Topics.JOB_EVENTS,
              new JobFact.Changed(
                  new JobView(
                      JOB,
                      JobKind.FACE,
                      AVATAR,
                      OWNER,
                      status,
                      0,
                      null,
                      1,
                      TIME,
                      TIME,
                      null,
                      null,
                      null))));
    }
    all.add(
        new Sample(
            Topics.JOB_EVENTS,
            new JobFact.Changed(
                new JobView(
                    JOB,
                    JobKind.FACE,
                    AVATAR,
                    OWNER,
                    JobStatus.COMPLETED,
                    100,
                    "cache_generation",
                    1,
                    TIME,
                    TIME,
                    new JobResult("/api/v1/avatars/" + AVATAR, KEY),
                    new JobError(ProblemType.REJECTED, REASONS),
                    "crm:42"))));
    all.add(new Sample(Topics.JOB_EVENTS, new JobFact.Erased(AVATAR)));
    for (AvatarFact fact :
        List.of(
            new AvatarFact.Registered(AVATAR, OWNER, JOB),
            new AvatarFact.Rejected(AVATAR, OWNER, JOB),
            new AvatarFact.Discarded(AVATAR, OWNER, JOB),
            new AvatarFact.Erased(AVATAR, OWNER))) {
      all.add(new Sample(Topics.AVATAR_EVENTS, fact));
    }
    all.add(
        new Sample(
            Topics.FACE_EVENTS,
            new FaceFact.Accessed(List.of(new FaceFact.Access(AVATAR, 3, TIME)))));
    all.add(new Sample(Topics.FACE_EVENTS, new FaceFact.Damaged(AVATAR, "hash")));
    all.add(
        new Sample(
            Topics.JOB_REQUESTS,
            new JobRequest(
                "crm:42",
                OWNER,
                JobKind.FACE,
                new JobRequest.Source("inbox/crm/ada.jpg", null),
                "Ada",
                "x",
                List.of("crew"),
                Preset.FAST,
                new JobRequest.Consent("2026-01", TIME))));
    all.add(
        new Sample(
            Topics.JOB_REQUESTS,
            new JobRequest(
                "43",
                OWNER,
                JobKind.FACE,
                new JobRequest.Source(null, URI.create("https://photos.example.com/a.jpg?x=1")),
                "Ada",
                null,
                null,
                null,
                null)));
    all.add(
        new Sample(
            Topics.JOB_REQUESTS_DLQ, new JobRequestRefused("{}", REASONS, 0, 7_000_000_000L)));
    return all.stream();
  }

  @Test
  void shouldDescribeEveryTopicWhenTheContractNamesIt() {
    // When
    List<String> described = new ArrayList<>();
    API.document().get("channels").forEach(each -> described.add(each.get("address").textValue()));
    // Then
    assertThat(API.document().get("asyncapi").textValue()).isEqualTo("3.0.0");
    assertThat(described).containsExactlyInAnyOrderElementsOf(Topics.all());
  }

  @Test
  void shouldDescribeEveryPayloadWhenTheContractNamesIt() {
    // Given
    Set<String> names = new TreeSet<>();
    for (JsonSubTypes.Type type : Payload.class.getAnnotation(JsonSubTypes.class).value()) {
      names.add(type.name());
    }
    // When
    Set<String> described = new TreeSet<>();
    API.document().at("/components/messages").fieldNames().forEachRemaining(described::add);
    Set<String> travelling = new TreeSet<>();
    Topics.all().forEach(topic -> travelling.addAll(API.messagesOf(topic)));
    Set<String> sampled = new TreeSet<>();
    samples().forEach(sample -> sampled.add(typeOf(sample)));
    // Then
    assertThat(described).isEqualTo(names);
    assertThat(travelling).isEqualTo(names);
    assertThat(sampled).isEqualTo(names);
  }

  @Test
  void shouldSayWhoWritesAndWhoReadsWhenATopicIsUsed() {
    // Given
    Map<String, Set<String>> actions = new java.util.TreeMap<>();
    API.document()
        .get("operations")
        .forEach(
            each ->
                actions
                    .computeIfAbsent(
                        API.document()
                            .at(each.at("/channel/$ref").textValue().substring(1))
                            .get("address")
                            .textValue(),
                        topic -> new HashSet<>())
                    .add(each.get("action").textValue()));
    // Then
    for (String topic : Topics.all()) {
      if (API.messagesOf(topic).isEmpty()) {
        assertThat(topic).contains(".body");
      } else {
        assertThat(actions.get(topic)).as(topic).contains("send");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldFitTheDescriptionWhenTheCodecWroteIt(Sample sample) {
    assertThat(API.complaints(sample.topic(), sample.text(null))).isEmpty();
    assertThat(
            API.complaints(
                sample.topic(), sample.text("00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01")))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldNotFitTheDescriptionWhenARecordIsSpoilt(Sample sample) throws Exception {
    ObjectNode good = (ObjectNode) JSON.readTree(sample.text(null));
    String topic = sample.topic();
    for (String field : List.of("id", "type", "version", "time", "data")) {
      assertThat(complaints(topic, good, event -> event.remove(field))).as(field).isNotEmpty();
      assertThat(complaints(topic, good, event -> event.set(field, JSON.createArrayNode())))
          .as(field)
          .isNotEmpty();
    }
    assertThat(complaints(topic, good, event -> event.put("extra", 1))).isNotEmpty();
    assertThat(complaints(topic, good, event -> event.put("version", 2))).isNotEmpty();
    assertThat(complaints(topic, good, event -> event.put("traceparent", "x"))).isNotEmpty();
    assertThat(complaints(topic, good, event -> data(event).put("extra", 1))).isNotEmpty();
    Set<String> optional = Set.of("description", "tags", "preset", "consent");
    List<String> fields = new ArrayList<>();
    good.get("data").fieldNames().forEachRemaining(fields::add);
    for (String field : fields) {
      JsonNode wrong =
          good.get("data").get(field).isObject()
              ? JSON.getNodeFactory().textNode("x")
              : JSON.createObjectNode();
      assertThat(complaints(topic, good, event -> data(event).set(field, wrong)))
          .as("wrong type of " + field)
          .isNotEmpty();
      if (!optional.contains(field)) {
        assertThat(complaints(topic, good, event -> data(event).remove(field)))
            .as("without " + field)
            .isNotEmpty();
      }
    }
  }

  @Test
  void shouldNotFitTheDescriptionWhenARecordLiesOnAnotherTopic() {
    String cancel = new Sample(Topics.TASK_CONTROL, new TaskControl.Cancel(JOB)).text(null);
    assertThat(API.complaints(Topics.TASK_EVENTS, cancel)).isNotEmpty();
    assertThat(API.complaints("avatar.other", cancel)).isNotEmpty();
    assertThat(API.complaints(Topics.TASK_CONTROL, "{")).isNotEmpty();
  }

  @Test
  void shouldNotFitTheDescriptionWhenARequestNamesTwoOriginalsOrNone() throws Exception {
    ObjectNode good =
        (ObjectNode)
            JSON.readTree(
                samples()
                    .filter(sample -> sample.topic().equals(Topics.JOB_REQUESTS))
                    .findFirst()
                    .orElseThrow()
                    .text(null));
    for (String original :
        List.of(
            "{}",
            "{\"inboxKey\":\"inbox/crm/a\",\"url\":\"https://example.com/a\"}",
            "{\"inboxKey\":\"inbox/crm/..\"}",
            "{\"inboxKey\":\"inbox/crm/a/b\"}",
            "{\"inboxKey\":\"originals/crm/a\"}",
            "{\"path\":\"inbox/crm/a\"}")) {
      JsonNode node = JSON.readTree(original);
      assertThat(complaints(Topics.JOB_REQUESTS, good, event -> data(event).set("original", node)))
          .as(original)
          .isNotEmpty();
    }
  }

  private static String typeOf(Sample sample) {
    try {
      return JSON.readTree(sample.text(null)).get("type").textValue();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode data(ObjectNode event) {
    return (ObjectNode) event.get("data");
  }

  private static List<String> complaints(
      String topic, ObjectNode good, java.util.function.Consumer<ObjectNode> change) {
    ObjectNode changed = good.deepCopy();
    change.accept(changed);
    return API.complaints(topic, changed.toString());
  }
}
