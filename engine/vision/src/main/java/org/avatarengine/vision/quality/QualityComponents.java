package org.avatarengine.vision.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMesh;
import org.avatarengine.vision.landmark.MeshTopology;

/**
 * Those components of ISO/IEC 29794-5 that need no further model, with the mappings of its open
 * reference implementation. Lengths are relative to T, from between the eyes to the chin.
 */
final class QualityComponents {

  private static final int LOW = 50;
  private static final int UPPER_LIP = 13;
  private static final int LOWER_LIP = 14;
  // Lid pairs at the middle of each eye.
  private static final int[][] LIDS = {{159, 145}, {386, 374}};

  private final List<QualityComponent> list = new ArrayList<>();

  private QualityComponents() {}

  static List<QualityComponent> of(
      UprightImage image,
      List<DetectedFace> faces,
      FaceMesh mesh,
      PictureStatistics pixels,
      HeadPose pose) {
    var components = new QualityComponents();
    components.exposure(pixels);
    components.face(image, faces, mesh, pose);
    components.pose(pose);
    return components.list;
  }

  private void exposure(PictureStatistics pixels) {
    double mean = pixels.meanLuminance();
    add(
        "luminanceMean",
        100 * sigmoid(mean, 0.2, 0.05) * (1 - sigmoid(mean, 0.8, 0.05)),
        "The picture is too dark or too bright.");
    add(
        "underExposurePrevention",
        120 * (0.832 - sigmoid(pixels.darkShare(), 0.92, 0.05)),
        "Large parts of the picture are black.");
    add(
        "overExposurePrevention",
        1 / (pixels.brightShare() + 0.01),
        "Large parts of the picture are white.");
    add(
        "dynamicRange",
        12.5 * pixels.luminanceEntropy(),
        "The picture has few shades between dark and bright.");
  }

  private void face(UprightImage image, List<DetectedFace> faces, FaceMesh mesh, HeadPose pose) {
    var left = mesh.point(MeshTopology.LEFT_IRIS_CENTRE);
    var right = mesh.point(MeshTopology.RIGHT_IRIS_CENTRE);
    double toChin =
        Math.hypot(
            (left.x() + right.x()) / 2 - mesh.x(MeshTopology.CHIN),
            (left.y() + right.y()) / 2 - mesh.y(MeshTopology.CHIN));
    double eyes = left.distanceTo(right) / Math.max(0.2, Math.cos(Math.toRadians(pose.yaw())));
    double lids = Double.MAX_VALUE;
    for (int[] pair : LIDS) {
      lids = Math.min(lids, mesh.point(pair[0]).distanceTo(mesh.point(pair[1])));
    }
    double lips = mesh.point(UPPER_LIP).distanceTo(mesh.point(LOWER_LIP));
    add("singleFacePresent", 100 * (1 - otherFaceShare(faces)), "There is another face.");
    add("eyesOpen", 100 * sigmoid(lids / toChin, 0.02, 0.01), "The eyes are nearly closed.");
    add("mouthClosed", 100 * (1 - sigmoid(lips / toChin, 0.2, 0.06)), "The mouth is open.");
    add("interEyeDistance", 100 * sigmoid(eyes, 70, 20), "The face has few pixels.");
    double headSize = Math.abs(toChin / image.height() - 0.45);
    add(
        "headSize",
        200 * (1 - sigmoid(headSize, 0, 0.05)),
        "The head is small or large for the picture.");
  }

  private void pose(HeadPose pose) {
    add("headPoseYaw", angleScore(pose.yaw()), "The head is turned to the side.");
    add("headPosePitch", angleScore(pose.pitch()), "The head is raised or lowered.");
    add("headPoseRoll", angleScore(pose.roll()), "The head is tilted.");
  }

  private void add(String name, double raw, String whenLow) {
    int score = Math.clamp(Math.round(raw), 0, 100);
    list.add(
        new QualityComponent(name, score, score < LOW ? Optional.of(whenLow) : Optional.empty()));
  }

  private static double otherFaceShare(List<DetectedFace> faces) {
    var areas =
        faces.stream()
            .map(face -> (double) face.box().area())
            .sorted((a, b) -> Double.compare(b, a))
            .toList();
    return areas.size() < 2 ? 0 : areas.get(1) / areas.getFirst();
  }

  private static double angleScore(double degrees) {
    double cos = Math.max(0, Math.cos(Math.toRadians(degrees)));
    return 100 * cos * cos;
  }

  private static double sigmoid(double x, double middle, double width) {
    return 1 / (1 + Math.exp((middle - x) / width));
  }
}
