package org.avatarengine.vision.quality;

import static org.avatarengine.vision.quality.Mapping.sigmoid;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMesh;
import org.avatarengine.vision.segment.PersonSegmenter;

/**
 * The 28 components of ISO/IEC 29794-5, as far as they follow from pixels, landmarks and a person
 * mask. Formulas and mappings stand in docs/quality.md; the mappings are those of the standard's
 * open reference implementation, the measured values are this project's own, so that scores of the
 * two are not to be compared. Thread-safe: several threads may measure at once.
 */
public final class QualityVector implements AutoCloseable {

  /** Eye distance at which colours and light are measured, pixels. */
  private static final double COLOUR_SCALE = 64;

  /** Eye distance at which sharpness is measured; smaller faces are not enlarged. */
  private static final double DETAIL_SCALE = 128;

  private static final double SMALLEST_SCALE = 16;

  /** 1.4 of the distance from eyes to chin above the eyes and 1.8 below. */
  private static final double LARGEST_WITH_MARGINS = 1 / 3.2;

  private static final String NEEDS_A_MODEL = "it needs a trained model that is not part of this";

  private static final String NO_SKIN = "no colour of skin is seen to compare with";

  private final PersonSegmenter segmenter;

  /**
   * @param segmenter closed with this
   */
  public QualityVector(PersonSegmenter segmenter) {
    this.segmenter = segmenter;
  }

  /**
   * Measures all components of one face.
   *
   * @param faces all faces found, the primary among them
   * @param primary a face that has a mesh
   * @return all 28 in the standard's order; what could not be measured has the score -1
   * @throws org.avatarengine.vision.inference.InferenceException if ONNX Runtime fails
   */
  public List<QualityComponent> of(
      ImagePyramid pyramid, List<DetectedFace> faces, DetectedFace primary) {
    FaceMesh mesh = primary.mesh().orElseThrow();
    var geometry = FaceGeometry.of(mesh);
    var card = new Scorecard();
    needsAModel(card);
    background(card, Background.gradient(pyramid, segmenter.segment(pyramid)));
    var face = AlignedFace.of(pyramid, mesh, geometry, COLOUR_SCALE);
    var occlusion = OcclusionMap.of(face);
    light(card, FaceLight.of(face, occlusion));
    colour(card, face, occlusion);
    occlusion.ifPresentOrElse(
        seen -> occlusion(card, seen),
        () -> {
          card.notAssessed(IsoComponent.EYES_VISIBLE, NO_SKIN);
          card.notAssessed(IsoComponent.MOUTH_OCCLUSION_PREVENTION, NO_SKIN);
          card.notAssessed(IsoComponent.FACE_OCCLUSION_PREVENTION, NO_SKIN);
        });
    double detail = Math.clamp(AlignedFace.unit(geometry), SMALLEST_SCALE, DETAIL_SCALE);
    sharpness(card, FaceSharpness.of(AlignedFace.of(pyramid, mesh, geometry, detail)));
    features(card, faces, geometry);
    placement(card, pyramid.image(), geometry);
    pose(card, HeadPose.of(mesh));
    return card.all();
  }

  private static void needsAModel(Scorecard card) {
    card.notAssessed(IsoComponent.UNIFIED_QUALITY_SCORE, NEEDS_A_MODEL);
    card.notAssessed(IsoComponent.COMPRESSION_ARTIFACTS, NEEDS_A_MODEL);
    card.notAssessed(IsoComponent.EXPRESSION_NEUTRALITY, NEEDS_A_MODEL);
    card.notAssessed(IsoComponent.NO_HEAD_COVERINGS, NEEDS_A_MODEL);
  }

  private static void background(Scorecard card, OptionalDouble gradient) {
    if (gradient.isEmpty()) {
      card.notAssessed(IsoComponent.BACKGROUND_UNIFORMITY, "hardly any background is seen");
      return;
    }
    card.assessed(
        IsoComponent.BACKGROUND_UNIFORMITY,
        190 * (1 - sigmoid(gradient.getAsDouble(), 10, 100)),
        "Stand before a plain background.");
  }

  private static void light(Scorecard card, FaceLight light) {
    card.assessed(
        IsoComponent.ILLUMINATION_UNIFORMITY,
        100 * Math.pow(light.uniformity(), 0.3),
        "Turn to the light: one side of the face is much brighter than the other.");
    double mean = light.mean();
    card.assessed(
        IsoComponent.LUMINANCE_MEAN,
        100 * sigmoid(mean, 0.2, 0.05) * (1 - sigmoid(mean, 0.8, 0.05)),
        mean < 0.5
            ? "Turn to the light: there is little light on the face."
            : "Use softer light: there is too much light on the face.");
    double spread = 60 * light.variance();
    card.assessed(
        IsoComponent.LUMINANCE_VARIANCE,
        100 * Math.sin(Math.PI * spread / (spread + 1)),
        spread < 1
            ? "Use more light: the face shows little contrast."
            : "Use softer light: parts of the face are much brighter than others.");
    card.assessed(
        IsoComponent.UNDER_EXPOSURE_PREVENTION,
        120 * (0.832 - sigmoid(light.darkShare(), 0.92, 0.05)),
        "Turn to the light: much of the face lies in the dark.");
    card.assessed(
        IsoComponent.OVER_EXPOSURE_PREVENTION,
        1 / (light.brightShare() + 0.01),
        "Use softer light: parts of the face are white.");
    card.assessed(
        IsoComponent.DYNAMIC_RANGE,
        12.5 * light.entropy(),
        "Use brighter, even light: the face shows few shades.");
  }

