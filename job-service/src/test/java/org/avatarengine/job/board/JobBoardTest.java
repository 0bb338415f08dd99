package org.avatarengine.job.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobBoardTest {

  private static final Instant T0 = Instant.parse("2026-11-20T10:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration QUEUE_LIMIT = Duration.ofMinutes(10);
  private static final AvatarId AVATAR = AvatarId.random();
  private static final JobId ID = JobId.random();
  private static final BlobKey REPORT = new BlobKey(BlobKind.ARTIFACTS, AVATAR, "a".repeat(64));
  private static final JobSubmission SUBMISSION =
      new JobSubmission(
          ID,
          JobKind.FACE,
          AVATAR,
          UserId.random(),
          new BlobKey(BlobKind.ORIGINALS, AVATAR, "b".repeat(64)),
          Preset.QUALITY,
          FaceOptions.none(),
          false,
          null);

  private final JobBoard board =
      new JobBoard(
          new RetryPolicy(3, Duration.ofSeconds(1), 4, 0), LEASE, QUEUE_LIMIT, new Random(1));

  // ---- what each state makes of each fact of the current attempt

  private enum Expect {
    ACTIVE,
    QUEUED,
    COMPLETED,
    FAILED,
    CANCELLED,
    UNCHANGED,
    REFUSED_ENDED,
    REFUSED_NEVER_SENT
  }

  static Stream<Arguments> everyStateAndFact() {
    Map<String, List<Expect>> table = new TreeMap<>();
    // started, progressed, completed, rejected, failed, cancelled
    table.put(
        "queued",
        List.of(
            Expect.ACTIVE,
            Expect.ACTIVE,
            Expect.COMPLETED,
            Expect.FAILED,
            Expect.QUEUED,
            Expect.CANCELLED));
    table.put(
        "backoff",
        List.of(
            Expect.REFUSED_NEVER_SENT,
            Expect.REFUSED_NEVER_SENT,
            Expect.REFUSED_NEVER_SENT,
            Expect.REFUSED_NEVER_SENT,
            Expect.REFUSED_NEVER_SENT,
            Expect.REFUSED_NEVER_SENT));
    table.put(
        "active",
        List.of(
            Expect.ACTIVE,
            Expect.ACTIVE,
            Expect.COMPLETED,
            Expect.FAILED,
            Expect.QUEUED,
            Expect.CANCELLED));
    table.put(
        "stopping",
        List.of(
            Expect.ACTIVE,
            Expect.ACTIVE,
            Expect.COMPLETED,
            Expect.FAILED,
            Expect.CANCELLED,
            Expect.CANCELLED));
    table.put("completed", ended(2));
    table.put("failed", ended(3));
    table.put("dead", ended(4));
    table.put("cancelled", ended(5));
    return table.entrySet().stream()
        .flatMap(
            row ->
                Stream.of(0, 1, 2, 3, 4, 5)
                    .map(fact -> Arguments.of(row.getKey(), fact, row.getValue().get(fact))));
  }

  private static List<Expect> ended(int repeatedFact) {
    return Stream.of(0, 1, 2, 3, 4, 5)
        .map(fact -> fact == repeatedFact ? Expect.UNCHANGED : Expect.REFUSED_ENDED)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("everyStateAndFact")
  void shouldFollowTheDiagramWhenAFactComes(String state, int fact, Expect expected) {
    // Given
    Job job = job(state);
    TaskFact.OfAttempt report = facts(job.state().attempt().number()).get(fact);

    // When
    Outcome outcome = board.report(job, report, T0.plusSeconds(5));

    // Then
    switch (expected) {
      case UNCHANGED -> assertThat(outcome).isEqualTo(new Outcome.Unchanged(job));
      case REFUSED_ENDED -> assertThat(refusal(outcome)).isEqualTo(Refusal.ENDED);
      case REFUSED_NEVER_SENT -> assertThat(refusal(outcome)).isEqualTo(Refusal.NEVER_SENT);
      default ->
          assertThat(changed(outcome).after().state().status())
              .isEqualTo(JobStatus.valueOf(expected.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("everyStateAndFact")
  void shouldRefuseWhenTheAttemptIsNotTheCurrentOne(String state, int fact, Expect ignored) {
    // Given
    Job job = job(state);
    int current = job.state().attempt().number();
    TaskFact.OfAttempt early = facts(current - 1).get(fact);
    TaskFact.OfAttempt future = facts(current + 1).get(fact);

    // When
    Outcome late = board.report(job, early, T0);
    Outcome unheardOf = board.report(job, future, T0);

    // Then
    assertThat(refusal(late)).isEqualTo(Refusal.SUPERSEDED);
    assertThat(refusal(unheardOf)).isEqualTo(Refusal.NEVER_SENT);
  }

  static Stream<Arguments> everyStateAndWish() {
    return Stream.of(
        Arguments.of("queued", JobStatus.CANCELLED, null),
        Arguments.of("backoff", JobStatus.CANCELLED, JobStatus.QUEUED),
        Arguments.of("active", JobStatus.ACTIVE, null),
        Arguments.of("stopping", JobStatus.ACTIVE, null),
        Arguments.of("completed", null, null),
        Arguments.of("failed", null, null),
        Arguments.of("cancelled", null, null),
        Arguments.of("dead", null, JobStatus.QUEUED));
  }

  @ParameterizedTest
  @MethodSource("everyStateAndWish")
  void shouldGrantOnlyLegalWishesWhenAPersonAsks(
      String state, JobStatus afterCancel, JobStatus afterRetry) {
    // Given
    Job job = job(state);

    // When
    Outcome cancel = board.cancel(job, T0);
    Outcome retry = board.retry(job, T0);

    // Then
    if (afterCancel == null) {
      assertThat(refusal(cancel)).isEqualTo(Refusal.ENDED);
    } else {
      assertThat(changed(cancel).after().state().status()).isEqualTo(afterCancel);
    }
    if (afterRetry == null) {
      assertThat(refusal(retry)).isEqualTo(Refusal.NOT_RETRYABLE);
    } else {
      assertThat(changed(retry).after().state().status()).isEqualTo(afterRetry);
    }
  }

  // ---- retries and leases

  @Test
  void shouldDispatchAndAnnounceWhenSubmitted() {
    // When
    Outcome.Changed made = board.submit(SUBMISSION, T0);

    // Then
    assertThat(made.effects()).containsExactlyInAnyOrder(Effect.DISPATCH, Effect.ANNOUNCE);
    assertThat(made.after().task().attempt()).isEqualTo(1);
    assertThat(made.after().isOf(SUBMISSION)).isTrue();
  }

  @Test
  void shouldBackOffExponentiallyAndDieWhenEveryAttemptFails() {
    // Given
    Job job = board.submit(SUBMISSION, T0).after();
    Instant now = T0;

    // When
    Outcome.Changed first = changed(board.report(job, failed(1), now));
    Instant firstDue = board.alarmAt(first.after().state()).orElseThrow();
    Outcome.Changed second = changed(board.alarm(first.after(), firstDue));
    Outcome.Changed secondFailed = changed(board.report(second.after(), failed(2), firstDue));
    Instant secondDue = board.alarmAt(secondFailed.after().state()).orElseThrow();
    Outcome.Changed third = changed(board.alarm(secondFailed.after(), secondDue));
    Outcome.Changed dead = changed(board.report(third.after(), failed(3), secondDue));

    // Then
    assertThat(firstDue).isEqualTo(T0.plusSeconds(1));
    assertThat(first.effects()).containsExactly(Effect.ANNOUNCE);
    assertThat(second.effects()).contains(Effect.DISPATCH);
    assertThat(second.after().task().attempt()).isEqualTo(2);
    assertThat(secondDue).isEqualTo(firstDue.plusSeconds(4));
    assertThat(dead.after().state()).isInstanceOf(JobState.Dead.class);
    assertThat(dead.effects()).containsExactlyInAnyOrder(Effect.ANNOUNCE, Effect.DEAD_LETTER);
    assertThat(dead.cause()).isEqualTo("no luck");
    assertThat(dead.after().view().error().type()).isEqualTo(ProblemType.PROCESSING_FAILED);
  }

  @Test
  void shouldNameThePartThatBrokeWhenTheLastAttemptFailed() {
    // Given
    Job job = job("dead");

    // When
    List<Reason> reasons = job.view().error().reasons();

    // Then
    assertThat(reasons)
        .extracting(Reason::code, Reason::errorClass)
        .containsExactly(
            tuple("attempts-failed", ErrorClass.FACE_DETECTION),
            tuple("face-detection", ErrorClass.FACE_DETECTION));
  }

  @Test
  void shouldNameNoPartWhenTheLastAttemptFellSilent() {
    // Given
    Job retried = changed(board.retry(job("dead"), T0)).after();
    Job active = changed(board.report(retried, started(4), T0)).after();
    JobBoard impatient =
        new JobBoard(
            new RetryPolicy(1, Duration.ofSeconds(1), 4, 0), LEASE, QUEUE_LIMIT, new Random(1));

    // When
    Outcome.Changed expired = changed(impatient.alarm(active, T0.plus(LEASE)));

    // Then
    assertThat(expired.errorClass()).isNull();
    assertThat(expired.after().view().error().reasons())
        .extracting(Reason::code, Reason::errorClass)
        .containsExactly(tuple("attempts-failed", null));
  }

  @Test
  void shouldKeepWhatWasAskedForWhenSubmitted() {
    // Given
    JobSubmission wish =
        new JobSubmission(
            ID,
            JobKind.FACE,
            AVATAR,
            SUBMISSION.ownerId(),
            SUBMISSION.original(),
            Preset.FAST,
            new FaceOptions(7, 320, null, null),
            true,
            "req-1");

    // When
    Job job = board.submit(wish, T0).after();

    // Then
    assertThat(job.isOf(wish)).isTrue();
    assertThat(job.isOf(SUBMISSION)).isFalse();
    assertThat(job.task().options()).isEqualTo(wish.options());
    assertThat(job.task().dryRun()).isTrue();
    assertThat(job.view().requestId()).isEqualTo("req-1");
  }

  @Test
  void shouldCountAttemptsOnButGiveAFreshSeriesWhenADeadJobIsRetried() {
    // Given
    Job dead = job("dead");

    // When
    Outcome.Changed retried = changed(board.retry(dead, T0));
    Outcome.Changed failedAgain = changed(board.report(retried.after(), failed(4), T0));

    // Then
    assertThat(retried.effects()).containsExactlyInAnyOrder(Effect.DISPATCH, Effect.ANNOUNCE);
    assertThat(retried.after().task().attempt()).isEqualTo(4);
    assertThat(retried.after().view().error()).isNull();
    assertThat(failedAgain.after().state().status()).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void shouldCountAsFailedAttemptWhenTheLeaseExpires() {
    // Given
    Job active = job("active");
    Instant justBefore = T0.plus(LEASE).minusMillis(1);

    // When
    Outcome early = board.alarm(active, justBefore);
    Outcome expired = board.alarm(active, T0.plus(LEASE));

    // Then
    assertThat(refusal(early)).isEqualTo(Refusal.NOT_DUE);
    assertThat(changed(expired).after().state().attempt().number()).isEqualTo(2);
    assertThat(changed(expired).cause()).isEqualTo("lease-expired");
  }

  @Test
  void shouldRenewTheLeaseWhenTheWorkerReports() {
    // Given
    Job active = job("active");

    // When
    Outcome renewed = board.report(active, progressed(1, 0, null), T0.plusSeconds(10));

    // Then
    assertThat(board.alarmAt(changed(renewed).after().state()))
        .contains(T0.plusSeconds(10).plus(LEASE));
    assertThat(changed(renewed).effects()).isEmpty();
  }

  @Test
  void shouldCancelWhenTheLeaseOfAStoppingWorkerExpires() {
    // Given
    Job stopping = job("stopping");

    // When
    Outcome expired = board.alarm(stopping, T0.plus(LEASE));

    // Then
    assertThat(changed(expired).after().state()).isInstanceOf(JobState.Cancelled.class);
  }

  @Test
  void shouldDieWithoutAStopOrderWhenNoWorkerComesInTime() {
    // Given
    Job queued = job("queued");

    // When
    Outcome early = board.alarm(queued, T0.plus(QUEUE_LIMIT).minusMillis(1));
    Outcome late = board.alarm(queued, T0.plus(QUEUE_LIMIT));

    // Then
    assertThat(refusal(early)).isEqualTo(Refusal.NOT_DUE);
    assertThat(changed(late).after().state()).isInstanceOf(JobState.Dead.class);
    assertThat(changed(late).after().view().error().type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(changed(late).effects())
        .containsExactlyInAnyOrder(Effect.ANNOUNCE, Effect.DEAD_LETTER);
  }

  @Test
  void shouldNeverBeDueWhenEnded() {
    for (String state : List.of("completed", "failed", "cancelled", "dead")) {
      // Given
      Job ended = job(state);

      // When
      Outcome alarm = board.alarm(ended, T0.plus(Duration.ofDays(1)));

      // Then
      assertThat(refusal(alarm)).isEqualTo(Refusal.NOT_DUE);
    }
  }

  // ---- cancel

  @Test
  void shouldTellWorkersWhenAJobIsCancelledWhoseTaskIsOut() {
    // When
    Outcome queued = board.cancel(job("queued"), T0);
    Outcome pausing = board.cancel(job("backoff"), T0);
    Outcome active = board.cancel(job("active"), T0);

    // Then
    assertThat(changed(queued).effects()).contains(Effect.STOP_WORKERS);
    assertThat(changed(pausing).effects()).doesNotContain(Effect.STOP_WORKERS);
    assertThat(changed(active).effects()).containsExactly(Effect.STOP_WORKERS);
  }

  @Test
  void shouldStopTheWorkerAgainOnlyWhenItStartsOnACancelledJob() {
    // When
    Outcome onCancelled = board.report(job("cancelled"), started(1), T0);
    Outcome onDead = board.report(job("dead"), started(3), T0);

    // Then
    assertThat(((Outcome.Refused) onCancelled).stopWorkers()).isTrue();
    assertThat(((Outcome.Refused) onDead).stopWorkers()).isFalse();
  }

  // ---- what is told

  @Test
  void shouldAnnounceStagesAndTensOnlyWhenProgressComes() {
    // Given
    Job active = job("active");

    // When
    Outcome.Changed decode = changed(board.report(active, progressed(1, 10, "decode"), T0));
    Outcome.Changed little =
        changed(board.report(decode.after(), progressed(1, 14, "decode"), T0.plusSeconds(1)));
    Outcome.Changed ten =
        changed(board.report(little.after(), progressed(1, 20, "decode"), T0.plusSeconds(2)));
    Outcome.Changed stage =
        changed(board.report(ten.after(), progressed(1, 21, "detect"), T0.plusSeconds(3)));

    // Then
    assertThat(decode.effects()).containsExactly(Effect.ANNOUNCE);
    assertThat(little.effects()).isEmpty();
    assertThat(little.after().view().progress()).isEqualTo(14);
    assertThat(little.after().updatedAt()).isEqualTo(T0.plusSeconds(1));
    assertThat(ten.effects()).containsExactly(Effect.ANNOUNCE);
    assertThat(stage.effects()).containsExactly(Effect.ANNOUNCE);
  }

  @Test
  void shouldNeverFallBackWhenOlderProgressIsRedelivered() {
    // Given
    Job at50 = changed(board.report(job("active"), progressed(1, 50, "landmarks"), T0)).after();

    // When
    Outcome.Changed again = changed(board.report(at50, progressed(1, 30, "detect"), T0));
    Outcome.Changed restarted = changed(board.report(at50, started(1), T0));

    // Then
    assertThat(again.after().view().progress()).isEqualTo(50);
    assertThat(again.after().view().stage()).isEqualTo("landmarks");
    assertThat(again.effects()).isEmpty();
    assertThat(restarted.after().view().progress()).isEqualTo(50);
  }

  @Test
  void shouldCarryResultAndReasonsWhenEnded() {
    // When
    Outcome done = board.report(job("active"), facts(1).get(2), T0);
    Outcome refused = board.report(job("active"), facts(1).get(3), T0);

    // Then
    assertThat(changed(done).after().view().result().report()).isEqualTo(REPORT);
    assertThat(changed(done).after().view().progress()).isEqualTo(100);
    assertThat(changed(refused).after().view().error().reasons())
        .containsExactly(new Reason("no-face", "There is no face."));
  }

  // ---- values

  @Test
  void shouldSpreadPausesWithinTheJitterWhenRandom() {
    // Given
    RetryPolicy policy = new RetryPolicy(3, Duration.ofSeconds(1), 4, 0.2);
    Random random = new Random(7);

    // When
    List<Duration> pauses =
        Stream.generate(() -> policy.pauseAfter(new Attempt(2, 1), random)).limit(500).toList();

    // Then
    assertThat(pauses)
        .allMatch(pause -> pause.toMillis() >= 3200 && pause.toMillis() <= 4800)
        .anyMatch(pause -> pause.toMillis() < 3500)
        .anyMatch(pause -> pause.toMillis() > 4500);
  }

  @Test
  void shouldBoundThePauseWhenTheSeriesIsLong() {
    // Given
    RetryPolicy policy = new RetryPolicy(1000, Duration.ofSeconds(1), 10, 0);

    // When
    Duration pause = policy.pauseAfter(new Attempt(900, 1), new Random(1));

    // Then
    assertThat(pause).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void shouldRefuseNonsenseWhenValuesAreMade() {
    assertThatThrownBy(() -> new Attempt(1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Progress(101, null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy(0, LEASE, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy(1, LEASE, 0.5, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // ---- given

  private Job job(String state) {
    Job queued = board.submit(SUBMISSION, T0).after();
    return switch (state) {
      case "queued" -> queued;
      case "backoff" -> changed(board.report(queued, failed(1), T0)).after();
      case "active" -> changed(board.report(queued, started(1), T0)).after();
      case "stopping" -> changed(board.cancel(job("active"), T0)).after();
      case "completed" -> changed(board.report(queued, facts(1).get(2), T0)).after();
      case "failed" -> changed(board.report(queued, facts(1).get(3), T0)).after();
      case "cancelled" -> changed(board.report(queued, facts(1).get(5), T0)).after();
      case "dead" -> {
        Job job = queued;
        for (int attempt = 1; attempt <= 3; attempt++) {
          job = changed(board.report(job, failed(attempt), T0)).after();
          if (!job.ended()) {
            job = changed(board.retry(job, T0)).after();
          }
        }
        yield job;
      }
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static List<TaskFact.OfAttempt> facts(int attempt) {
    return List.of(
        started(attempt),
        progressed(attempt, 30, "detect"),
        new TaskFact.Completed(ID, attempt, AVATAR, REPORT),
        new TaskFact.Rejected(
            ID,
            attempt,
            AVATAR,
            ProblemType.REJECTED,
            List.of(new Reason("no-face", "There is no face."))),
        failed(attempt),
        new TaskFact.Cancelled(ID, attempt, AVATAR));
  }

  private static TaskFact.Started started(int attempt) {
    return new TaskFact.Started(ID, attempt, AVATAR, "worker-1");
  }

  private static TaskFact.Progressed progressed(int attempt, int percent, String stage) {
    return new TaskFact.Progressed(ID, attempt, AVATAR, stage, percent);
  }

  private static TaskFact.Failed failed(int attempt) {
    return new TaskFact.Failed(ID, attempt, AVATAR, ErrorClass.FACE_DETECTION, "no luck");
  }

  private static Outcome.Changed changed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Changed.class);
    return (Outcome.Changed) outcome;
  }

  private static Refusal refusal(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).why();
  }
}
