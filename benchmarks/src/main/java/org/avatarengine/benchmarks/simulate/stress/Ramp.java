package org.avatarengine.benchmarks.simulate.stress;

import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;
import org.avatarengine.benchmarks.simulate.client.RefusedException;
import org.avatarengine.benchmarks.simulate.run.RunResult;
import org.avatarengine.benchmarks.simulate.run.Scenario;

/**
 * Doubles a number until the latency, the loss or the engine says no, then tries once between the
 * last that was well and the first that was not.
 */
public final class Ramp implements StressStage {

  /** Runs a scenario. */
  public interface Runner {
    RunResult run(Scenario scenario) throws IOException, InterruptedException;
  }

  /**
   * When a run counts as broken.
   *
   * @param p99Ms latency
   * @param lossPercent frames not shown
   */
  public record Limits(double p99Ms, double lossPercent) {}

  private final String name;
  private final String what;
  private final int first;
  private final int most;
  private final Limits limits;
  private final IntFunction<Scenario> scenarios;
  private final Runner runner;

  /**
   * @param what is raised, for people
   * @param first number, from 1
   * @param most at which it ends well
   */
  public Ramp(
      String name,
      String what,
      int first,
      int most,
      Limits limits,
      IntFunction<Scenario> scenarios,
      Runner runner) {
    this.name = name;
    this.what = what;
    this.first = first;
    this.most = most;
    this.limits = limits;
    this.scenarios = scenarios;
    this.runner = runner;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public StageResult run(Duration time) throws InterruptedException, IOException {
    long end = System.nanoTime() + time.toNanos();
    int good = 0;
    int bad = 0;
    String last = "";
    String limit = "";
    int number = first;
    while (true) {
      String broken;
      try {
        RunResult result = runner.run(scenarios.apply(number));
        broken = objection(result);
        last =
            "latency p99 %.1f ms, %.2f %% not shown, simulator %.2f cores"
                .formatted(
                    result.value("latencyP99"),
                    result.value("lossPercent"),
                    result.value("clientCores"));
      } catch (RefusedException e) {
        if (number == first) {
          throw e;
        }
        broken = "the engine refuses more: " + e.getMessage();
      }
      boolean between = bad > 0;
      if (broken.isEmpty()) {
        good = number;
      } else {
        bad = number;
        limit = number + " " + what + ": " + broken;
      }
      boolean over = System.nanoTime() > end;
      if (bad > 0 && (between || over || bad - good < 2)) {
        return StageResult.limit(name, limit, "well up to " + good + " " + what);
      }
      if (bad == 0 && (number == most || over)) {
        return StageResult.held(name, "well up to " + good + " " + what + ", " + last);
      }
      number = bad > 0 ? (good + bad) / 2 : Math.min(most, number * 2);
    }
  }

  private String objection(RunResult result) {
    double p99 = result.value("latencyP99");
    double loss = result.value("lossPercent");
    if (!result.broken().isEmpty()) {
      return result.broken().get(0);
    }
    if (result.value("absent") > 0) {
      return (long) result.value("absent") + " viewers never opened";
    }
    if (p99 > limits.p99Ms()) {
      return "latency p99 is %.1f ms, over %.1f".formatted(p99, limits.p99Ms());
    }
    return loss > limits.lossPercent()
        ? "%.2f %% of the frames are not shown, over %.2f".formatted(loss, limits.lossPercent())
        : "";
  }
}
