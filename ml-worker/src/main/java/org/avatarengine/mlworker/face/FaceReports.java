package org.avatarengine.mlworker.face;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.vision.face.FaceExtract;
import org.avatarengine.vision.face.Stage;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.landmark.FaceMesh;
import org.avatarengine.vision.quality.HeadPose;
import org.avatarengine.vision.quality.QualityAssessment;

/** The parts of a report out of an analysis. */
final class FaceReports {

  private FaceReports() {}

  static FaceReport.FaceDetectionResults detection(FaceExtract face) {
    Box box = face.face().box();
    FaceMesh mesh = face.face().mesh().orElseThrow();
    double confidence = rounded(face.face().confidence());
    return new FaceReport.FaceDetectionResults(
        1,
        confidence,
        1,
        new FaceReport.PrimaryFace(
            List.of(rounded(box.x1()), rounded(box.y1()), rounded(box.x2()), rounded(box.y2())),
            face.fivePoints().asList().stream()
                .map(point -> List.of(rounded(point.x()), rounded(point.y())))
                .toList(),
            confidence,
            pose(HeadPose.of(mesh)),
            List.of(
                rounded(openness(mesh, 159, 145, 33, 133)),
                rounded(openness(mesh, 386, 374, 362, 263))),
            rounded(openness(mesh, 13, 14, 78, 308))));
  }

  private static FaceReport.Pose pose(HeadPose pose) {
    return new FaceReport.Pose(rounded(pose.yaw()), rounded(pose.pitch()), rounded(pose.roll()));
  }

  private static double openness(FaceMesh mesh, int upper, int lower, int left, int right) {
    double width = mesh.point(left).distanceTo(mesh.point(right));
    return width == 0 ? 0 : mesh.point(upper).distanceTo(mesh.point(lower)) / width;
  }

  static FaceReport.QualityAssessment quality(QualityAssessment quality) {
    Map<String, Double> scores = new LinkedHashMap<>();
    quality.scores().asMap().forEach((name, score) -> scores.put(name, rounded(score)));
    return new FaceReport.QualityAssessment(
        rounded(quality.overallScore()),
        quality.grade().label(),
        scores,
        quality.components().stream()
            .map(
                component ->
                    new FaceReport.Component(
                        component.name(), component.score(), component.reason().orElse(null)))
            .toList(),
        quality.recommendations(),
        quality.processingReady());
  }

  static Map<String, Double> seconds(Map<Stage, Duration> timings) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    timings.forEach((stage, took) -> seconds.put(stage.label(), seconds(took)));
    return seconds;
  }

  static double seconds(Duration took) {
    return took.toNanos() / 1e9;
  }

  /** Three decimals are a thousandth of a pixel or of a score: more is noise. */
  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
