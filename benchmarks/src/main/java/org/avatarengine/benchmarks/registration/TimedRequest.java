package org.avatarengine.benchmarks.registration;

import java.util.Locale;

/**
 * One registration as its client saw it, on the simulation's clock.
 *
 * @param startNanos when the request was made
 * @param endNanos when the answer was read
 * @param ok 201 with {@code registrationStatus} success
 */
record TimedRequest(RegistrationPhase phase, long startNanos, long endNanos, boolean ok) {

  String line() {
    return String.format(Locale.ROOT, "%s %d %d %b", phase, startNanos, endNanos, ok);
  }

  static TimedRequest of(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 4) {
      throw new IllegalArgumentException("not a timed request: " + line);
    }
    return new TimedRequest(
        RegistrationPhase.valueOf(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Boolean.parseBoolean(words[3]));
  }

  double millis() {
    return (endNanos - startNanos) / 1e6;
  }
}
