package org.avatarengine.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.junit.jupiter.api.Test;

class EventTest {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private static final AvatarId AVATAR = AvatarId.random();
  private static final JobId JOB = JobId.random();
  private static final UserId OWNER = UserId.random();
  private static final BlobKey KEY = new BlobKey(BlobKind.ORIGINALS, AVATAR, "0a".repeat(32));
  private static final Instant TIME = Instant.parse("2026-11-20T10:00:00.123Z");

  @Test
  void shouldReturnEveryPayloadWhenWrittenAndReadAsJson() throws Exception {
    JobView job =
        new JobView(
            JOB,
            JobKind.FACE,
            AVATAR,
            OWNER,
            JobStatus.ACTIVE,
            40,
            "detect",
            1,
            TIME,
            TIME,
            null,
            null,
            null);
    List<Payload> payloads =
        List.of(
            new FaceTask(JOB, 1, AVATAR, OWNER, KEY, Preset.QUALITY, FaceOptions.none(), false),
            new TaskControl.Cancel(JOB),
            new TaskFact.Started(JOB, 1, AVATAR, "worker-1"),
            new TaskFact.Progressed(JOB, 1, AVATAR, "detect", 40),
            new TaskFact.Completed(JOB, 1, AVATAR, KEY),
            new TaskFact.Rejected(
                JOB, 1, AVATAR, ProblemType.REJECTED, List.of(new Reason("no-face", "None."))),
            new TaskFact.Failed(JOB, 1, AVATAR, ErrorClass.CACHE_GENERATION, "out of memory"),
            new TaskFact.Cancelled(JOB, 1, AVATAR),
            new TaskFact.ArtifactsErased(AVATAR),
            new JobFact.Changed(job),
            new JobFact.Erased(AVATAR),
            new AvatarFact.Registered(AVATAR, OWNER, JOB),
            new AvatarFact.Rejected(AVATAR, OWNER, JOB),
            new AvatarFact.Erased(AVATAR, OWNER),
            new AvatarFact.Discarded(AVATAR, OWNER, JOB),
            new FaceFact.Accessed(List.of(new FaceFact.Access(AVATAR, 3, TIME))),
            new FaceFact.Damaged(AVATAR, "hash"),
            new JobRequest(
                "r-1",
                OWNER,
                JobKind.FACE,
                new JobRequest.Source("inbox/studio-b/one.jpg", null),
                "Ada",
                null,
                List.of("crew"),
                Preset.FAST,
                new JobRequest.Consent("2026-01", TIME)),
            new JobRequestRefused("{}", List.of(new Reason("no-json", "No JSON.")), 0, 7));
    for (Payload payload : payloads) {
      // Given
      Event<Payload> event =
          Event.of(payload, TIME, "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01");
      // When
      String text = JSON.writeValueAsString(event);
      Event<Payload> back = JSON.readValue(text, new TypeReference<>() {});
      // Then
      assertThat(back).isEqualTo(event);
    }
  }

  @Test
  void shouldKeepTheEnvelopeFlatWhenWritten() throws Exception {
    // Given
    Event<TaskControl> event = Event.of(new TaskControl.Cancel(JOB), TIME, null);
    // When
    JsonNode json = JSON.readTree(JSON.writeValueAsString(event));
    // Then
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "type", "version", "time", "data");
    assertThat(json.get("type").asText()).isEqualTo("task-cancel");
    assertThat(json.get("data").get("jobId").asText()).isEqualTo(JOB.toString());
  }

  @Test
  void shouldRefuseTheKeyWhenItCouldLeaveItsFolder() {
    assertThatThrownBy(() -> BlobKey.of("originals/../" + "0a".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BlobKey.of(KEY.path() + "/x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BlobKey.of(KEY.path())).isEqualTo(KEY);
  }
}
