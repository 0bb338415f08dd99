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
 * @param format {@code jpeg}, {@code png} or {@code gif}
 * @param entrySha256 integrity hash of the face entry that was stored
 * @param crop aligned 96×96 crop, PNG
 * @param overlay the photo with box, landmarks and mask, PNG
 * @param warnings what was found worth saying, for example {@code several-faces}
 * @param stageSeconds seconds spent per stage
 */
public record FaceReport(
    AvatarId avatarId,
    JobId jobId,
    int attempt,
    int width,
    int height,
    String format,
    FaceDetectionResults faceDetectionResults,
    QualityAssessment qualityAssessment,
    List<Reason> warnings,
    Map<String, Double> stageSeconds,
    String entrySha256,
    BlobKey crop,
    BlobKey overlay) {

  public FaceReport {
    warnings = List.copyOf(warnings);
    stageSeconds = ordered(stageSeconds);
  }

  /** A copy that keeps the order: clients show these as they come. */
  private static Map<String, Double> ordered(Map<String, Double> values) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

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
   * The most confident face, in pixels of the upright original.
   *
   * @param box {@code [x1, y1, x2, y2]}
   * @param landmarks five points {@code [x, y]}: eyes, nose, mouth corners, image left first
   * @param confidence detection score, 0 to 1
   */
  public record PrimaryFace(List<Double> box, List<List<Double>> landmarks, double confidence) {
    public PrimaryFace {
      box = List.copyOf(box);
      landmarks = List.copyOf(landmarks);
    }
  }

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
   * @param reason why it scores low, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Component(String name, int score, String reason) {}
}
