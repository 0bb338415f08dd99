package org.avatarengine.vision.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.detect.DetectorSlot;
import org.avatarengine.vision.detect.FaceDetector;
import org.avatarengine.vision.frame.ClipInfo;
import org.avatarengine.vision.frame.Frame;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.frame.FrameSourceException;
import org.avatarengine.vision.hint.PerceptualHash;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.inference.InferenceEngine;
import org.avatarengine.vision.inference.InferenceException;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMeshModel;
import org.avatarengine.vision.quality.FaceValidator;
import org.avatarengine.vision.quality.FrameQuality;
import org.avatarengine.vision.quality.QualityAssessor;
import org.avatarengine.vision.quality.QualityVector;
import org.avatarengine.vision.quality.Verdict;
import org.avatarengine.vision.segment.PersonSegmenter;

/**
 * Finds and judges the faces of a photo or a clip. One per process; several threads may analyse at
 * once, how many is the caller's bound. Each analysis runs on its caller's thread.
 */
public final class FaceAnalyzer implements AutoCloseable {

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
   * @param slot the face detector
   * @throws org.avatarengine.vision.detect.DetectorSlotException if it is a file that cannot be
   *     used
   * @throws org.avatarengine.modelzoo.ModelIntegrityException if a model is not what the catalogue
   *     says
   * @throws org.avatarengine.vision.inference.InferenceException if ONNX Runtime cannot load one
   */
  public static FaceAnalyzer open(
      ModelCatalogue catalogue, DetectorSlot slot, Accelerator accelerator) {
    var engine = new InferenceEngine(catalogue, accelerator);
    var opened = new ArrayList<AutoCloseable>();
    try {
      var detector = FaceDetector.open(engine, slot);
      opened.add(detector);
      var mesh = FaceMeshModel.open(engine);
      opened.add(mesh);
      var vector = new QualityVector(PersonSegmenter.open(engine));
      return new FaceAnalyzer(detector, mesh, vector, FaceValidator.standard(), engine.inUse());
    } catch (RuntimeException e) {
      closeAll(opened, e);
      throw e;
    }
  }

  private static void closeAll(List<AutoCloseable> opened, RuntimeException cause) {
    for (AutoCloseable model : opened) {
      try {
        model.close();
      } catch (Exception e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** What the models run on: {@link Accelerator#CPU} or {@link Accelerator#CUDA}. */
  public Accelerator accelerator() {
    return accelerator;
  }

  /**
   * Looks at all frames of a source, which the caller closes.
   *
   * <p>Faces of neighbouring frames that overlap are one face; the primary face is the one that is
   * the most confident in most frames, between equals the one with the higher mean confidence. In a
   * clip a face is sought first where it was last; the whole picture and its tiles are searched
   * again where it is lost. Pictures are let go as soon as the next comes, but for those of the
   * best frames, which share 64 MB; of each frame's face remain some 65 kB.
   *
   * @throws FrameSourceException if the source breaks or gives no frame
   * @throws org.avatarengine.vision.inference.InferenceException if ONNX Runtime fails
   */
  public FaceAnalysis analyze(
      FrameSource frames, AnalysisSettings settings, StageListener listener) {
    var stages = new Stages(listener);
    boolean clip = frames.info().frames() > 1;
    var walk = new FrameWalk(detector, meshModel, settings, stages, clip);
    Optional<Frame> next = next(frames, stages, clip);
    while (next.isPresent()) {
      int index = next.get().index();
      walk.look(next.get());
      if (clip) {
        int of = Math.max(frames.info().frames(), index + 1);
        stages.framesDone(index + 1, of);
      }
      next = next(frames, stages, clip);
    }
    if (walk.looks() == 0) {
      throw new FrameSourceException("the source gave no frame");
    }
    var degraded = new ArrayList<Degradation>();
    if (!frames.complete()) {
      degraded.add(Degradation.incompleteClip(walk.looks()));
    }
    var primary = walk.primary();
    return primary.isEmpty()
        ? withoutFace(frames.info(), walk, degraded, stages)
        : judge(frames.info(), walk, primary.get(), settings, degraded, stages);
  }

  // A photo's decoding is its caller's, who has announced it.
  private static Optional<Frame> next(FrameSource frames, Stages stages, boolean clip) {
    return clip ? stages.run(Stage.DECODE, frames::next) : frames.next();
  }

  private FaceAnalysis withoutFace(
      ClipInfo info, FrameWalk walk, List<Degradation> degraded, Stages stages) {
    stages.finish();
    List<DetectedFace> faces = walk.withoutLandmarks();
    return new FaceAnalysis(
        info.width(),
        info.height(),
        walk.looks(),
        faces,
        Optional.empty(),
        Optional.empty(),
        validator.withoutLandmarks(faces, walk.looks()),
        degraded,
        List.of(),
        OptionalLong.empty(),
        stages.timings());
  }

  private FaceAnalysis judge(
      ClipInfo info,
      FrameWalk walk,
      Track primary,
      AnalysisSettings settings,
      List<Degradation> degraded,
      Stages stages) {
    List<Track.Sighting> sightings = primary.sightings(walk.countsRelaxed());
    int relaxed = (int) sightings.stream().filter(Track.Sighting::relaxed).count();
    if (relaxed > 0) {
      degraded.add(Degradation.relaxedDetection(relaxed, walk.looks()));
    }
    List<TrackedFace> frames = sightings.stream().map(Track.Sighting::face).toList();
    var best = stages.run(Stage.QUALITY, () -> best(walk, primary, settings, degraded));
    var track = FaceTrack.of(frames, sightings.indexOf(best.sighting()), walk.looks());
    List<FrameQuality> qualities = sightings.stream().map(Track.Sighting::quality).toList();
    var quality =
        stages.run(
            Stage.QUALITY,
            () ->
                QualityAssessor.assess(
                    qualities,
                    best.sighting().quality(),
                    track.averageConfidence(),
                    track.consistency(),
                    best.components()));
    Verdict verdict =
        validator.validate(
            new FaceValidator.Findings(
                walk.looks(),
                frames.stream().map(f -> f.face().box()).toList(),
                track.averageConfidence(),
                relaxed > 0,
                qualities.stream().mapToDouble(FrameQuality::sharpness).average().orElseThrow(),
                walk.mostFaces(),
                quality));
    var drawn =
        verdict instanceof Verdict.Accepted && settings.overlay()
            ? track.withOverlay(stages.run(Stage.OVERLAY, best::overlay))
            : track;
    stages.finish();
    return new FaceAnalysis(
        info.width(),
        info.height(),
        walk.looks(),
        best.faces(),
        Optional.of(drawn),
        Optional.of(quality),
        verdict,
        degraded,
        walk.hints(),
        OptionalLong.of(PerceptualHash.of(best.kept().picture())),
        stages.timings());
  }

  private BestFrame best(
      FrameWalk walk, Track primary, AnalysisSettings settings, List<Degradation> degraded) {
    try {
      return BestFrame.of(walk.pictures(primary), primary, vector, settings.comprehensive());
    } catch (InferenceException e) {
      // A face without its vector is worth more than none.
      degraded.add(Degradation.basicQuality());
      return BestFrame.of(walk.pictures(primary), primary, vector, false);
    }
  }

  @Override
  public void close() {
    try (detector;
        meshModel) {
      vector.close();
    }
  }
}
