package org.avatarengine.benchmarks.vision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;

/** Figures from JMH's own JSON: the median over all iterations, lowest and highest fork median. */
record JmhResults(JsonNode benchmarks) {

  /** One benchmark with one choice of parameters. */
  record Case(JsonNode result) {

    /** Milliseconds an operation, of a sum of nanoseconds that {@link ThreadCost} keeps. */
    Figure perOperation(String name, Target asked, String... counters) {
      return figure(
          name,
          asked,
          (fork, iteration) -> {
            double sum = 0;
            for (String counter : counters) {
              sum += counter(counter, fork, iteration);
            }
            return sum / counter("operations", fork, iteration) / 1e6;
          });
    }

    /** Milliseconds an operation by the clock on the wall. */
    Figure wall(String name) {
      return figure(
          name,
          Target.none(),
          (fork, iteration) ->
              value(result.path("primaryMetric").path("rawData"), fork, iteration) / 1e6);
    }

    private Figure figure(String name, Target asked, BiFunction<Integer, Integer, Double> cost) {
      List<Double> all = new ArrayList<>();
      List<Double> medians = new ArrayList<>();
      long operations = 0;
      JsonNode forks = result.path("primaryMetric").path("rawData");
      for (int fork = 0; fork < forks.size(); fork++) {
        List<Double> ofFork = new ArrayList<>();
        for (int iteration = 0; iteration < forks.get(fork).size(); iteration++) {
          ofFork.add(cost.apply(fork, iteration));
          operations += Math.round(counter("operations", fork, iteration));
        }
        all.addAll(ofFork);
        medians.add(Sample.of(ofFork).median());
      }
      Sample spread = Sample.of(medians);
      return new Figure(
          name,
          asked,
          Unit.MILLISECONDS,
          Sample.of(all).median(),
          spread.min(),
          spread.max(),
          operations);
    }

    private double counter(String name, int fork, int iteration) {
      return value(result.path("secondaryMetrics").path(name).path("rawData"), fork, iteration);
    }

    private static double value(JsonNode raw, int fork, int iteration) {
      JsonNode value = raw.path(fork).path(iteration);
      if (!value.isNumber()) {
        throw new BrokenRunException("JMH left no value for fork " + fork);
      }
      return value.asDouble();
    }
  }

  Case analyse(Subject subject, String preset) {
    return find("AnalyseJmh.analyse", subject, preset);
  }

  Case decode(Subject subject) {
    return find("DecodeJmh.decode", subject, "");
  }

  Case qualityVector(Subject subject) {
    return find("QualityVectorBenchmark.measure", subject, "");
  }

  private Case find(String name, Subject subject, String preset) {
    for (JsonNode result : benchmarks) {
      JsonNode parameters = result.path("params");
      if (result.path("benchmark").asText().endsWith("." + name)
          && parameters.path("subject").asText().equals(subject.name())
          && parameters.path("preset").asText().equals(preset)) {
        return new Case(result);
      }
    }
    throw new BrokenRunException("JMH did not measure " + name + " " + subject + " " + preset);
  }
}
