package org.avatarengine.benchmarks.live.load;

/**
 * What all members saw in one window.
 *
 * @param members how many there were
 * @param seconds how long the window was
 * @param frames received by all
 * @param bytes of them
 * @param lost numbers of frames that were passed over
 * @param leastFps frames a second of the member that got the fewest
 * @param leastMillis the shortest latency
 * @param p50Millis latency from the server's clock to the receiver
 * @param cpuSeconds of this process in the window
 */
public record LoadReport(
    int members,
    double seconds,
    long frames,
    long bytes,
    long lost,
    double leastFps,
    double leastMillis,
    double p50Millis,
    double p99Millis,
    double maxMillis,
    double cpuSeconds) {

  /** Frames a second and member, on average. */
  public double fps() {
    return members == 0 ? 0 : frames / seconds / members;
  }

  /** Cores that the load itself takes. */
  public double cores() {
    return cpuSeconds / seconds;
  }

  /** Percent of all frames that never came. */
  public double lostPercent() {
    return frames + lost == 0 ? 0 : 100.0 * lost / (frames + lost);
  }
}
