package org.avatarengine.benchmarks.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;

/**
 * The requests of one phase; a figure's range is that of the same figure over parts of the phase.
 */
final class PhaseTimes {

  private static final int PARTS = 6;

  private final List<TimedRequest> requests;
  private final long start;
  private final long end;

  private PhaseTimes(List<TimedRequest> requests) {
    this.requests = requests;
    this.start = requests.stream().mapToLong(TimedRequest::startNanos).min().orElseThrow();
    this.end = requests.stream().mapToLong(TimedRequest::endNanos).max().orElseThrow();
  }

  /**
   * Those of a phase among all.
   *
   * @throws BrokenRunException if there are none, or one failed
   */
  static PhaseTimes of(RegistrationPhase phase, List<TimedRequest> all) {
    List<TimedRequest> own = all.stream().filter(request -> request.phase() == phase).toList();
    long failed = own.stream().filter(request -> !request.ok()).count();
    if (failed > 0) {
      throw new BrokenRunException(
          "%d of %d registrations failed in phase %s".formatted(failed, own.size(), phase));
    }
    if (own.isEmpty()) {
      throw new BrokenRunException("nothing was registered in phase " + phase);
    }
    return new PhaseTimes(own);
  }

  Figure percentile(String name, Target asked, double percent) {
    ToDoubleFunction<List<TimedRequest>> percentile =
        some -> Sample.of(some.stream().map(TimedRequest::millis).toList()).percentile(percent);
    Sample ofParts = Sample.of(parts().values().stream().mapToDouble(percentile).toArray());
    return new Figure(
        name,
        asked,
        Unit.MILLISECONDS,
        percentile.applyAsDouble(requests),
        ofParts.min(),
        ofParts.max(),
        requests.size());
  }

  /** Answers a second, from the first request's start to the last one's end. */
  Figure rate(String name, Target asked) {
    double partSeconds = (end - start) / 1e9 / PARTS;
    double[] ofParts = new double[PARTS];
    parts().forEach((part, some) -> ofParts[part] = some.size() / partSeconds);
    Sample spread = Sample.of(ofParts);
    return new Figure(
        name,
        asked,
        Unit.PER_SECOND,
        requests.size() / ((end - start) / 1e9),
        spread.min(),
        spread.max(),
        requests.size());
  }

  /** By the moment of the answer; parts without one are left out. */
  private Map<Integer, List<TimedRequest>> parts() {
    Map<Integer, List<TimedRequest>> parts = new LinkedHashMap<>();
    for (TimedRequest request : requests) {
      long part = (request.endNanos() - start) * PARTS / Math.max(1, end - start);
      parts
          .computeIfAbsent((int) Math.min(PARTS - 1, part), unused -> new ArrayList<>())
          .add(request);
    }
    return parts;
  }
}
