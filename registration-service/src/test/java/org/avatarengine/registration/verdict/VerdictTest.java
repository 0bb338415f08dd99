package org.avatarengine.registration.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarVersion;
import org.avatarengine.registration.avatar.Decision;
import org.avatarengine.registration.avatar.Original;
import org.avatarengine.registration.avatar.Processing;
import org.avatarengine.registration.avatar.Profile;
import org.avatarengine.registration.avatar.Regeneration;
import org.avatarengine.registration.avatar.RegistrationState;
import org.avatarengine.registration.avatar.VersionReason;
import org.avatarengine.registration.avatar.VersionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final AvatarId ID = AvatarId.random();
  private static final JobError ERROR = new JobError(ProblemType.PROCESSING_FAILED, List.of());
  private static final BlobKey KEY = new BlobKey(BlobKind.ORIGINALS, ID, "ab".repeat(32));

  private static Avatar pending(boolean dryRun) {
    return Avatar.pending(
        ID,
        UserId.random(),
        new Profile("Ada", null, List.of()),
        null,
        new Original(KEY, "jpeg", 10),
        Processing.fresh(Preset.QUALITY, FaceOptions.none()),
        dryRun,
        null,
        NOW);
  }

  private static Avatar in(String state) {
    Avatar avatar = pending(false);
    return switch (state) {
      case "pending" -> avatar;
      case "failed" -> Verdict.held(avatar, ERROR, job(avatar, JobStatus.DEAD, NOW), NOW);
      default ->
          Verdict.registered(
              avatar, report(avatar), job(avatar, JobStatus.COMPLETED, NOW), NOW.plusSeconds(2));
    };
  }

  private static JobView job(Avatar avatar, JobStatus status, Instant updated) {
    return job(avatar, avatar.jobId(), status, updated);
  }

  private static JobView job(Avatar avatar, JobId jobId, JobStatus status, Instant updated) {
    return new JobView(
        jobId,
        JobKind.FACE,
        ID,
        avatar.ownerId(),
        status,
        0,
        null,
        1,
        NOW,
        updated,
        null,
        null,
        null);
  }

  private static FaceReport report(Avatar avatar) {
    return new FaceReport(
        ID,
        avatar.jobId(),
        1,
        1,
        1,
        "jpeg",
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        Map.of(),
        "",
        KEY,
        KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "pending, QUEUED, Nothing",
    "pending, ACTIVE, Nothing",
    "pending, COMPLETED, Register",
    "pending, FAILED, Withdraw",
    "pending, CANCELLED, Withdraw",
    "pending, DEAD, Hold",
    "failed, QUEUED, Resume",
    "failed, ACTIVE, Resume",
    "failed, COMPLETED, Register",
    "failed, FAILED, Withdraw",
    "failed, CANCELLED, Withdraw",
    "failed, DEAD, Nothing",
    "success, QUEUED, Nothing",
    "success, ACTIVE, Nothing",
    "success, COMPLETED, Nothing",
    "success, FAILED, Nothing",
    "success, CANCELLED, Nothing",
    "success, DEAD, Nothing",
  })
  void shouldFollowTheDiagramWhenNewsComes(String state, JobStatus status, String expected) {
    // Given
    Avatar avatar = in(state);
    // When
    Verdict verdict = Verdict.of(avatar, job(avatar, status, NOW.plusSeconds(1)));
    // Then
    assertThat(verdict.getClass().getSimpleName()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUED, Nothing",
    "COMPLETED, Register",
    "FAILED, Hold",
    "CANCELLED, Hold",
    "DEAD, Hold",
  })
  void shouldKeepTheVerdictForItsAnswerWhenItIsADryRun(JobStatus status, String expected) {
    // Given
    Avatar avatar = pending(true);
    JobView job = job(avatar, status, NOW.plusSeconds(1));
    // When
    Verdict verdict = Verdict.of(avatar, job);
    // Then
    assertThat(verdict.getClass().getSimpleName()).isEqualTo(expected);
    if (verdict instanceof Verdict.Hold(JobError error)) {
      Avatar held = Verdict.held(avatar, error, job, NOW);
      assertThat(Verdict.of(held, job)).isInstanceOf(Verdict.Nothing.class);
      assertThat(held.withdrawn()).isInstanceOf(AvatarFact.Discarded.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, QUEUED, Nothing",
    "PENDING, ACTIVE, Nothing",
    "PENDING, COMPLETED, Replace",
    "PENDING, FAILED, Drop",
    "PENDING, CANCELLED, Drop",
    "PENDING, DEAD, HoldRegeneration",
    "FAILED, QUEUED, ResumeRegeneration",
    "FAILED, COMPLETED, Replace",
    "FAILED, FAILED, Drop",
    "FAILED, CANCELLED, Drop",
    "FAILED, DEAD, Nothing",
  })
  void shouldLeaveTheFaceAloneWhenNewsOfItsRegenerationCome(
      VersionStatus state, JobStatus status, String expected) {
    // Given
    Processing processing = Processing.fresh(Preset.FAST, FaceOptions.none());
    Avatar avatar =
        in("success")
            .with(
                new Regeneration(processing, 2, VersionReason.DAMAGED, state, NOW, NOW),
                NOW.plusSeconds(3));
    JobView job = job(avatar, processing.jobId(), status, NOW.plusSeconds(4));
    // When
    Verdict verdict = Verdict.of(avatar, job);
    // Then
    assertThat(verdict.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(Verdict.of(avatar, job(avatar, processing.jobId(), status, NOW.minusSeconds(1))))
        .as("stale")
        .isInstanceOf(Verdict.Nothing.class);
    if (Verdict.decide(avatar, job, report(avatar), NOW.plusSeconds(5))
        instanceof Decision.Save(Avatar after, AvatarFact fact, AvatarVersion version)) {
      boolean replaced = status == JobStatus.COMPLETED;
      assertThat(after.state()).isInstanceOf(RegistrationState.Registered.class);
      assertThat(after.jobId()).isEqualTo(replaced ? processing.jobId() : avatar.jobId());
      assertThat(after.version()).isEqualTo(replaced ? 2 : 1);
      assertThat(after.lastVersion()).isEqualTo(2);
      assertThat(after.repairedAt()).isEqualTo(NOW);
      assertThat(fact != null).isEqualTo(replaced);
      assertThat(version.number()).isEqualTo(2);
    }
  }

  @Test
  void shouldMeanNothingWhenTheNewsIsOldOrOfAnotherJob() {
    // Given
    Avatar failed = in("failed");
    Avatar resumed =
        Verdict.resumed(failed, job(failed, JobStatus.QUEUED, NOW.plusSeconds(5)), NOW);
    JobView old = job(resumed, JobStatus.DEAD, NOW.plusSeconds(1));
    JobView other =
        new JobView(
            JobId.random(),
            JobKind.FACE,
            ID,
            failed.ownerId(),
            JobStatus.FAILED,
            0,
            null,
            1,
            NOW,
            NOW.plusSeconds(9),
            null,
            null,
            null);
    // When, Then
    assertThat(resumed.state()).isInstanceOf(RegistrationState.Pending.class);
    assertThat(Verdict.of(resumed, old)).isInstanceOf(Verdict.Nothing.class);
    assertThat(Verdict.of(resumed, other)).isInstanceOf(Verdict.Nothing.class);
    assertThat(Verdict.of(resumed, job(resumed, JobStatus.DEAD, NOW.plusSeconds(5))))
        .isInstanceOf(Verdict.Hold.class);
  }

  @Test
  void shouldCountFromTheArrivalWhenTheFaceIsRegistered() {
    assertThat(in("success").state())
        .isInstanceOfSatisfying(
            RegistrationState.Registered.class,
            registered -> assertThat(registered.took()).isEqualTo(Duration.ofSeconds(2)));
  }
}
