package org.avatarengine.vision.face;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.detect.Detection;
import org.avatarengine.vision.detect.FaceDetector;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.inference.InferenceEngine;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMeshModel;
import org.avatarengine.vision.quality.FaceValidator;
import org.avatarengine.vision.quality.FrameQuality;
import org.avatarengine.vision.quality.QualityAssessor;
import org.avatarengine.vision.quality.QualityComponent;
import org.avatarengine.vision.quality.QualityVector;
import org.avatarengine.vision.quality.Verdict;
import org.avatarengine.vision.segment.PersonSegmenter;

/**
 * Finds and judges the faces of a picture. One per process; several threads may analyse at once,
 * how many is the caller's bound. Each analysis runs on its caller's thread.
 */
public final class FaceAnalyzer implements AutoCloseable {

  /**
   * Score from which a detection without landmarks still counts as a face, one turned away or
   * covered. Backs of heads, cups and hills score less.
   */
  private static final float UNSEEN_FACE_SCORE = 0.75f;

  private final FaceDetector detector;
  private final FaceMeshModel meshModel;
  private final QualityVector vector;
  private final FaceValidator validator;
  private final Accelerator accelerator;

  private FaceAnalyzer(
      FaceDetector detector,
      FaceMeshModel meshModel,
      QualityVector vector,
      FaceValidator validator,
      Accelerator accelerator) {
    this.detector = detector;
    this.meshModel = meshModel;
    this.vector = vector;
    this.validator = validator;
    this.accelerator = accelerator;
  }

  /**
   * Loads the models.
   *
   * @throws org.avatarengine.modelzoo.ModelIntegrityException if a model is not what the catalogue
   *     says
   * @throws org.avatarengine.vision.inference.InferenceException if ONNX Runtime cannot load one
   */
  public static FaceAnalyzer open(ModelCatalogue catalogue, Accelerator accelerator) {
    var engine = new InferenceEngine(catalogue, accelerator);
    var detector = FaceDetector.open(engine);
    try {
      var mesh = FaceMeshModel.open(engine);
      try {
        var vector = new QualityVector(PersonSegmenter.open(engine));
        return new FaceAnalyzer(detector, mesh, vector, FaceValidator.standard(), engine.inUse());
      } catch (RuntimeException e) {
        mesh.close();
        throw e;
      }
    } catch (RuntimeException e) {
      detector.close();
      throw e;
    }
  }

  /** What the models run on: {@link Accelerator#CPU} or {@link Accelerator#CUDA}. */
  public Accelerator accelerator() {
    return accelerator;
  }

  /**
   * Runs all stages but the decoding, which is the caller's.
   *
   * @throws org.avatarengine.vision.inference.InferenceException if ONNX Runtime fails
   */
  public FaceAnalysis analyze(UprightImage image, Preset preset, StageListener listener) {
    var pyramid = new ImagePyramid(image);
    var stages = new Stages(listener);
    List<Detection> detections =
        stages.run(Stage.DETECT, () -> detector.detect(pyramid, preset.detection()));
    List<DetectedFace> faces = stages.run(Stage.LANDMARKS, () -> locate(pyramid, detections));
    if (faces.isEmpty() || faces.getFirst().mesh().isEmpty()) {
      return new FaceAnalysis(
          faces,
          Optional.empty(),
          Optional.empty(),
          validator.withoutLandmarks(faces),
          stages.timings);
    }
    DetectedFace primary = faces.getFirst();
    var mesh = primary.mesh().get();
    var points = FivePoints.of(mesh);
    var crop = stages.run(Stage.CROP, () -> FaceCrop.of(pyramid, points));
    var mask = stages.run(Stage.MASK, () -> FaceMask.of(image, mesh));
    var frame = FrameQuality.of(pyramid, primary);
    var quality =
        stages.run(
            Stage.QUALITY,
            () -> {
              List<QualityComponent> components =
                  preset == Preset.FAST ? List.of() : vector.of(pyramid, faces, primary);
              return QualityAssessor.assess(
                  List.of(frame), frame, primary.confidence(), 1, components);
            });
    Verdict verdict = validator.validate(faces, primary, quality, frame.sharpness());
    Optional<byte[]> overlay =
        switch (verdict) {
          case Verdict.Accepted accepted ->
              Optional.of(
                  stages.run(
                      Stage.OVERLAY, () -> FaceOverlay.png(pyramid, faces, primary, mesh, points)));
          case Verdict.Rejected rejected -> Optional.empty();
        };
    return new FaceAnalysis(
        faces,
        Optional.of(new FaceExtract(primary, points, crop, mask, overlay)),
        Optional.of(quality),
        verdict,
        stages.timings);
  }

  private List<DetectedFace> locate(ImagePyramid pyramid, List<Detection> detections) {
    var byConfidence = Comparator.comparing(DetectedFace::confidence).reversed();
    return detections.stream()
        .map(detection -> meshModel.locate(pyramid, detection))
        .filter(face -> face.mesh().isPresent() || face.confidence() >= UNSEEN_FACE_SCORE)
        .sorted(
            Comparator.comparing((DetectedFace face) -> face.mesh().isEmpty())
                .thenComparing(byConfidence))
        .toList();
  }

  @Override
  public void close() {
    try (detector;
        meshModel) {
      vector.close();
    }
  }

  /** Runs stages one after the other, telling the listener and keeping the times. */
  private static final class Stages {

    private final StageListener listener;
    private final Map<Stage, Duration> timings = new EnumMap<>(Stage.class);

    private Stages(StageListener listener) {
      this.listener = listener;
    }

    <T> T run(Stage stage, Supplier<T> work) {
      listener.started(stage);
      long start = System.nanoTime();
      T result = work.get();
      var took = Duration.ofNanos(System.nanoTime() - start);
      timings.put(stage, took);
      listener.finished(stage, took);
      return result;
    }
  }
}
