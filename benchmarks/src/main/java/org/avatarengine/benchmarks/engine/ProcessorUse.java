package org.avatarengine.benchmarks.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;

/**
 * Processor time that the engine's processes take while something is measured. Unlike a latency it
 * hardly changes with what else the machine does.
 */
public final class ProcessorUse {

  private final BenchedEngine engine;
  private final Map<String, Duration> used = new LinkedHashMap<>();
  private Map<String, Duration> start = Map.of();

  public ProcessorUse(BenchedEngine engine) {
    this.engine = engine;
  }

  public void begin() throws IOException {
    start = engine.processorTimes();
  }

  /** Adds what was used since {@link #begin}. */
  public void end() throws IOException {
    engine
        .processorTimes()
        .forEach(
            (name, time) ->
                used.merge(
                    name, time.minus(start.getOrDefault(name, Duration.ZERO)), Duration::plus));
  }

  /**
   * A figure for every process that took a noticeable part, and one for all together.
   *
   * @param what the operation, after "CPU of NAME, "
   * @param operations how many were done
   */
  public List<Figure> figures(String what, long operations) {
    List<Figure> figures = new ArrayList<>();
    double all = 0;
    for (Map.Entry<String, Duration> process : used.entrySet()) {
      double millis = process.getValue().toNanos() / 1e6 / operations;
      all += millis;
      if (millis >= 0.01) {
        figures.add(figure(process.getKey(), what, millis, operations));
      }
    }
    figures.add(figure("the whole stack", what, all, operations));
    return figures;
  }

  private static Figure figure(String name, String what, double millis, long operations) {
    return new Figure(
        "CPU of " + name + ", " + what,
        Target.none(),
        Unit.MILLISECONDS,
        millis,
        millis,
        millis,
        operations);
  }
}
