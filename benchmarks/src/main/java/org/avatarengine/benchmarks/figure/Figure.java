package org.avatarengine.benchmarks.figure;

import java.util.Locale;

/**
 * One line of the document.
 *
 * @param name what was measured
 * @param value the figure itself
 * @param low the lowest of the repetitions that the section's note names
 * @param high the highest of them
 * @param count how many measurements stand behind the value
 */
public record Figure(
    String name, Target asked, Unit unit, double value, double low, double high, long count) {

  public Figure {
    if (name.isBlank() || name.contains("|") || name.contains("\n")) {
      throw new IllegalArgumentException("not a name for a figure: " + name);
    }
    if (!Double.isFinite(value) || !Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException(
          "not a figure: %s %s, %s to %s".formatted(name, value, low, high));
    }
    if (count < 1) {
      throw new IllegalArgumentException("a figure stands on at least one measurement: " + name);
    }
  }

  /** The median of a sample, with its lowest and highest value. */
  public static Figure median(String name, Target asked, Unit unit, Sample sample) {
    return new Figure(
        name, asked, unit, sample.median(), sample.min(), sample.max(), sample.size());
  }

  public boolean isMet() {
    return asked.isMetBy(value);
  }

  /** "met", "falls short", or a dash where nothing is asked. */
  public String verdict() {
    return switch (asked) {
      case Target.None none -> "–";
      case Target.AtMost limit -> isMet() ? "met" : "**falls short**";
      case Target.AtLeast limit -> isMet() ? "met" : "**falls short**";
    };
  }

  /** For a terminal. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%-58s %12s  (%s to %s, n %d) asked %s: %s",
        name,
        unit.text(value),
        unit.text(low),
        unit.text(high),
        count,
        asked.text(unit),
        verdict().replace("*", ""));
  }
}
