package org.avatarengine.webrtc.sctp;

/** Slow start, congestion avoidance and fast recovery (RFC 9260 section 7.2). */
final class Congestion {
  private static final int MAX_WINDOW = 16 << 20;

  private final int mtu;
  private int window;
  private int threshold = MAX_WINDOW;
  private int partiallyAcked;
  private boolean recovering;
  private int recoveredAtTsn;
  private long lastSentUs = Long.MIN_VALUE;

  Congestion(int mtu) {
    this.mtu = mtu;
    this.window = Math.min(4 * mtu, Math.max(2 * mtu, 4_404));
  }

  int window() {
    return window;
  }

  int threshold() {
    return threshold;
  }

  boolean recovering() {
    return recovering;
  }

  /**
   * Sections 7.2.1 and 7.2.2: the window grows only while it is the limit.
   *
   * @param flightBefore bytes that were on their way when the SACK came
   */
  void acknowledged(
      int bytes, boolean cumulative, int flightBefore, int cumulativeTsn, boolean nothingLeft) {
    if (recovering && !Wire.before(cumulativeTsn, recoveredAtTsn)) {
      recovering = false;
    }
    boolean limited = flightBefore + mtu > window;
    if (cumulative && !recovering && bytes > 0) {
      if (window <= threshold) {
        if (limited) {
          window = Math.min(window + Math.min(bytes, mtu), MAX_WINDOW);
        }
      } else {
        partiallyAcked += bytes;
        if (partiallyAcked >= window) {
          if (limited) {
            partiallyAcked -= window;
            window = Math.min(window + mtu, MAX_WINDOW);
          } else {
            partiallyAcked = window;
          }
        }
      }
    }
    if (nothingLeft) {
      partiallyAcked = 0;
    }
  }

  /** Section 7.2.4: three reports of a gap. One flight of losses halves once. */
  void lost(int highestSentTsn) {
    if (recovering) {
      return;
    }
    threshold = Math.max(window / 2, 4 * mtu);
    window = threshold;
    partiallyAcked = 0;
    recovering = true;
    recoveredAtTsn = highestSentTsn;
  }

  /** Section 7.2.3: the retransmission timer expired. */
  void timedOut() {
    threshold = Math.max(window / 2, 4 * mtu);
    window = mtu;
    partiallyAcked = 0;
    recovering = false;
  }

  /** Section 7.2.1: a window that was not used for a while is no longer known to be right. */
  void beforeSending(long nowUs, long rtoUs, boolean nothingInFlight) {
    if (nothingInFlight && lastSentUs != Long.MIN_VALUE && window > 4 * mtu) {
      long idleUs = nowUs - lastSentUs;
      if (idleUs >= rtoUs) {
        threshold = Math.max(threshold == MAX_WINDOW ? window : threshold, window);
      }
      for (; idleUs >= rtoUs && window > 4 * mtu; idleUs -= rtoUs) {
        window = Math.max(window / 2, 4 * mtu);
      }
    }
  }

  void sent(long nowUs) {
    lastSentUs = nowUs;
  }
}
