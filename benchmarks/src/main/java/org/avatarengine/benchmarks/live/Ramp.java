package org.avatarengine.benchmarks.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.avatarengine.benchmarks.figure.Sample;

/**
 * Looks for the most sessions that a server carries: tries a number, foresees from its processor
 * time where one core ends, and closes in on it.
 */
final class Ramp {

  /** Processor time of the measured processes, at most. */
  static final double CORES = 1;

  /** Latency that 99 of 100 frames keep, at most, in milliseconds. */
  static final double P99_MS = 8;

  /** Frames a second of the average session, at least. */
  static final double FPS = 59;

  private final int step;
  private final int most;
  private final int tries;
  private final List<Integer> planned;
  private final List<Step> steps = new ArrayList<>();

  /**
   * One number of sessions, tried.
   *
   * @param cores processor time a second of the measured processes
   * @param loadCores that of the load, which may itself be the limit
   */
  record Step(int sessions, double cores, double p50, double p99, double fps, double loadCores) {

    /** Each figure is the median of several windows with as many sessions. */
    static Step median(List<Step> windows) {
      return new Step(
          windows.getFirst().sessions(),
          median(windows, Step::cores),
          median(windows, Step::p50),
          median(windows, Step::p99),
          median(windows, Step::fps),
          median(windows, Step::loadCores));
    }

    private static double median(List<Step> windows, ToDoubleFunction<Step> part) {
      return Sample.of(windows.stream().mapToDouble(part).toArray()).median();
    }

    boolean holds() {
      return cores <= CORES && p99 <= P99_MS && fps >= FPS;
    }

    /** What one session takes, in thousandths of a core. */
    double milliCores() {
      return cores * 1_000 / sessions;
    }

    double perCore() {
      return sessions / cores;
    }

    /** Why it does not hold; the load is named where it has no core left for itself. */
    String limit() {
      List<String> reasons = new ArrayList<>();
      if (cores > CORES) {
        reasons.add("processor");
      }
      if (p99 > P99_MS) {
        reasons.add("latency");
      }
      if (fps < FPS) {
        reasons.add("frames");
      }
      if (loadCores > 0.9) {
        reasons.add("load");
      }
      return reasons.isEmpty() ? "holds" : String.join(" + ", reasons);
    }
  }

  /**
   * @param first numbers to try in any case, ascending, at least one
   * @param step two neighbouring numbers are not closer than this
   * @param most more are never tried
   * @param tries how many numbers are tried in all
   */
  Ramp(List<Integer> first, int step, int most, int tries) {
    if (first.isEmpty() || step < 1 || tries < 1) {
      throw new IllegalArgumentException("a ramp begins somewhere and has steps");
    }
    this.planned =
        new ArrayList<>(
            first.stream().map(each -> Math.clamp(each, 1, most)).distinct().sorted().toList());
    this.step = step;
    this.most = most;
    this.tries = tries;
  }

  void add(Step tried) {
    steps.add(tried);
  }

  /** What to try next; empty when the limit is known. */
  OptionalInt next() {
    if (!planned.isEmpty()) {
      return OptionalInt.of(planned.removeFirst());
    }
    if (steps.size() >= tries) {
      return OptionalInt.empty();
    }
    int held = best().map(Step::sessions).orElse(0);
    int failed =
        steps.stream()
            .filter(each -> !each.holds() && each.sessions() > held)
            .mapToInt(Step::sessions)
            .min()
            .orElse(most + step);
    int next = failed > most ? foreseen(held) : held + (failed - held) / 2 / step * step;
    boolean known = next <= held || next >= failed || next > most || tried(next);
    return known ? OptionalInt.empty() : OptionalInt.of(next);
  }

  /** Where the one core ends if sessions cost what they cost so far, but at most twice as many. */
  private int foreseen(int held) {
    double perCore = best().map(Step::perCore).orElseThrow();
    int end = (int) Math.min(Math.min(2.0 * held, most), perCore * CORES * 0.97);
    return Math.max(held + step, end / step * step);
  }

  private boolean tried(int sessions) {
    return steps.stream().anyMatch(each -> each.sessions() == sessions);
  }

  /**
   * The most sessions that held, and all smaller numbers that were tried held, too; nothing where
   * not even the fewest did.
   */
  Optional<Step> best() {
    Step best = null;
    for (Step each : steps.stream().sorted(Comparator.comparingInt(Step::sessions)).toList()) {
      if (!each.holds()) {
        break;
      }
      best = each;
    }
    return Optional.ofNullable(best);
  }

  /** The one that was tried with so many. */
  Optional<Step> at(int sessions) {
    return steps.stream().filter(each -> each.sessions() == sessions).findFirst();
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }
}
