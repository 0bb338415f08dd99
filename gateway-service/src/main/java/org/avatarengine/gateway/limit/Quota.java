package org.avatarengine.gateway.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in any window of that length. Written {@code 100/1m}, {@code 5/1h}, {@code
 * 10/15m}, {@code 3/10s} or {@code off}.
 *
 * @param requests how many; {@link Integer#MAX_VALUE} is off
 */
public record Quota(int requests, Duration window) {

  /** No limit. */
  public static final Quota OFF = new Quota(Integer.MAX_VALUE, Duration.ofSeconds(1));

  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})/([1-9]\\d{0,4})(s|m|h)");

  public Quota {
    if (requests < 1 || window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException("a quota allows at least one request in some time");
    }
  }

  /**
   * Reads the written form; the name lets configuration find it.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Quota of(String text) {
    String written = text.strip().toLowerCase(Locale.ROOT);
    if (written.equals("off")) {
      return OFF;
    }
    Matcher matcher = FORM.matcher(written);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a limit: \"" + text + "\"; write requests/window like 100/1m, or off");
    }
    long count = Long.parseLong(matcher.group(2));
    Duration window =
        switch (matcher.group(3)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        };
    return new Quota(Integer.parseInt(matcher.group(1)), window);
  }

  public boolean isOff() {
    return requests == Integer.MAX_VALUE;
  }
}
