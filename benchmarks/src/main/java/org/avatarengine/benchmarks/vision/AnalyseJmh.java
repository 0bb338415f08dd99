package org.avatarengine.benchmarks.vision;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.detect.DetectorSlot;
import org.avatarengine.vision.face.AnalysisSettings;
import org.avatarengine.vision.face.FaceAnalysis;
import org.avatarengine.vision.face.FaceAnalyzer;
import org.avatarengine.vision.face.StageListener;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.quality.Verdict;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One whole analysis of a decoded picture: detector to overlay. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AnalyseJmh {

  /** How thorough. */
  public enum Preset {
    QUALITY,
    FAST;

    private AnalysisSettings settings() {
      return this == QUALITY ? AnalysisSettings.quality() : AnalysisSettings.fast();
    }
  }

  @Param({"DRAWN", "PHOTO"})
  public Subject subject;

  @Param({"QUALITY", "FAST"})
  public Preset preset;

  private FaceAnalyzer analyzer;
  private UprightImage image;

  /** Loads the models and the picture. */
  @Setup
  public void open() throws IOException {
    image = Subject.decode(subject.file());
    analyzer =
        FaceAnalyzer.open(ModelCatalogue.bundled(), new DetectorSlot.BlazeFace(), Accelerator.CPU);
    var analysis = analyzer.analyze(FrameSource.of(image), preset.settings(), StageListener.none());
    if (!(analysis.verdict() instanceof Verdict.Accepted)) {
      throw new IllegalStateException(subject + " is not accepted: " + analysis.verdict());
    }
  }

  @TearDown
  public void close() {
    analyzer.close();
  }

  /** The answer is returned so that nothing of it is optimised away. */
  @Benchmark
  public FaceAnalysis analyse(ThreadCost cost) {
    cost.begin();
    FaceAnalysis analysis = analyzer.analyze(FrameSource.of(image), preset.settings(), cost);
    cost.end();
    return analysis;
  }
}
