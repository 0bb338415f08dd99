package org.avatarengine.benchmarks.live.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;

/** Figures from JMH's own JSON: the median over all iterations, lowest and highest fork median. */
public record LiveJmhResults(JsonNode benchmarks) {

  /** The profiler's own name; a release of JMH put a mark before it. */
  private static final List<String> ALLOCATED =
      List.of("gc.alloc.rate.norm", "·gc.alloc.rate.norm");

  /** One benchmark with one choice of parameters. */
  public record Case(JsonNode result) {

    /** Microseconds an operation. */
    public Figure micros(String name, Target asked) {
      return figure(name, asked, Unit.MICROSECONDS, time(), nanos -> nanos / 1e3);
    }

    /** Operations a second. */
    public Figure rate(String name, Target asked) {
      return figure(name, asked, Unit.PER_SECOND, time(), nanos -> 1e9 / nanos);
    }

    /** Bytes allocated an operation, in tenths: JMH itself takes some kilobytes an iteration. */
    public Figure bytes(String name, Target asked) {
      for (String key : ALLOCATED) {
        JsonNode raw = result.path("secondaryMetrics").path(key).path("rawData");
        if (!raw.isMissingNode()) {
          return figure(name, asked, Unit.BYTES, raw, bytes -> Math.floor(bytes * 10) / 10);
        }
      }
      throw new BrokenRunException("JMH counted no allocations: its gc profiler is missing");
    }

    private JsonNode time() {
      return result.path("primaryMetric").path("rawData");
    }

    private static Figure figure(
        String name, Target asked, Unit unit, JsonNode raw, DoubleUnaryOperator meaning) {
      List<Double> all = new ArrayList<>();
      List<Double> medians = new ArrayList<>();
      for (JsonNode fork : raw) {
        List<Double> ofFork = new ArrayList<>();
        for (JsonNode iteration : fork) {
          if (!iteration.isNumber()) {
            throw new BrokenRunException("JMH left no value for " + name);
          }
          ofFork.add(meaning.applyAsDouble(iteration.asDouble()));
        }
        if (!ofFork.isEmpty()) {
          all.addAll(ofFork);
          medians.add(Sample.of(ofFork).median());
        }
      }
      if (all.isEmpty()) {
        throw new BrokenRunException("JMH left no value for " + name);
      }
      Sample spread = Sample.of(medians);
      return new Figure(
          name, asked, unit, Sample.of(all).median(), spread.min(), spread.max(), all.size());
    }
  }

  /** A step of a frame. */
  public Case frame(String method) {
    return find("FrameJmh." + method, "", "");
  }

  /** Reading a packet of a dialect. */
  public Case packet(String dialect) {
    return find("PacketJmh.read", "dialect", dialect);
  }

  /** A session's beat. */
  public Case beat(int viewers) {
    return find("BeatJmh.beat", "viewers", Integer.toString(viewers));
  }

  private Case find(String name, String parameter, String value) {
    for (JsonNode result : benchmarks) {
      if (result.path("benchmark").asText().endsWith("." + name)
          && result.path("params").path(parameter).asText("").equals(value)) {
        return new Case(result);
      }
    }
    throw new BrokenRunException("JMH did not measure " + name + " " + value);
  }
}
