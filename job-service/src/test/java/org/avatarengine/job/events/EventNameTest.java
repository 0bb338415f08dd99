package org.avatarengine.job.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.junit.jupiter.api.Test;

class EventNameTest {

  private static final Instant TIME = Instant.parse("2026-11-20T10:00:00.123456Z");

  @Test
  void shouldTellEachRoomItsOwnWhenAJobMoves() {
    // Given
    JobView queued = view(JobStatus.QUEUED, 1, null);
    JobView active = view(JobStatus.ACTIVE, 1, null);
    JobView detecting = view(JobStatus.ACTIVE, 1, "detect");
    JobView again = view(JobStatus.QUEUED, 2, null);

    // When
    List<List<EventName>> names =
        List.of(
            EventName.of(null, queued),
            EventName.of(queued, active),
            EventName.of(active, detecting),
            EventName.of(queued, detecting),
            EventName.of(detecting, again),
            EventName.of(detecting, view(JobStatus.COMPLETED, 1, "store")),
            EventName.of(detecting, view(JobStatus.DEAD, 3, "detect")),
            EventName.of(queued, view(JobStatus.CANCELLED, 1, null)));

    // Then
    assertThat(names)
        .containsExactly(
            List.of(EventName.STATUS_UPDATE),
            List.of(EventName.STATUS_UPDATE),
            List.of(EventName.PROCESSING_UPDATE),
            List.of(EventName.STATUS_UPDATE, EventName.PROCESSING_UPDATE),
            List.of(EventName.STATUS_UPDATE),
            List.of(EventName.STATUS_UPDATE, EventName.PROCESSING_COMPLETE, EventName.COMPLETED),
            List.of(EventName.STATUS_UPDATE, EventName.PROCESSING_ERROR, EventName.FAILED),
            List.of(EventName.STATUS_UPDATE, EventName.PROCESSING_ERROR, EventName.FAILED));
  }

  @Test
  void shouldSayWhatAPersonCanActOnWhenAJobFailed() {
    // Given
    JobView failed = view(JobStatus.FAILED, 1, "quality");

    // When
    JsonObject message =
        new JsonObject(
            new LoggedEvent(
                    7, failed.avatarId(), EventName.PROCESSING_ERROR, LoggedEvent.data(failed))
                .message());

    // Then
    assertThat(message.getString("event")).isEqualTo("avatar:processing:error");
    assertThat(message.getLong("id")).isEqualTo(7);
    JsonObject data = message.getJsonObject("data");
    assertThat(data.getString("avatarId")).isEqualTo(failed.avatarId().toString());
    assertThat(data.getString("jobId")).isEqualTo(failed.jobId().toString());
    assertThat(data.getString("status")).isEqualTo("failed");
    assertThat(data.getString("stage")).isEqualTo("quality");
    assertThat(data.getInteger("attempt")).isEqualTo(1);
    assertThat(data.getString("time")).isEqualTo(TIME.toString());
    assertThat(data.getJsonArray("reasons").getJsonObject(0).getString("code"))
        .isEqualTo("no-face");
    assertThat(data.containsKey("report")).isFalse();
  }

  private static JobView view(JobStatus status, int attempt, String stage) {
    JobError error =
        status == JobStatus.FAILED
            ? new JobError(
                ProblemType.REJECTED, List.of(new Reason("no-face", "There is no face.")))
            : null;
    return new JobView(
        JobId.random(),
        JobKind.FACE,
        AvatarId.random(),
        UserId.random(),
        status,
        0,
        stage,
        attempt,
        TIME,
        TIME,
        null,
        error,
        null);
  }
}
