package org.avatarengine.mlworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.job.CompressionLevel;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.job.QualityChecks;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.stack.EmbeddedStackResource;
import org.avatarengine.video.testing.DrawnClip;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of many frames, options and dry runs, through the real worker. */
@QuarkusTest
@WithTestResource(value = EmbeddedStackResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = FaceCacheDouble.class, scope = TestResourceScope.GLOBAL)
class ClipTaskIT extends TaskHarness {

  @TempDir Path folder;

  @Test
  void shouldRegisterTheFaceOfEveryChosenFrameWhenAClipIsOrdered() throws Exception {
    // Given
    FaceTask task = task(clip("clip.mp4", 2), 1);
    // When
    order(task);
    // Then
    TaskFact.Completed done = probe.awaitFact(task.avatarId(), TaskFact.Completed.class);
    FaceReport report = report(done);
    assertThat(report.format()).isEqualTo("mp4");
    assertThat(report.clip().frames()).isEqualTo(60);
    assertThat(report.clip().analysed()).isEqualTo(60);
    assertThat(report.clip().duration()).isCloseTo(2, Offset.offset(0.1));
    assertThat(report.clip().bestFrame()).isBetween(0, 59);
    assertThat(report.faceDetectionResults().frameCount()).isEqualTo(60);
    assertThat(report.faceDetectionResults().consistencyScore()).isGreaterThan(0.8);
    assertThat(report.qualityAssessment().components()).hasSize(28);
    assertThat(report.perceptualHash()).matches("[0-9a-f]{16}");
    FaceEntry entry = FaceCodec.decode(FaceCacheDouble.ENTRIES.get(task.avatarId().toString()));
    assertThat(entry.header().count()).isEqualTo(60);
    assertThat(entry.header().consistency())
        .isCloseTo((float) report.faceDetectionResults().consistencyScore(), Offset.offset(0.001f));
    List<String> stages =
        probe
            .facts(task.avatarId(), TaskFact.Progressed.class)
            .map(TaskFact.Progressed::stage)
            .toList();
    assertThat(stages).contains("frames").containsSubsequence("decode", "overlay", "store");
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void shouldLookAtFewerFramesSpreadOverTheClipWhenTheOptionsSaySo() throws Exception {
    // Given
    FaceOptions options = new FaceOptions(10, 320, QualityChecks.BASIC, CompressionLevel.HIGH);
    FaceTask task = task(clip("few.mp4", 2), 1, Preset.QUALITY, options, false);
    // When
    order(task);
    // Then
    FaceReport report = report(probe.awaitFact(task.avatarId(), TaskFact.Completed.class));
    assertThat(report.clip().frames()).isEqualTo(60);
    assertThat(report.clip().analysed()).isEqualTo(10);
    assertThat(report.qualityAssessment().components()).isEmpty();
  }

  @Test
  void shouldStoreNothingButTheReportWhenTheTaskIsADryRun() {
    // Given
    byte[] portrait = DrawnPortrait.jpeg(Style.standard().withSeed(31));
    FaceTask task = task(portrait, 1, Preset.QUALITY, FaceOptions.none(), true);
    // When
    order(task);
    // Then
    TaskFact.Completed done = probe.awaitFact(task.avatarId(), TaskFact.Completed.class);
    FaceReport report = report(done);
    assertThat(report.qualityAssessment().components()).hasSize(28);
    assertThat(report.entrySha256()).isNull();
    assertThat(wait(blobs.list(BlobKind.ARTIFACTS, task.avatarId())))
        .containsExactly(done.report());
    assertThat(FaceCacheDouble.ENTRIES).doesNotContainKey(task.avatarId().toString());
  }

  @Test
  void shouldSayWhatIsWrongWhenAClipCannotBeUsed() throws Exception {
    byte[] clip = clip("whole.mp4", 1);
    byte[] noise = clip.clone();
    Arrays.fill(noise, 64, noise.length, (byte) 7);
    record Case(byte[] file, ProblemType type) {}
    List<Case> cases =
        List.of(
            new Case(noise, ProblemType.UNREADABLE_FILE),
            new Case(Arrays.copyOf(clip, 200), ProblemType.UNREADABLE_FILE),
            new Case(longClip(), ProblemType.CLIP_TOO_LONG));
    for (Case each : cases) {
      // Given
      FaceTask task = task(each.file(), 1);
      // When
      order(task);
      // Then
      TaskFact.Rejected no = probe.awaitFact(task.avatarId(), TaskFact.Rejected.class);
      assertThat(no.type()).isEqualTo(each.type());
      assertThat(no.reasons())
          .allSatisfy(
              reason -> {
                assertThat(reason.message()).hasSizeGreaterThan(20);
                assertThat(reason.errorClass()).isEqualTo(ErrorClass.FILE_VALIDATION);
              });
    }
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void shouldFollowTheFaceWhenTheClipIsReal() {
    Path clips = Path.of(System.getProperty("avatar.testdata", "none"), "video");
    assumeThat(clips).exists();
    // Given
    FaceTask squats = task(read(clips.resolve("pose_squats.mp4")), 1);
    FaceTask far = task(read(clips.resolve("signing_book.mp4")), 1);
    // When
    order(squats);
    order(far);
    // Then
    FaceReport report = report(probe.awaitFact(squats.avatarId(), TaskFact.Completed.class));
    assertThat(report.faceDetectionResults().frameCount()).isGreaterThan(20);
    // Its face has about 60 pixels.
    TaskFact.Rejected small = probe.awaitFact(far.avatarId(), TaskFact.Rejected.class);
    assertThat(small.reasons()).extracting(Reason::code).contains("face-too-small");
  }

  private byte[] clip(String name, int seconds) throws Exception {
    Path file = folder.resolve(name);
    DrawnClip.mp4(file, 640, 480, seconds, 30);
    return Files.readAllBytes(file);
  }

  private byte[] longClip() throws Exception {
    Path file = folder.resolve("long.mp4");
    DrawnClip.mp4(file, 320, 240, 61, 1);
    return Files.readAllBytes(file);
  }
}
