package org.avatarengine.mlworker.face;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.vision.face.Degradation;
import org.avatarengine.vision.face.FaceAnalysis;
import org.avatarengine.vision.face.FaceTrack;
import org.avatarengine.vision.face.TrackedFace;
import org.avatarengine.vision.frame.ClipInfo;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.hint.PerceptualHash;
import org.avatarengine.vision.landmark.FaceExpression;
import org.avatarengine.vision.quality.HeadPose;
import org.avatarengine.vision.quality.QualityAssessment;
import org.avatarengine.vision.quality.Verdict;

/** What is kept of one accepted analysis: the entry, its pictures and the report. */
final class FaceReports {

  private final FaceTask task;
  private final String format;
  private final ClipInfo info;
  private final FaceAnalysis analysis;
  private final Verdict.Accepted verdict;
  private final FaceTrack track;

  FaceReports(
      FaceTask task,
      String format,
      ClipInfo info,
      FaceAnalysis analysis,
      Verdict.Accepted verdict) {
    this.task = task;
    this.format = format;
    this.info = info;
    this.analysis = analysis;
    this.verdict = verdict;
    this.track = analysis.primary().orElseThrow();
  }

  byte[] crop() {
    return track.bestFace().crop().png();
  }

  byte[] overlay() {
    return track.overlayPng().orElseThrow();
  }

  FaceEntry entry(Instant ordered, String cropSha256, String overlaySha256) {
    return FaceEntries.of(task, ordered, info, track, cropSha256, overlaySha256);
  }

  FaceReport of(PackedFace packed, BlobKey crop, BlobKey overlay, StageTimes times) {
    return report(packed.thinned(), FaceCodec.sha256(packed.bytes()), crop, overlay, times);
  }

  /** Nothing but what was found. */
  FaceReport ofDryRun(StageTimes times) {
    return report(0, null, null, null, times);
  }

  private FaceReport report(
      int thinned, String entrySha256, BlobKey crop, BlobKey overlay, StageTimes times) {
    return new FaceReport(
        task.avatarId(),
        task.jobId(),
        task.attempt(),
        info.width(),
        info.height(),
        format,
        clip(),
        detection(),
        quality(analysis.quality().orElseThrow()),
        Verdicts.warnings(verdict),
        degraded(thinned),
        analysis.hints().stream()
            .map(hint -> new Reason(hint.code().code(), hint.message()))
            .toList(),
        PerceptualHash.hex(analysis.perceptualHash().orElseThrow()),
        times.seconds(),
        entrySha256,
        crop,
        overlay);
  }

  private FaceReport.Clip clip() {
    if (info.frames() == 1) {
      return null;
    }
    TrackedFace best = track.bestFace();
    return new FaceReport.Clip(
        rounded(seconds(info.duration())),
        rounded(info.framesPerSecond()),
        info.frames(),
        analysis.framesSeen(),
        best.frame(),
        rounded(seconds(best.time())));
  }

  private FaceReport.FaceDetectionResults detection() {
    TrackedFace best = track.bestFace();
    Box box = best.face().box();
    var mesh = best.face().mesh().orElseThrow();
    HeadPose pose = HeadPose.of(mesh);
    FaceExpression expression = FaceExpression.of(mesh);
    return new FaceReport.FaceDetectionResults(
        track.frames().size(),
        rounded(track.averageConfidence()),
        rounded(track.consistency()),
        new FaceReport.PrimaryFace(
            List.of(rounded(box.x1()), rounded(box.y1()), rounded(box.x2()), rounded(box.y2())),
            best.fivePoints().asList().stream()
                .map(point -> List.of(rounded(point.x()), rounded(point.y())))
                .toList(),
            rounded(best.face().confidence()),
            new FaceReport.Pose(rounded(pose.yaw()), rounded(pose.pitch()), rounded(pose.roll())),
            expression.eyeOpenness().stream().map(FaceReports::rounded).toList(),
            rounded(expression.mouthOpenness())));
  }

  private List<Reason> degraded(int thinned) {
    List<Reason> reasons = new ArrayList<>();
    analysis
        .degraded()
        .forEach(
            each ->
                reasons.add(
                    new Reason(each.code().code(), each.message(), errorClass(each.code()))));
    if (thinned > 0) {
      reasons.add(
          new Reason(
              "thinned-frames",
              "The face of " + thinned + " frames was left out, for the entry would be too large.",
              ErrorClass.CACHE_GENERATION));
    }
    return reasons;
  }

  private static ErrorClass errorClass(Degradation.Code code) {
    return switch (code) {
      case RELAXED_DETECTION -> ErrorClass.FACE_DETECTION;
      case INCOMPLETE_CLIP -> ErrorClass.FILE_VALIDATION;
      case BASIC_QUALITY -> ErrorClass.QUALITY_ASSESSMENT;
    };
  }

  private static FaceReport.QualityAssessment quality(QualityAssessment quality) {
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

  private static double seconds(Duration took) {
    return took.toNanos() / 1e9;
  }

  /** Three decimals are a thousandth of a pixel or of a score: more is noise. */
  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
