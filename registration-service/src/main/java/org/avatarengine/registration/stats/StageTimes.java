package org.avatarengine.registration.stats;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.platform.observe.MetricNames;

/**
 * The seven stages' timers, {@code avatar_registration_stage_seconds} by the tag {@code stage}. The
 * worker's four come with its report. Percentiles are of the last hour, the rest since the start.
 */
@ApplicationScoped
public class StageTimes {

  /** Prometheus shows {@code avatar_registration_stage_seconds}. */
  static final String NAME = "avatar.registration.stage";

  static final String VALIDATION = "file_validation";
  static final String DATABASE = "database_storage";
  static final String TOTAL = "total_registration";

  /** In the order in which they happen. */
  static final List<String> STAGES =
      List.of(
          VALIDATION,
          "frame_extraction",
          "face_detection",
          "quality_assessment",
          "cache_generation",
          DATABASE,
          TOTAL);

  private static final double P95 = 0.95;
  private static final double P99 = 0.99;
  private static final Duration WINDOW = Duration.ofHours(1);

  private final Map<String, Timer> timers = new LinkedHashMap<>();
  private final Timer validationStage;
  private final Timer databaseStage;

  StageTimes(MeterRegistry metrics) {
    for (String stage : STAGES) {
      timers.put(
          stage,
          Timer.builder(NAME)
              .description("Seconds that a stage of a registration took")
              .tag("stage", stage)
              .publishPercentiles(P95, P99)
              .distributionStatisticExpiry(WINDOW)
              .register(metrics));
    }
    validationStage = metrics.timer(MetricNames.PROCESSING_STAGE, "stage", VALIDATION);
    databaseStage = metrics.timer(MetricNames.PROCESSING_STAGE, "stage", DATABASE);
  }

  /** From the arrival of an upload until it was hashed and sniffed. */
  public void validation(Duration took) {
    timers.get(VALIDATION).record(took);
    validationStage.record(took);
  }

  /** One transaction that writes the record. */
  public void database(Duration took) {
    timers.get(DATABASE).record(took);
    databaseStage.record(took);
  }

  /** A registration that has succeeded. */
  public void registered(FaceReport report, Duration took) {
    report
        .stageSeconds()
        .forEach(
            (stage, seconds) -> {
              Timer timer = timers.get(stage);
              if (timer != null && seconds != null && seconds >= 0) {
                timer.record((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
              }
            });
    timers.get(TOTAL).record(took);
  }

  /** Every stage that has happened since the start. */
  Map<String, StageSummary> summary() {
    Map<String, StageSummary> all = new LinkedHashMap<>();
    timers.forEach(
        (stage, timer) -> {
          HistogramSnapshot snapshot = timer.takeSnapshot();
          if (snapshot.count() > 0) {
            all.put(
                stage,
                new StageSummary(
                    snapshot.mean(TimeUnit.SECONDS),
                    percentile(snapshot, P95),
                    percentile(snapshot, P99),
                    snapshot.count()));
          }
        });
    return all;
  }

  private static double percentile(HistogramSnapshot snapshot, double wanted) {
    for (ValueAtPercentile value : snapshot.percentileValues()) {
      if (value.percentile() == wanted) {
        return value.value(TimeUnit.SECONDS);
      }
    }
    return 0;
  }
}
