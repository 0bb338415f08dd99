package org.avatarengine.mlworker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.event.TaskControl;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.stack.EmbeddedStackResource;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.Style;
import org.avatarengine.vision.testing.Truth;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStackResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = FaceCacheDouble.class, scope = TestResourceScope.GLOBAL)
class MlWorkerIT extends TaskHarness {

  @Test
  void shouldStoreEntryReportAndPicturesWhenAPortraitIsOrdered() throws Exception {
    // Given
    Style style = Style.standard();
    FaceTask task = task(DrawnPortrait.jpeg(style), 1);
    // When
    order(task);
    // Then
    TaskFact.Completed done = probe.awaitFact(task.avatarId(), TaskFact.Completed.class);
    assertThat(done.jobId()).isEqualTo(task.jobId());
    FaceEntry entry = FaceCodec.decode(FaceCacheDouble.ENTRIES.get(task.avatarId().toString()));
    assertThat(entry.header().ownerId()).isEqualTo(task.ownerId());
    assertThat(entry.header().createdAt()).isEqualTo(ORDERED);
    Truth truth = DrawnPortrait.truth(style);
    assertThat((double) entry.landmarks()[0]).isCloseTo(truth.leftEye().x(), within(12));
    assertThat((double) entry.landmarks()[1]).isCloseTo(truth.leftEye().y(), within(12));
    FaceReport report = report(done);
    assertThat(report.entrySha256())
        .isEqualTo(FaceCodec.sha256(FaceCacheDouble.ENTRIES.get(task.avatarId().toString())));
    assertThat(report.crop().sha256()).isEqualTo(entry.header().cropSha256());
    assertThat(report.qualityAssessment().individualScores()).hasSize(6);
    assertThat(report.stageSeconds())
        .containsOnlyKeys(
            "frame_extraction", "face_detection", "quality_assessment", "cache_generation");
    assertThat(wait(blobs.list(BlobKind.ARTIFACTS, task.avatarId())))
        .containsExactlyInAnyOrder(report.crop(), report.overlay(), done.report());
    assertThat(
            probe.facts(task.avatarId(), TaskFact.Progressed.class).map(TaskFact.Progressed::stage))
        .containsSubsequence(
            "decode", "detect", "landmarks", "crop", "mask", "quality", "overlay", "store");
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void shouldMakeTheSameBytesWhenTheSameAttemptIsDeliveredAgain() {
    // Given
    FaceTask task = task(DrawnPortrait.png(Style.standard().withSeed(5)), 1);
    order(task);
    probe.awaitFact(task.avatarId(), TaskFact.Completed.class, 1);
    byte[] first = FaceCacheDouble.ENTRIES.get(task.avatarId().toString());
    // When
    order(task);
    probe.awaitFact(task.avatarId(), TaskFact.Completed.class, 2);
    // Then
    assertThat(FaceCacheDouble.ENTRIES.get(task.avatarId().toString())).isEqualTo(first);
  }

  @Test
  void shouldRejectAndLeaveNothingWhenThePictureIsNotFit() {
    byte[] portrait = DrawnPortrait.jpeg(Style.standard());
    record Case(byte[] file, ProblemType type, String code) {}
    List<Case> cases =
        List.of(
            new Case(DrawnPortrait.noFaceJpeg(640, 480), ProblemType.REJECTED, "no-face"),
            new Case(
                Arrays.copyOf(portrait, portrait.length / 2),
                ProblemType.UNREADABLE_FILE,
                "truncated-image"),
            new Case(
                "<html></html>".getBytes(StandardCharsets.UTF_8),
                ProblemType.UNSUPPORTED_FILE,
                "unsupported-format"));
    for (Case each : cases) {
      // Given
      FaceTask task = task(each.file(), 1);
      // When
      order(task);
      // Then
      TaskFact.Rejected no = probe.awaitFact(task.avatarId(), TaskFact.Rejected.class);
      assertThat(no.type()).isEqualTo(each.type());
      assertThat(no.reasons().get(0).code()).isEqualTo(each.code());
      assertThat(no.reasons().get(0).message()).hasSizeGreaterThan(20);
      assertThat(wait(blobs.list(BlobKind.ARTIFACTS, task.avatarId()))).isEmpty();
      assertThat(FaceCacheDouble.ENTRIES).doesNotContainKey(task.avatarId().toString());
    }
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void shouldRemoveItsArtifactsWhenTheAvatarWasErasedMeanwhile() {
    // Given
    FaceTask task = task(DrawnPortrait.jpeg(Style.standard().withSeed(6)), 1);
    FaceCacheDouble.REFUSALS.put(task.avatarId().toString(), 410);
    // When
    order(task);
    // Then
    probe.awaitFact(task.avatarId(), TaskFact.Cancelled.class);
    assertThat(wait(blobs.list(BlobKind.ARTIFACTS, task.avatarId()))).isEmpty();
  }

  @Test
  void shouldReportTheFailureWhenFaceCacheDoesNotTakeTheEntry() {
    // Given
    FaceTask task = task(DrawnPortrait.jpeg(Style.standard().withSeed(7)), 1);
    FaceCacheDouble.REFUSALS.put(task.avatarId().toString(), 503);
    // When
    order(task);
    // Then
    TaskFact.Failed failed = probe.awaitFact(task.avatarId(), TaskFact.Failed.class);
    assertThat(failed.cause()).contains("face-cache answered 503");
  }

  @Test
  void shouldReportTheFailureWhenTheOriginalIsGone() {
    // Given
    FaceTask there = task(DrawnPortrait.jpeg(Style.standard().withSeed(8)), 1);
    wait(blobs.delete(there.original()));
    // When
    order(there);
    // Then
    assertThat(probe.awaitFact(there.avatarId(), TaskFact.Failed.class).cause())
        .contains("nothing lies at");
  }

  @Test
  void shouldNotBeginWhenTheJobWasCancelledBeforeItsTaskCame() {
    // Given
    FaceTask task = task(DrawnPortrait.jpeg(Style.standard().withSeed(9)), 1);
    FaceTask marker = task(DrawnPortrait.jpeg(Style.standard().withSeed(10)), 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              // The control topic is read from its end: repeat until the worker hears it.
              probe.send(
                  Topics.TASK_CONTROL,
                  task.jobId().toString(),
                  new TaskControl.Cancel(task.jobId()),
                  ORDERED);
              order(task);
              probe.awaitFact(task.avatarId(), TaskFact.Started.class);
              assertThat(probe.facts(task.avatarId(), TaskFact.Cancelled.class)).isNotEmpty();
            });
    // When
    order(marker);
    // Then
    probe.awaitFact(marker.avatarId(), TaskFact.Completed.class);
  }

  @Test
  void shouldRemoveArtifactsAndAcknowledgeWhenAnAvatarIsErased() {
    // Given
    AvatarId avatar = AvatarId.random();
    byte[] artifact = {1, 2, 3};
    wait(blobs.put(new BlobKey(BlobKind.ARTIFACTS, avatar, Sha256.hex(artifact)), artifact));
    // When
    probe.send(
        Topics.AVATAR_EVENTS,
        avatar.toString(),
        new AvatarFact.Erased(avatar, UserId.random()),
        ORDERED);
    // Then
    probe.awaitFact(avatar, TaskFact.ArtifactsErased.class);
    assertThat(wait(blobs.list(BlobKind.ARTIFACTS, avatar))).isEmpty();
  }

  @Test
  void shouldGoOnWhenARecordIsNoEvent() {
    // Given
    probe.sendText(Topics.TASKS_FACE, "{not json");
    FaceTask task = task(DrawnPortrait.jpeg(Style.standard().withSeed(11)), 1);
    // When
    order(task);
    // Then
    probe.awaitFact(task.avatarId(), TaskFact.Completed.class);
  }

  @Test
  void shouldFindTheFaceWhenThePhotoIsReal() {
    Path folder = Path.of(System.getProperty("avatar.testdata", "none"), "faces");
    assumeThat(folder).exists();
    for (String name : List.of("cory-booker.jpg", "tammy-duckworth.jpg", "tfjs_portrait.jpg")) {
      // Given
      FaceTask task = task(read(folder.resolve(name)), 1);
      // When
      order(task);
      // Then
      probe.awaitFact(task.avatarId(), TaskFact.Completed.class);
    }
  }

  @Test
  void shouldBeReadyWhenTheModelsAre() {
    given().when().get("/health/ready").then().statusCode(200).body("status", equalTo("UP"));
  }

  private static org.assertj.core.data.Offset<Double> within(double pixels) {
    return org.assertj.core.data.Offset.offset(pixels);
  }
}
