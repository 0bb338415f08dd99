package org.avatarengine.mlworker.face;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.vision.face.Stage;

/** Where a task is and how long its parts took, under the names that the API has for them. */
final class StageTimes {

  private final Map<ErrorClass, Duration> spent = new EnumMap<>(ErrorClass.class);
  private ErrorClass part = ErrorClass.FILE_VALIDATION;

  /** The part under way: what breaks now, breaks in it. */
  ErrorClass part() {
    return part;
  }

  void enter(ErrorClass next) {
    part = next;
  }

  void enter(Stage stage) {
    enter(partOf(stage));
  }

  void add(Stage stage, Duration took) {
    add(partOf(stage), took);
  }

  void add(ErrorClass where, Duration took) {
    spent.merge(where, took, Duration::plus);
  }

  /** Seconds by the requirement's name of the stage, in the order of the work. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("frame_extraction", seconds(ErrorClass.FILE_VALIDATION));
    seconds.put("face_detection", seconds(ErrorClass.FACE_DETECTION));
    seconds.put("quality_assessment", seconds(ErrorClass.QUALITY_ASSESSMENT));
    seconds.put("cache_generation", seconds(ErrorClass.CACHE_GENERATION));
    return seconds;
  }

  private double seconds(ErrorClass where) {
    return spent.getOrDefault(where, Duration.ZERO).toNanos() / 1e9;
  }

  private static ErrorClass partOf(Stage stage) {
    return switch (stage) {
      case DECODE -> ErrorClass.FILE_VALIDATION;
      case DETECT, LANDMARKS, CROP, MASK -> ErrorClass.FACE_DETECTION;
      case QUALITY -> ErrorClass.QUALITY_ASSESSMENT;
      case OVERLAY -> ErrorClass.CACHE_GENERATION;
    };
  }
}
