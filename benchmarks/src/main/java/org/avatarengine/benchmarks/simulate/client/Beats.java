package org.avatarengine.benchmarks.simulate.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.avatarengine.benchmarks.simulate.quality.Buckets;

/**
 * Beats performers 60 times a second, spread evenly over each sixtieth, from one thread. What comes
 * late is made up for at once.
 */
public final class Beats implements AutoCloseable {

  private static final long PERIOD_NS = 1_000_000_000L / 60;
  private static final long FAR_BEHIND_NS = 1_000_000_000L;

  private final List<Performer> performers = new CopyOnWriteArrayList<>();
  private final Buckets lateness = new Buckets();
  private final Thread thread;
  private volatile boolean closed;

  public Beats() {
    thread = Thread.ofPlatform().name("performers").daemon().start(this::run);
  }

  /** One more to beat. */
  public void add(Performer performer) {
    performers.add(performer);
  }

  private void run() {
    long begun = System.nanoTime();
    long tick = 0;
    while (!closed) {
      long tickNs = begun + tick * PERIOD_NS;
      List<Performer> now = List.copyOf(performers);
      for (int i = 0; i < now.size() && !closed; i++) {
        long dueNs = tickNs + PERIOD_NS * i / now.size();
        sleepUntil(dueNs);
        synchronized (lateness) {
          lateness.add((System.nanoTime() - dueNs) / 1_000);
        }
        now.get(i).beat((dueNs - begun) / 1_000);
      }
      sleepUntil(tickNs + PERIOD_NS);
      tick++;
      if (System.nanoTime() - tickNs > FAR_BEHIND_NS) {
        tick = (System.nanoTime() - begun) / PERIOD_NS;
      }
    }
  }

  private void sleepUntil(long dueNs) {
    for (long wait = dueNs - System.nanoTime();
        wait > 30_000 && !closed;
        wait = dueNs - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }

  /** How late beats were, p99 in milliseconds: over a few, this machine is too busy to measure. */
  public double latenessP99Ms() {
    synchronized (lateness) {
      return lateness.percentile(99) / 1_000.0;
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
