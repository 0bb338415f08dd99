package org.avatarengine.benchmarks.faceread;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;

/** The rounds of one source with one number of clients. A range is that over the rounds. */
final class Rounds {

  private final List<ReadRound> rounds = new ArrayList<>();

  void add(ReadRound round) {
    rounds.add(round);
  }

  Figure percentile(String name, Target asked, double percent) {
    ToDoubleFunction<ReadRound> ofRound = round -> round.millis().percentile(percent);
    Sample spread = Sample.of(rounds.stream().mapToDouble(ofRound).toArray());
    return new Figure(
        name,
        asked,
        Unit.MILLISECONDS,
        Sample.ofNanos(all()).percentile(percent),
        spread.min(),
        spread.max(),
        all().length);
  }

  Figure rate(String name) {
    double seconds = rounds.stream().mapToDouble(ReadRound::seconds).sum();
    Sample spread = Sample.of(rounds.stream().mapToDouble(ReadRound::perSecond).toArray());
    return new Figure(
        name,
        Target.none(),
        Unit.PER_SECOND,
        all().length / seconds,
        spread.min(),
        spread.max(),
        all().length);
  }

  /** How many times the median of the other this one's is, round by round. */
  Figure ratio(String name, Rounds other) {
    double[] ratios = new double[rounds.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = rounds.get(i).millis().median() / other.rounds.get(i).millis().median();
    }
    return Figure.median(name, Target.none(), Unit.TIMES, Sample.of(ratios));
  }

  /** Reads of all rounds. */
  long count() {
    return all().length;
  }

  private long[] all() {
    return rounds.stream().flatMapToLong(ReadRound::nanos).toArray();
  }

  /** Percentiles of each round in milliseconds, for the raw results. */
  List<List<Double>> summary() {
    return rounds.stream()
        .map(ReadRound::millis)
        .map(
            sample ->
                List.of(
                    sample.min(),
                    sample.median(),
                    sample.percentile(95),
                    sample.percentile(99),
                    sample.max()))
        .toList();
  }
}
