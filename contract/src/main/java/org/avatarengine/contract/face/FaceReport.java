package org.avatarengine.contract.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.problem.Reason;

/**
 * The report of a face task: a JSON artifact that ml-worker writes and registration reads by its
 * key.
 *
 * @param width width of the upright original, pixels
 * @param height height of the upright original, pixels
 * @param format {@code jpeg}, {@code png}, {@code gif}, {@code mp4} or {@code mov}
 * @param clip what is known of a clip, or null for a photo
 * @param warnings what was found worth saying, for example {@code several-faces}
 * @param degraded the fallbacks that this result took, for example {@code relaxed-detection}; empty
 *     for a full one
 * @param hints what a person may want to look at; never a reason to refuse
 * @param perceptualHash 16 hex digits; pictures that look alike differ in few of the 64 bits
 * @param stageSeconds seconds spent per stage of the worker: {@code frame_extraction,
 *     face_detection, quality_assessment, cache_generation}
 * @param entrySha256 integrity hash of the face entry that was stored, or null after a dry run
 * @param crop aligned 96×96 crop, PNG, or null after a dry run
 * @param overlay the best frame with box, landmarks and mask, PNG, or null after a dry run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FaceReport(
    AvatarId avatarId,
    JobId jobId,
    int attempt,
    int width,
    int height,
    String format,
    Clip clip,
    FaceDetectionResults faceDetectionResults,
    QualityAssessment qualityAssessment,
    List<Reason> warnings,
    List<Reason> degraded,
    List<Reason> hints,
    String perceptualHash,
    Map<String, Double> stageSeconds,
    String entrySha256,
    BlobKey crop,
    BlobKey overlay) {

  public FaceReport {
    warnings = List.copyOf(warnings);
    degraded = copyOrNone(degraded);
    hints = copyOrNone(hints);
    stageSeconds = ordered(stageSeconds);
  }

  /** Reports written before a list was known do not hold it. */
  private static List<Reason> copyOrNone(List<Reason> reasons) {
    return reasons == null ? List.of() : List.copyOf(reasons);
  }

  /** A copy that keeps the order: clients show these as they come. */
  private static Map<String, Double> ordered(Map<String, Double> values) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * A GIF of several frames or a video.
   *
   * @param duration seconds
   * @param framesPerSecond mean frame rate of the file
   * @param frames frames in the file
   * @param analysed frames that were looked at, spread over the file
   * @param bestFrame index in the file of the frame that the quality vector, crop and overlay show
   * @param bestFrameTime seconds from the start
   */
  public record Clip(
      double duration,
      double framesPerSecond,
      int frames,
      int analysed,
      int bestFrame,
      double bestFrameTime) {}

  /**
   * What the detector found.
   *
   * @param frameCount frames in which the primary face was found
   * @param averageConfidence mean detection score over those frames, 0 to 1
   * @param consistencyScore how steady the box is over the frames, 0 to 1; 1 for a photo
   */
  public record FaceDetectionResults(
      int frameCount, double averageConfidence, double consistencyScore, PrimaryFace primaryFace) {}

  /**
   * The most confident face, in the best frame, in pixels of the upright original.
   *
   * @param box {@code [x1, y1, x2, y2]}
   * @param landmarks five points {@code [x, y]}: eyes, nose, mouth corners, image left first
   * @param confidence detection score, 0 to 1
   * @param pose which way the head looks
   * @param eyeOpenness the eyes' opening over their width, image left first; about 0.3 when open
   * @param mouthOpenness the lips' inner opening over the mouth's width; 0 when closed
   */
  public record PrimaryFace(
      List<Double> box,
      List<List<Double>> landmarks,
      double confidence,
      Pose pose,
      List<Double> eyeOpenness,
      double mouthOpenness) {
    public PrimaryFace {
      box = List.copyOf(box);
      landmarks = List.copyOf(landmarks);
      eyeOpenness = List.copyOf(eyeOpenness);
    }
  }

  /**
   * Which way a head looks, in degrees; all 0 straight to the camera.
   *
   * @param yaw positive when the nose points to the image's right
   * @param pitch positive when the nose points down
   * @param roll positive when the head is tilted clockwise on the image
   */
  public record Pose(double yaw, double pitch, double roll) {}

  /**
   * How fit the picture is.
   *
   * @param overallScore weighted sum of the six scores, 0 to 1
   * @param qualityGrade {@code excellent, good, acceptable, poor} or {@code rejected}
   * @param individualScores the six scores by name, 0 to 1
   * @param components further components, 0 to 100
   * @param recommendations what would make it better, for people
   * @param processingReady whether the overall score reaches 0.5
   */
  public record QualityAssessment(
      double overallScore,
      String qualityGrade,
      Map<String, Double> individualScores,
      List<Component> components,
      List<String> recommendations,
      boolean processingReady) {
    public QualityAssessment {
      individualScores = ordered(individualScores);
      components = List.copyOf(components);
      recommendations = List.copyOf(recommendations);
    }
  }

  /**
   * One component of the quality vector.
   *
   * @param score 0 to 100, or −1 where it was not assessed
   * @param reason why it scores low, {@code not-assessed}, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Component(String name, int score, String reason) {}
}
