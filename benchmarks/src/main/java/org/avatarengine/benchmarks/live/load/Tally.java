package org.avatarengine.benchmarks.live.load;

import java.util.ArrayList;
import java.util.List;

/** What all members of a load saw while it was measured. On the I/O thread. */
final class Tally {

  private static final int MOST_FAULTS = 5;

  private final Latencies latencies = new Latencies();
  private final List<String> faults = new ArrayList<>();
  private boolean measuring;
  private long began;
  private long bytes;
  private long lost;
  private int faulty;

  void begin(long nowNanos) {
    latencies.clear();
    bytes = 0;
    lost = 0;
    began = nowNanos;
    measuring = true;
  }

  boolean isMeasuring() {
    return measuring;
  }

  void frame(long latencyNanos, int length) {
    latencies.record(latencyNanos);
    bytes += length;
  }

  /** Numbers that were passed over. */
  void lost(int frames) {
    lost += frames;
  }

  /** Something that must not be; it breaks the run. */
  void fault(String what) {
    faulty++;
    if (faults.size() < MOST_FAULTS) {
      faults.add(what);
    }
  }

  int faulty() {
    return faulty;
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  /** Ends the measuring. */
  LoadReport end(long nowNanos, double cpuSeconds, int members, long fewestFrames) {
    measuring = false;
    double seconds = (nowNanos - began) / 1e9;
    return new LoadReport(
        members,
        seconds,
        latencies.count(),
        bytes,
        lost,
        members == 0 ? 0 : fewestFrames / seconds,
        latencies.leastMillis(),
        latencies.percentileMillis(50),
        latencies.percentileMillis(99),
        latencies.percentileMillis(100),
        cpuSeconds);
  }
}
