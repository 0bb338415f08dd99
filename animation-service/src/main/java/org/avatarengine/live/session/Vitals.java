package org.avatarengine.live.session;

/**
 * How a session's viewers fare, by their own reports.
 *
 * @param reporting how many reported a round trip
 * @param rttMs sum of their round trips
 * @param lossPercent sum of their losses
 * @param renderFps sum of their frame rates
 */
public record Vitals(int reporting, double rttMs, double lossPercent, double renderFps) {

  /** Nothing known. */
  public static final Vitals NONE = new Vitals(0, 0, 0, 0);
}
