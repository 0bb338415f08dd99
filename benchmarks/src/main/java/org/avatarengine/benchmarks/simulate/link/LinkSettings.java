package org.avatarengine.benchmarks.simulate.link;

/**
 * How bad one direction of a link is.
 *
 * @param loss share of packets that are lost, 0..0.9
 * @param burst mean number of packets lost in a row, from 1; 1: each on its own
 * @param jitterUs standard deviation of the delay, 0..5 s
 * @param delayUs of every packet, 0..10 s
 * @param reorder share of packets that are held back so that later ones overtake them, 0..0.9
 * @param duplicate share of packets that come twice, 0..0.9
 * @param bandwidth bits a second; 0: no limit
 */
public record LinkSettings(
    double loss,
    double burst,
    long jitterUs,
    long delayUs,
    double reorder,
    double duplicate,
    long bandwidth) {

  private static final double MOST = .9;

  public LinkSettings {
    share("loss", loss);
    share("reorder", reorder);
    share("duplicate", duplicate);
    if (!(burst >= 1 && burst <= 1_000)) {
      throw new IllegalArgumentException("burst is 1..1000 packets: " + burst);
    }
    if (jitterUs < 0 || jitterUs > 5_000_000) {
      throw new IllegalArgumentException("jitter is 0..5 s: " + jitterUs + " us");
    }
    if (delayUs < 0 || delayUs > 10_000_000) {
      throw new IllegalArgumentException("delay is 0..10 s: " + delayUs + " us");
    }
    if (bandwidth < 0 || (bandwidth > 0 && bandwidth < 1_000)) {
      throw new IllegalArgumentException("bandwidth is 1 kbit/s or more, or 0: " + bandwidth);
    }
  }

  /** Nothing wrong with it. */
  public static LinkSettings clean() {
    return new LinkSettings(0, 1, 0, 0, 0, 0, 0);
  }

  /** Whether it does nothing to a packet. */
  public boolean isClean() {
    return equals(clean());
  }

  /** In words. */
  public String text() {
    if (isClean()) {
      return "clean";
    }
    StringBuilder text = new StringBuilder();
    add(text, loss > 0, "loss " + percent(loss));
    add(text, loss > 0 && burst > 1, "bursts of " + burst);
    add(text, delayUs > 0, "delay " + delayUs / 1_000.0 + " ms");
    add(text, jitterUs > 0, "jitter " + jitterUs / 1_000.0 + " ms");
    add(text, reorder > 0, "reorder " + percent(reorder));
    add(text, duplicate > 0, "duplicate " + percent(duplicate));
    add(text, bandwidth > 0, bandwidth / 1_000 + " kbit/s");
    return text.toString();
  }

  private static void add(StringBuilder text, boolean wanted, String part) {
    if (wanted) {
      text.append(text.isEmpty() ? "" : ", ").append(part);
    }
  }

  private static String percent(double share) {
    return Math.round(share * 1_000) / 10.0 + " %";
  }

  private static void share(String what, double share) {
    if (!(share >= 0 && share <= MOST)) {
      throw new IllegalArgumentException(what + " is 0..90 %: " + share * 100 + " %");
    }
  }
}
