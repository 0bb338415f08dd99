package org.avatarengine.benchmarks.simulate.quality;

/**
 * One measured value.
 *
 * @param key for programs
 * @param label for people
 * @param unit may be empty
 * @param value NaN when there was nothing to measure
 */
public record Figure(String key, String label, String unit, double value) {

  /** The value with as many digits as matter, and its unit. */
  public String text() {
    if (Double.isNaN(value)) {
      return "–";
    }
    String number =
        value == Math.rint(value) && Math.abs(value) < 1e12
            ? Long.toString((long) value)
            : Math.abs(value) >= 100
                ? String.format(java.util.Locale.ROOT, "%.0f", value)
                : Math.abs(value) >= 1
                    ? String.format(java.util.Locale.ROOT, "%.2f", value)
                    : String.format(java.util.Locale.ROOT, "%.5f", value);
    return unit.isEmpty() ? number : number + " " + unit;
  }
}
