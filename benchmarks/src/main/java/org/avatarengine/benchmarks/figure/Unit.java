package org.avatarengine.benchmarks.figure;

import java.util.Locale;

/** What a figure is counted in. */
public enum Unit {
  MICROSECONDS(" µs"),
  MILLISECONDS(" ms"),
  SECONDS(" s"),
  BITS(" bits"),
  BYTES(" bytes"),
  /** Thousands of bytes. */
  KILOBYTES(" kB"),
  /** Millions of bytes. */
  MEGABYTES(" MB"),
  KILOBITS_PER_SECOND(" kbit/s"),
  PER_SECOND("/s"),
  /** Seconds of processor time a second. */
  CORES(" cores"),
  /** A number of things. */
  COUNT(""),
  PERCENT(" %"),
  TIMES("×");

  private final String sign;

  Unit(String sign) {
    this.sign = sign;
  }

  /** About three digits and the sign. */
  public String text(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value) + sign;
  }

  /** A limit as it was set: whole numbers without decimals. */
  String whole(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value) + sign
        : text(value);
  }
}
