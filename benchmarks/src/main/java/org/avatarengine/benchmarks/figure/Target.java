package org.avatarengine.benchmarks.figure;

/** What is asked of a figure: a limit that it must not pass. */
public sealed interface Target {

  boolean isMetBy(double value);

  /** As read in the document, with the figure's unit. */
  String text(Unit unit);

  static Target atMost(double limit) {
    return new AtMost(limit);
  }

  static Target atLeast(double limit) {
    return new AtLeast(limit);
  }

  static Target none() {
    return new None();
  }

  record AtMost(double limit) implements Target {
    @Override
    public boolean isMetBy(double value) {
      return value <= limit;
    }

    @Override
    public String text(Unit unit) {
      return "≤ " + unit.whole(limit);
    }
  }

  record AtLeast(double limit) implements Target {
    @Override
    public boolean isMetBy(double value) {
      return value >= limit;
    }

    @Override
    public String text(Unit unit) {
      return "≥ " + unit.whole(limit);
    }
  }

  /** Measured for its own sake. */
  record None() implements Target {
    @Override
    public boolean isMetBy(double value) {
      return true;
    }

    @Override
    public String text(Unit unit) {
      return "–";
    }
  }
}