  private static void colour(Scorecard card, AlignedFace face, Optional<OcclusionMap> occlusion) {
    double red = 0;
    double green = 0;
    double blue = 0;
    int count = 0;
    byte[] rgb = face.raster().rgb();
    for (int at = 0; at < face.pixels(); at++) {
      if (face.isSkin(at) && !OcclusionMap.isHidden(occlusion, at)) {
        red += Cielab.linear(rgb[3 * at] & 0xff);
        green += Cielab.linear(rgb[3 * at + 1] & 0xff);
        blue += Cielab.linear(rgb[3 * at + 2] & 0xff);
        count++;
      }
    }
    if (count == 0) {
      card.notAssessed(IsoComponent.NATURAL_COLOUR, NO_SKIN);
      return;
    }
    var skin = Cielab.ofLinear(red / count, green / count, blue / count);
    double distance =
        skin.a() < 0 || skin.b() < 0
            ? 100
            : Math.hypot(outside(skin.a(), 5, 25), outside(skin.b(), 5, 35));
    card.assessed(
        IsoComponent.NATURAL_COLOUR,
        200 * (1 - sigmoid(distance, 0, 10)),
        "Use daylight or white light, and no colour filter.");
  }

  private static double outside(double value, double from, double to) {
    return Math.max(0, Math.max(from - value, value - to));
  }

  private static void occlusion(Scorecard card, OcclusionMap occlusion) {
    double eyes = Math.max(occlusion.share(FaceZone.LEFT_EYE), occlusion.share(FaceZone.RIGHT_EYE));
    card.assessed(
        IsoComponent.EYES_VISIBLE,
        100 * (1 - eyes),
        "Show both eyes: no hair, dark glasses or hand before them.");
    card.assessed(
        IsoComponent.MOUTH_OCCLUSION_PREVENTION,
        100 * (1 - occlusion.share(FaceZone.MOUTH)),
        "Uncover your mouth.");
    card.assessed(
        IsoComponent.FACE_OCCLUSION_PREVENTION,
        100 * (1 - occlusion.faceShare()),
        "Uncover your face: no mask, hair or hand before it.");
  }

  private static void sharpness(Scorecard card, FaceSharpness detail) {
    card.assessed(
        IsoComponent.SHARPNESS, detail.score(), "Hold the camera still and focus on the face.");
  }

  private static void features(Scorecard card, List<DetectedFace> faces, FaceGeometry face) {
    card.assessed(
        IsoComponent.SINGLE_FACE_PRESENT,
        100 * (1 - otherFaceShare(faces)),
        "Show one person only.");
    card.assessed(IsoComponent.EYES_OPEN, 100 * face.eyesOpen(), "Open your eyes.");
    card.assessed(
        IsoComponent.MOUTH_CLOSED,
        100 * (1 - sigmoid(face.lipOpening() / face.toChin(), 0.2, 0.06)),
        "Close your mouth.");
  }

  private static double otherFaceShare(List<DetectedFace> faces) {
    double[] areas = faces.stream().mapToDouble(face -> face.box().area()).sorted().toArray();
    int count = areas.length;
    return count < 2 ? 0 : areas[count - 2] / areas[count - 1];
  }

  private static void placement(Scorecard card, UprightImage image, FaceGeometry face) {
    card.assessed(
        IsoComponent.INTER_EYE_DISTANCE,
        100 * sigmoid(face.eyeDistance(), 70, 20),
        "Move closer or use a larger photo.");
    double headSize = face.toChin() / image.height();
    card.assessed(
        IsoComponent.HEAD_SIZE,
        200 * (1 - sigmoid(Math.abs(headSize - 0.45), 0, 0.05)),
        headSizeAdvice(headSize));
    double apart = face.leftEye().distanceTo(face.rightEye());
    card.assessed(
        IsoComponent.LEFTWARD_CROP_OF_THE_FACE_IMAGE,
        100 * sigmoid(face.leftEye().x() / apart, 0.9, 0.1),
        "Move to the middle: the face is cut off at the picture's left.");
    card.assessed(
        IsoComponent.RIGHTWARD_CROP_OF_THE_FACE_IMAGE,
        100 * sigmoid((image.width() - face.rightEye().x()) / apart, 0.9, 0.1),
        "Move to the middle: the face is cut off at the picture's right.");
    double eyesY = face.betweenEyes().y();
    card.assessed(
        IsoComponent.MARGIN_ABOVE_OF_THE_FACE_IMAGE,
        100 * sigmoid(eyesY / face.toChin(), 1.4, 0.1),
        "Move back: the top of the head is cut off or near the edge.");
    card.assessed(
        IsoComponent.MARGIN_BELOW_OF_THE_FACE_IMAGE,
        100 * sigmoid((image.height() - eyesY) / face.toChin(), 1.8, 0.1),
        "Move back: the chin is cut off or near the edge.");
  }

  /** The size that scores best leaves less room than the margins ask for: they go before it. */
  private static String headSizeAdvice(double headSize) {
    if (headSize > 0.45) {
      return "Move back: the head is large in the picture.";
    }
    return headSize < LARGEST_WITH_MARGINS
        ? "Move closer: the head is small in the picture."
        : "Leave it so: closer, the head would be cut off.";
  }

  private static void pose(Scorecard card, HeadPose pose) {
    card.assessed(
        IsoComponent.HEAD_POSE_YAW,
        100 * Mapping.squaredCosine(pose.yaw()),
        "Turn your head to look straight into the camera.");
    card.assessed(
        IsoComponent.HEAD_POSE_PITCH,
        100 * Mapping.squaredCosine(pose.pitch()),
        pose.pitch() > 0 ? "Raise your chin." : "Lower your chin.");
    card.assessed(
        IsoComponent.HEAD_POSE_ROLL,
        100 * Mapping.squaredCosine(pose.roll()),
        "Hold your head upright.");
  }

  @Override
  public void close() {
    segmenter.close();
  }
}
