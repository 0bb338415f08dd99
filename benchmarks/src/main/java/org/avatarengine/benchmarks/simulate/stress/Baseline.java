package org.avatarengine.benchmarks.simulate.stress;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.avatarengine.benchmarks.simulate.client.ServerVitals;

/**
 * Whether a service's heap and threads come back to where they were. A heap is only cleaned when it
 * must be, so it is asked again and again, and may stay half above.
 */
public final class Baseline {

  private static final double HEAP_FACTOR = 1.5;
  private static final double HEAP_SLACK = 64 << 20;
  private static final double THREAD_SLACK = 10;
  private static final double MIB = 1 << 20;

  private final URI service;
  private ServerVitals before;
  private String unreached = "";

  /**
   * @param service whose {@code /health/metrics} is read
   */
  public Baseline(URI service) {
    this.service = service;
  }

  /** Notes how it is now. */
  public void note() throws InterruptedException {
    try {
      before = ServerVitals.read(service);
    } catch (IOException e) {
      unreached = service + " cannot be watched: " + e;
    }
  }

  /** Waits until it is as it was. */
  public StageResult check(Duration most) throws InterruptedException {
    if (before == null) {
      return StageResult.broke("baseline", unreached);
    }
    long end = System.nanoTime() + most.toNanos();
    ServerVitals now = before;
    double leastHeap = Double.MAX_VALUE;
    do {
      try {
        now = ServerVitals.read(service);
      } catch (IOException e) {
        return StageResult.broke("baseline", service + " answers no more: " + e);
      }
      leastHeap = Math.min(leastHeap, now.heapBytes());
      if (isBack(leastHeap, now.threads())) {
        return StageResult.held("baseline", text(leastHeap, now.threads()));
      }
      TimeUnit.MILLISECONDS.sleep(500);
    } while (System.nanoTime() < end);
    return StageResult.broke("baseline", text(leastHeap, now.threads()));
  }

  private boolean isBack(double heap, double threads) {
    return heap <= Math.max(before.heapBytes() * HEAP_FACTOR, before.heapBytes() + HEAP_SLACK)
        && threads <= before.threads() + THREAD_SLACK;
  }

  private String text(double heap, double threads) {
    return "heap %.0f MiB before, %.0f after; threads %.0f before, %.0f after"
        .formatted(before.heapBytes() / MIB, heap / MIB, before.threads(), threads);
  }
}
