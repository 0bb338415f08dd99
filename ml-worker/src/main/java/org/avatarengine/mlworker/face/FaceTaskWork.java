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
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.platform.blob.BlobMissingException;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.observe.MetricNames;
import org.avatarengine.vision.face.FaceAnalysis;
import org.avatarengine.vision.face.Stage;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.frame.FrameSourceException;
import org.avatarengine.vision.frame.Opened;
import org.avatarengine.vision.quality.Verdict;
import org.jboss.logging.Logger;

/**
 * The face task: original, frames, analysis, artifacts, face entry, report, in this order, so that
 * nothing can be seen before everything is stored. A dry run leaves its report alone.
 */
@ApplicationScoped
public class FaceTaskWork {

  private static final Logger LOG = Logger.getLogger(FaceTaskWork.class);
  private static final Duration BLOB_LIMIT = Duration.ofSeconds(35);
  private static final int STORE_PERCENT = 95;

  private final WorkerConfig config;
  private final BlobStore blobs;
  private final FrameOpener opener;
  private final VisionEngine vision;
  private final FaceStore faces;
  private final ObjectMapper json;
  private final MeterRegistry metrics;

  FaceTaskWork(
      WorkerConfig config,
      BlobStore blobs,
      FrameOpener opener,
      VisionEngine vision,
      FaceStore faces,
      ObjectMapper json,
      MeterRegistry metrics) {
    this.config = config;
    this.blobs = blobs;
    this.opener = opener;
    this.vision = vision;
    this.faces = faces;
    this.json = json;
    this.metrics = metrics;
  }

  /**
   * Does the task; blocking. Whatever happens is an outcome.
   *
   * @param ordered when the task was ordered: the same attempt makes the same bytes however often
   */
  public TaskOutcome perform(FaceTask task, Instant ordered, TaskProgress progress) {
    Run run = new Run(task, ordered, progress);
    try {
      return run.perform();
    } catch (TaskCancelledException e) {
      return new TaskOutcome.Cancelled();
    } catch (BlobMissingException e) {
      return new TaskOutcome.Failed(run.times.part(), e.getMessage());
    } catch (FrameSourceException e) {
      LOG.warnf("frames lost cause=%s", e.getMessage());
      return new TaskOutcome.Failed(ErrorClass.FILE_VALIDATION, e.getMessage());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // Decoders of strangers' bytes throw more than exceptions; one file must not stop the others.
      LOG.error("task failed", e);
      return new TaskOutcome.Failed(
          run.times.part(), e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /** One task on its way. */
  private final class Run {
    private final FaceTask task;
    private final Instant ordered;
    private final TaskProgress progress;
    private final FacePlan plan;
    private final StageTimes times = new StageTimes();

    Run(FaceTask task, Instant ordered, TaskProgress progress) {
      this.task = task;
      this.ordered = ordered;
      this.progress = progress;
      this.plan = FacePlan.of(task, config.presets());
    }

    TaskOutcome perform() {
      progress.checkCancelled();
      Path original = await(blobs.fetch(task.original(), temporaryFolder()));
      try {
        long begun = System.nanoTime();
        return switch (opener.open(original, plan.maxFrames())) {
          case Opened.Refused refused -> Verdicts.of(refused);
          case Opened.Source opened -> {
            try (FrameSource frames = opened.frames()) {
              times.add(Stage.DECODE, since(begun));
              yield analyse(frames, opened.format(), since(begun));
            }
          }
        };
      } finally {
        delete(original);
      }
    }

    private TaskOutcome analyse(FrameSource frames, String format, Duration opening) {
      reached(Stage.DECODE.label(), Stage.DECODE.percent(), opening);
      var stages = new ReportedStages(progress, times, frames.info().frames() > 1);
      FaceAnalysis analysis = vision.analyze(frames, plan.analysis(), stages);
      analysis.timings().forEach((stage, took) -> record(stage.label(), took));
      return switch (analysis.verdict()) {
        case Verdict.Rejected rejected -> Verdicts.of(rejected);
        case Verdict.Accepted accepted ->
            store(new FaceReports(task, format, frames.info(), analysis, accepted));
      };
    }

    private TaskOutcome store(FaceReports reports) {
      times.enter(ErrorClass.CACHE_GENERATION);
      progress.checkCancelled();
      long begun = System.nanoTime();
      return task.dryRun() ? report(reports.ofDryRun(times), begun) : store(reports, begun);
    }

    private TaskOutcome store(FaceReports reports, long begun) {
      byte[] crop = reports.crop();
      byte[] overlay = reports.overlay();
      BlobKey cropKey = artifact(crop);
      BlobKey overlayKey = artifact(overlay);
      PackedFace packed =
          PackedFace.of(
              reports.entry(ordered, cropKey.sha256(), overlayKey.sha256()),
              plan.compression(),
              config.face().maxEntry().asLongValue());
      await(Uni.join().all(blobs.put(cropKey, crop), blobs.put(overlayKey, overlay)).andFailFast());
      return switch (faces.put(task.avatarId(), packed.bytes())) {
        case SUPERSEDED -> new TaskOutcome.Superseded();
        case ERASED -> {
          await(blobs.deleteAll(BlobKind.ARTIFACTS, task.avatarId()));
          yield new TaskOutcome.Cancelled();
        }
        case YES -> {
          times.add(ErrorClass.CACHE_GENERATION, since(begun));
          yield report(reports.of(packed, cropKey, overlayKey, times), begun);
        }
      };
    }

    private TaskOutcome report(FaceReport report, long begun) {
      byte[] bytes = write(report);
      BlobKey key = artifact(bytes);
      await(blobs.put(key, bytes));
      reached("store", STORE_PERCENT, since(begun));
      return new TaskOutcome.Completed(key);
    }

    private void record(String stage, Duration took) {
      metrics.timer(MetricNames.PROCESSING_STAGE, "kind", "face", "stage", stage).record(took);
    }

    private void reached(String stage, int percent, Duration took) {
      record(stage, took);
      progress.reached(stage, percent);
    }

    private BlobKey artifact(byte[] bytes) {
      return new BlobKey(BlobKind.ARTIFACTS, task.avatarId(), Sha256.hex(bytes));
    }
  }

  private byte[] write(FaceReport report) {
    try {
      return json.writeValueAsBytes(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
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
}
