package org.avatarengine.benchmarks.clip;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.engine.Account;
import org.avatarengine.benchmarks.engine.Portraits;
import org.avatarengine.benchmarks.engine.ProcessorUse;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;
import org.avatarengine.video.testing.DrawnClip;

/** Registering a ten-second clip, and what each stage of a registration takes. */
public final class ClipBenchmark implements Benchmark {

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int SECONDS = 10;
  private static final int RATE = 30;
  private static final Map<String, Integer> FRAMES = Map.of("quality", 100, "fast", 50);
  private static final List<String> STAGES =
      List.of(
          "file_validation",
          "frame_extraction",
          "face_detection",
          "quality_assessment",
          "cache_generation",
          "database_storage",
          "total_registration");

  @Override
  public String name() {
    return "clip";
  }

  @Override
  public Section run(Workbench workbench) throws IOException, InterruptedException {
    int photos = workbench.size(100, 5);
    int clips = workbench.size(10, 2);
    // Fresh, so that the stages hold the photos of this section alone.
    workbench.engine().startFresh();
    Account account = Account.demo(workbench.engine());
    Account admin = Account.admin(workbench.engine());
    List<byte[]> pictures = Portraits.jpegs(10);
    for (int i = 0; i < photos; i++) {
      account.register("stage " + i, pictures.get(i % pictures.size()));
    }
    List<Figure> figures = new ArrayList<>();
    JsonNode ofPhotos = admin.get("/api/v1/avatars/stats");
    byte[] clip = clip(workbench.folders().work().resolve("clip.mp4"));
    Map<String, Object> raw = new LinkedHashMap<>();
    account.registerClip("warm-up", clip, "quality", FRAMES.get("quality"));
    account.registerClip("warm-up", clip, "fast", FRAMES.get("fast"));
    var processors = new ProcessorUse(workbench.engine());
    processors.begin();
    for (String preset : List.of("quality", "fast")) {
      double[] seconds = new double[clips];
      for (int i = 0; i < clips; i++) {
        long start = System.nanoTime();
        account.registerClip("clip " + i, clip, preset, FRAMES.get(preset));
        seconds[i] = (System.nanoTime() - start) / 1e9;
      }
      raw.put(preset, seconds);
      figures.add(
          Figure.median(
              "clip, " + preset + ", " + FRAMES.get(preset) + " frames of it",
              preset.equals("quality") ? Target.atMost(4) : Target.none(),
              Unit.SECONDS,
              Sample.of(seconds)));
    }
    processors.end();
    figures.addAll(processors.figures("a clip", 2L * clips));
    for (String stage : STAGES) {
      addStage(figures, ofPhotos, stage);
    }
    return new Section(
        name(),
        "Clips and stages",
        ("A drawn face that moves, %d s at %d frames a second, %d × %d pixels, H.264 in MP4 (%d"
                + " KB), registered through the gateway until the verdict is in the answer, one"
                + " client, %d times with each preset after one to warm up; measured is the median."
                + " The stages are those of %d registrations of a 1.5 megapixel portrait by one"
                + " client right after a start, as `GET /api/v1/avatars/stats` gives them.")
            .formatted(SECONDS, RATE, WIDTH, HEIGHT, clip.length / 1000, clips, photos),
        figures,
        List.of(
            "The first registrations after a start, which are slow, are among those of the stages.",
            "A clip's frames come from the decoder's process, whose time counts with ml-worker as"
                + " long as it lives."),
        raw);
  }

  private static void addStage(List<Figure> figures, JsonNode stats, String stage) {
    JsonNode times = stats.path(stage);
    long count = times.path("count").asLong();
    if (count < 1) {
      throw new BrokenRunException("no registration was counted in stage " + stage + ": " + stats);
    }
    for (String figure : List.of("average", "p95", "p99")) {
      double ms = times.path(figure).asDouble() * 1e3;
      figures.add(
          new Figure(
              "stage " + stage + ", " + figure,
              stage.equals("total_registration") && figure.equals("p95")
                  ? Target.atMost(800)
                  : Target.none(),
              Unit.MILLISECONDS,
              ms,
              ms,
              ms,
              count));
    }
  }

  private static byte[] clip(Path file) throws IOException {
    DrawnClip.mp4(file, WIDTH, HEIGHT, SECONDS, RATE);
    return Files.readAllBytes(file);
  }
}
