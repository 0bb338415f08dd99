package org.avatarengine.mlworker.face;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.job.CompressionLevel;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.platform.blob.BlobMissingException;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.observe.MetricNames;
import org.avatarengine.vision.face.FaceAnalysis;
import org.avatarengine.vision.face.FaceExtract;
import org.avatarengine.vision.face.Preset;
import org.avatarengine.vision.face.Stage;
import org.avatarengine.vision.face.StageListener;
import org.avatarengine.vision.image.Decoded;
import org.avatarengine.vision.image.ImageDecoder;
import org.avatarengine.vision.image.ImageLimits;
import org.avatarengine.vision.quality.Verdict;

/**
 * The face task: original, picture, analysis, artifacts, face entry, report, in this order, so that
 * nothing can be seen before everything is stored.
 */
@ApplicationScoped
public class FaceTaskWork {

  private static final Duration BLOB_LIMIT = Duration.ofSeconds(35);
  private static final int STORE_PERCENT = 95;

  private final BlobStore blobs;
  private final VisionEngine vision;
  private final FaceStore faces;
  private final ObjectMapper json;
  private final MeterRegistry metrics;

  FaceTaskWork(
      BlobStore blobs,
      VisionEngine vision,
      FaceStore faces,
      ObjectMapper json,
      MeterRegistry metrics) {
    this.blobs = blobs;
    this.vision = vision;
    this.faces = faces;
    this.json = json;
    this.metrics = metrics;
  }

  /**
   * Does the task; blocking.
   *
   * @param ordered when the task was ordered
   */
  public TaskOutcome perform(FaceTask task, Instant ordered, TaskProgress progress) {
    progress.checkCancelled();
    long begun = System.nanoTime();
    Decoded decoded;
    try {
      decoded = decode(task);
    } catch (BlobMissingException e) {
      return new TaskOutcome.Failed(ErrorClass.FILE_VALIDATION, e.getMessage());
    }
    Duration decoding = Duration.ofNanos(System.nanoTime() - begun);
    return switch (decoded) {
      case Decoded.Refused refused -> Verdicts.of(refused);
      case Decoded.Image image -> {
        finished(progress, Stage.DECODE, decoding);
        yield analyse(task, ordered, image, decoding, progress);
      }
    };
  }

  private Decoded decode(FaceTask task) {
    Path folder = temporaryFolder();
    Path original = await(blobs.fetch(task.original(), folder));
    try {
      return ImageDecoder.decode(original, ImageLimits.defaults());
    } finally {
      delete(original);
    }
  }

  private TaskOutcome analyse(
      FaceTask task,
      Instant ordered,
      Decoded.Image image,
      Duration decoding,
      TaskProgress progress) {
    FaceAnalysis analysis = vision.analyze(image.image(), preset(task), new ReportStages(progress));
    return switch (analysis.verdict()) {
      case Verdict.Rejected rejected -> Verdicts.of(rejected);
      case Verdict.Accepted accepted ->
          store(task, ordered, image, decoding, analysis, accepted, progress);
    };
  }

  private TaskOutcome store(
      FaceTask task,
      Instant ordered,
      Decoded.Image image,
      Duration decoding,
      FaceAnalysis analysis,
      Verdict.Accepted accepted,
      TaskProgress progress) {
    long begun = System.nanoTime();
    FaceExtract face = analysis.primary().orElseThrow();
    byte[] crop = face.crop().png();
    byte[] overlay = face.overlayPng().orElseThrow();
    BlobKey cropKey = artifact(task, crop);
    BlobKey overlayKey = artifact(task, overlay);
    byte[] entry =
        FaceCodec.encode(
            FaceEntries.ofPhoto(
                task, ordered, image.image(), face, cropKey.sha256(), overlayKey.sha256()),
            CompressionLevel.BALANCED);
    progress.checkCancelled();
    await(Uni.join().all(blobs.put(cropKey, crop), blobs.put(overlayKey, overlay)).andFailFast());
    return switch (faces.put(task.avatarId(), entry)) {
      case SUPERSEDED -> new TaskOutcome.Superseded();
      case ERASED -> {
        await(blobs.deleteAll(BlobKind.ARTIFACTS, task.avatarId()));
        yield new TaskOutcome.Cancelled();
      }
      case YES -> {
        Map<String, Double> seconds = FaceReports.seconds(analysis.timings());
        seconds.put(Stage.DECODE.label(), FaceReports.seconds(decoding));
        Duration storing = Duration.ofNanos(System.nanoTime() - begun);
        seconds.put("store", FaceReports.seconds(storing));
        byte[] report =
            write(
                new FaceReport(
                    task.avatarId(),
                    task.jobId(),
                    task.attempt(),
                    image.image().width(),
                    image.image().height(),
                    Verdicts.format(image),
                    null,
                    FaceReports.detection(face),
                    FaceReports.quality(analysis.quality().orElseThrow()),
                    Verdicts.warnings(accepted),
                    List.of(),
                    List.of(),
                    null,
                    seconds,
                    FaceCodec.sha256(entry),
                    cropKey,
                    overlayKey));
        BlobKey reportKey = artifact(task, report);
        await(blobs.put(reportKey, report));
        record("store", storing);
        progress.reached("store", STORE_PERCENT);
        yield new TaskOutcome.Completed(reportKey);
      }
    };
  }

  private static BlobKey artifact(FaceTask task, byte[] bytes) {
    return new BlobKey(BlobKind.ARTIFACTS, task.avatarId(), Sha256.hex(bytes));
  }

  private byte[] write(FaceReport report) {
    try {
      return json.writeValueAsBytes(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }

  private static Preset preset(FaceTask task) {
    return switch (task.preset()) {
      case QUALITY -> Preset.QUALITY;
      case FAST -> Preset.FAST;
    };
  }

  private void finished(TaskProgress progress, Stage stage, Duration took) {
    record(stage.label(), took);
    progress.reached(stage.label(), stage.percent());
  }

  private void record(String stage, Duration took) {
    metrics.timer(MetricNames.PROCESSING_STAGE, "kind", "face", "stage", stage).record(took);
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(BLOB_LIMIT);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createDirectories(
          Path.of(System.getProperty("java.io.tmpdir"), "avatar-ml-worker"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Passes stages on; the exception that a cancelled task throws leaves the analysis. */
  private final class ReportStages implements StageListener {
    private final TaskProgress progress;

    ReportStages(TaskProgress progress) {
      this.progress = progress;
    }

    @Override
    public void started(Stage stage) {
      progress.checkCancelled();
    }

    @Override
    public void finished(Stage stage, Duration took) {
      FaceTaskWork.this.finished(progress, stage, took);
    }
  }
}
