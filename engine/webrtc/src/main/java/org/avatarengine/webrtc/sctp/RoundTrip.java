package org.avatarengine.webrtc.sctp;

/** Smoothed round trip and retransmission timeout (RFC 9260 section 6.3.1). */
final class RoundTrip {
  private static final long INITIAL_RTO_US = 500_000;
  static final long MAX_RTO_US = 10_000_000;

  private final long minRtoUs;
  private long smoothedUs = -1;
  private long variationUs;
  private long rtoUs;

  RoundTrip(long minRtoUs) {
    this.minRtoUs = minRtoUs;
    this.rtoUs = Math.max(INITIAL_RTO_US, minRtoUs);
  }

  /** Rules C2 and C3, with α = 1/8 and β = 1/4. */
  void measured(long us) {
    if (us < 0) {
      return;
    }
    if (smoothedUs < 0) {
      smoothedUs = us;
      variationUs = us / 2;
    } else {
      variationUs += (Math.abs(smoothedUs - us) - variationUs) / 4;
      smoothedUs += (us - smoothedUs) / 8;
    }
    rtoUs = Math.clamp(smoothedUs + 4 * variationUs, minRtoUs, MAX_RTO_US);
  }

  /** Rule E2. */
  void backOff() {
    rtoUs = Math.min(2 * rtoUs, MAX_RTO_US);
  }

  long rtoUs() {
    return rtoUs;
  }

  /** −1 before the first measurement. */
  long smoothedUs() {
    return smoothedUs;
  }
}
