package org.avatarengine.benchmarks.vision;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.detect.DetectionSettings;
import org.avatarengine.vision.detect.FaceDetector;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.inference.InferenceEngine;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMeshModel;
import org.avatarengine.vision.quality.QualityComponent;
import org.avatarengine.vision.quality.QualityVector;
import org.avatarengine.vision.segment.PersonSegmenter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The 28 quality components of a face that was found before, person mask included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QualityVectorBenchmark {

  @Param({"DRAWN", "PHOTO"})
  public Subject subject;

  private ImagePyramid pyramid;
  private DetectedFace face;
  private QualityVector vector;

  /** Loads the models and finds the face; the detector leaves the smaller sizes of the picture. */
  @Setup
  public void open() throws IOException {
    var engine = new InferenceEngine(ModelCatalogue.bundled(), Accelerator.CPU);
    pyramid = new ImagePyramid(Subject.decode(subject.file()));
    try (var detector = FaceDetector.open(engine);
        var mesh = FaceMeshModel.open(engine)) {
      face = mesh.locate(pyramid, detector.detect(pyramid, DetectionSettings.QUALITY).getFirst());
    }
    vector = new QualityVector(PersonSegmenter.open(engine));
  }

  @TearDown
  public void close() {
    vector.close();
  }

  /** The answer is returned so that nothing of it is optimised away. */
  @Benchmark
  public List<QualityComponent> measure(ThreadCost cost) {
    cost.begin();
    List<QualityComponent> components = vector.of(pyramid, List.of(face), face);
    cost.end();
    return components;
  }
}
