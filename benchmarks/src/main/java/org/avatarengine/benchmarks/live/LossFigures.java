package org.avatarengine.benchmarks.live;

import java.util.ArrayList;
import java.util.List;

/** What happened on a link that loses. */
final class LossFigures {

  private final List<Double> resyncMillis = new ArrayList<>();
  private long sent;
  private long lost;
  private long bytes;
  private long shown;
  private long different;
  private long undecodable;
  private long gaps;
  private long longestGapUs;
  private int run;
  private int longestRun;

  void sent(boolean isLost, int length) {
    sent++;
    bytes += length;
    lost += isLost ? 1 : 0;
    run = isLost ? run + 1 : 0;
    longestRun = Math.max(longestRun, run);
  }

  void shown(boolean asEncoded) {
    shown++;
    different += asEncoded ? 0 : 1;
  }

  /**
   * A frame came whose base the receiver does not have.
   *
   * @param unexpected whether the receiver had not just forgotten everything
   */
  void unknown(boolean unexpected) {
    undecodable += unexpected ? 1 : 0;
  }

  void gap(long us) {
    gaps++;
    longestGapUs = Math.max(longestGapUs, us);
  }

  void resync(long us) {
    resyncMillis.add(us / 1e3);
  }

  List<Double> resyncMillis() {
    return List.copyOf(resyncMillis);
  }

  double lostPercent() {
    return 100.0 * lost / sent;
  }

  double bytesPerFrame() {
    return (double) bytes / sent;
  }

  long sent() {
    return sent;
  }

  long shown() {
    return shown;
  }

  /** Shown frames that are not as the encoder has them. */
  long different() {
    return different;
  }

  /** Frames that arrived but could not be shown. */
  long undecodable() {
    return undecodable;
  }

  long gaps() {
    return gaps;
  }

  double longestGapMillis() {
    return longestGapUs / 1e3;
  }

  /** The most frames that were lost in a row; of one viewer after the other. */
  int longestRun() {
    return longestRun;
  }
}
