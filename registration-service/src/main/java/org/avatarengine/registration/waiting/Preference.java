package org.avatarengine.registration.waiting;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How long a client wants to wait (RFC 7240): {@code Prefer: wait=n} in seconds, {@code Prefer:
 * respond-async} for not at all.
 *
 * @param patience how long to wait for the verdict
 * @param applied what to say in {@code Preference-Applied}, or null
 */
public record Preference(Duration patience, String applied) {

  /**
   * Reads the headers; what is not understood is ignored, as the RFC has it.
   *
   * @param headers every {@code Prefer} header, in order
   */
  public static Preference of(List<String> headers, WaitConfig config) {
    boolean async = false;
    Long seconds = null;
    for (String header : headers) {
      for (String preference : header.split(",", -1)) {
        String text = preference.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (text.equals("respond-async")) {
          async = true;
        } else if (seconds == null && text.startsWith("wait")) {
          seconds = seconds(text.substring("wait".length()).strip());
        }
      }
    }
    if (seconds != null) {
      Duration wanted = Duration.ofSeconds(seconds);
      Duration wait = wanted.compareTo(config.longest()) <= 0 ? wanted : config.longest();
      return new Preference(wait, "wait=" + wait.toSeconds());
    }
    return async
        ? new Preference(Duration.ZERO, "respond-async")
        : new Preference(config.usual(), null);
  }

  private static Long seconds(String text) {
    String value = text.startsWith("=") ? text.substring(1).strip() : "";
    if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
      value = value.substring(1, value.length() - 1);
    }
    boolean digits = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && value.length() <= 9 ? Long.valueOf(value) : null;
  }
}
