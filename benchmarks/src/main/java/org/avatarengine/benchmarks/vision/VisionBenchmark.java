package org.avatarengine.benchmarks.vision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.engine.Portraits;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.process.Children;

/** Processor time of detector and landmarks, and of every other stage of an analysis. */
public final class VisionBenchmark implements Benchmark {

  private static final Target DETECTOR_AND_LANDMARKS = Target.atMost(10);
  private static final Target QUALITY_VECTOR = Target.atMost(60);

  @Override
  public String name() {
    return "vision";
  }

  @Override
  public Section run(Workbench workbench) throws IOException, InterruptedException {
    Optional<Path> photo = workbench.folders().photo();
    int forks = workbench.size(3, 1);
    int warmUps = workbench.size(5, 1);
    int iterations = workbench.size(5, 2);
    Path results = workbench.folders().results().resolve("vision-jmh.json");
    List<String> arguments =
        new ArrayList<>(List.of(results.toString(), "" + forks, "" + warmUps, "" + iterations));
    photo.ifPresent(file -> arguments.add(file.toString()));
    Children.runJava(
        "JMH",
        workbench.folders().temporary(),
        List.of("-Xmx256m"),
        JmhHost.class,
        arguments,
        workbench.folders().logs().resolve("jmh.log"),
        Duration.ofMinutes(20));
    JsonNode measured = new ObjectMapper().readTree(Files.readAllBytes(results));
    return section(new JmhResults(measured), photo, forks, iterations);
  }

  private Section section(JmhResults results, Optional<Path> photo, int forks, int iterations) {
    List<Figure> figures = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      if (subject == Subject.DRAWN || photo.isPresent()) {
        String picture = subject == Subject.DRAWN ? "drawn" : "photo";
        for (String preset : List.of("QUALITY", "FAST")) {
          addAnalysis(figures, results.analyse(subject, preset), picture, preset);
        }
        addStages(figures, results.analyse(subject, "QUALITY"), picture);
        var decode = results.decode(subject);
        figures.add(
            decode.perOperation("decode, " + picture + ", CPU", Target.none(), "threadCpu"));
        figures.add(decode.wall("decode, " + picture + ", wall"));
        var vector = results.qualityVector(subject);
        figures.add(
            vector.perOperation(
                "quality vector, " + picture + ", CPU", Target.none(), "threadCpu"));
        figures.add(vector.wall("quality vector, " + picture + ", wall"));
      }
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "CPU is the processor time of the one thread that analyses; models run on it too. What the"
            + " collector and the compiler take beside it is in the lines \"whole process\".");
    notes.add("Detector and landmarks include scaling the picture down for them.");
    notes.add(
        photo.isPresent()
            ? "The photo is one of the portraits of the test data beside the project."
            : "There was no test data beside the project, so no real photo was measured.");
    return new Section(
        name(),
        "Vision",
        ("One thread, JMH, a drawn portrait of %d × %d pixels and a real one where there is test"
                + " data, presets quality and fast. Measured is the median of %d iterations of one"
                + " second in each of %d JVMs; lowest and highest are the medians of single JVMs; n"
                + " counts operations.")
            .formatted(Portraits.WIDTH, Portraits.HEIGHT, iterations, forks),
        figures,
        notes,
        Map.of("jmh", results.benchmarks()));
  }

  private static void addAnalysis(
      List<Figure> figures, JmhResults.Case measured, String picture, String preset) {
    String of = ", " + picture + ", " + preset.toLowerCase(Locale.ROOT) + ", ";
    figures.add(
        measured.perOperation(
            "detector + landmarks" + of + "CPU",
            DETECTOR_AND_LANDMARKS,
            "detectCpu",
            "landmarksCpu"));
    figures.add(
        measured.perOperation(
            "detector + landmarks" + of + "wall", Target.none(), "detectWall", "landmarksWall"));
    figures.add(measured.perOperation("whole analysis" + of + "CPU", Target.none(), "threadCpu"));
    figures.add(
        measured.perOperation(
            "whole analysis" + of + "CPU, whole process", Target.none(), "processCpu"));
    figures.add(measured.wall("whole analysis" + of + "wall"));
  }

  private static void addStages(List<Figure> figures, JmhResults.Case measured, String picture) {
    for (String stage : List.of("detect", "landmarks", "crop", "mask", "quality", "overlay")) {
      String of = stage + ", " + picture + ", quality, ";
      Target asked = stage.equals("quality") ? QUALITY_VECTOR : Target.none();
      figures.add(measured.perOperation(of + "CPU", asked, stage + "Cpu"));
      figures.add(measured.perOperation(of + "wall", Target.none(), stage + "Wall"));
    }
  }
}
