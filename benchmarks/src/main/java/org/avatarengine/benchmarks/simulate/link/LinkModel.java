package org.avatarengine.benchmarks.simulate.link;

import java.util.SplittableRandom;

/**
 * What one direction of a link does to packets, decided by a seed: the same packets at the same
 * times fare the same. For one thread.
 *
 * <p>Loss is a Gilbert model: with bursts of mean length b and loss p a loss goes on with
 * probability 1 − 1/b and begins with p / (b (1 − p)). A packet waits for those before it while the
 * bandwidth is used up, and is dropped when it would wait longer than {@link #QUEUE_US}. Jitter
 * alone overtakes nothing.
 */
public final class LinkModel {

  /** So much a queue holds, in time: what a router in the middle has. */
  public static final long QUEUE_US = 250_000;

  private static final long HELD_BACK_US = 25_000;

  private final LinkSettings settings;
  private final SplittableRandom random;
  private final double begins;
  private boolean losing;
  private long freeUs;
  private long lastUs;
  private long packets;
  private long lost;
  private long overflowed;
  private long reordered;
  private long duplicated;
  private long secondUs;

  public LinkModel(LinkSettings settings, long seed) {
    this.settings = settings;
    this.random = new SplittableRandom(seed);
    this.begins = settings.loss() / (settings.burst() * (1 - settings.loss()));
  }

  /**
   * A packet sets out.
   *
   * @param bytes with all headers
   * @return when it arrives; −1: never
   */
  public long pass(long nowUs, int bytes) {
    packets++;
    secondUs = -1;
    boolean gone = losing();
    double spread = settings.jitterUs() == 0 ? 0 : random.nextGaussian() * settings.jitterUs();
    boolean back = random.nextDouble() < settings.reorder();
    boolean twice = random.nextDouble() < settings.duplicate();
    if (gone) {
      lost++;
      return -1;
    }
    long leaves = nowUs;
    if (settings.bandwidth() > 0) {
      leaves = Math.max(nowUs, freeUs);
      if (leaves - nowUs > QUEUE_US) {
        overflowed++;
        return -1;
      }
      leaves += bytes * 8_000_000L / settings.bandwidth();
      freeUs = leaves;
    }
    long arrives = leaves + settings.delayUs() + Math.max(-settings.delayUs(), (long) spread);
    arrives = Math.max(arrives, leaves);
    if (back) {
      reordered++;
      arrives += HELD_BACK_US + settings.jitterUs();
    } else {
      arrives = Math.max(arrives, lastUs);
      lastUs = arrives;
    }
    if (twice) {
      duplicated++;
      secondUs = arrives + 1 + (long) (random.nextDouble() * 10_000);
    }
    return arrives;
  }

  /** When the last packet arrives once more; −1: it does not. */
  public long secondUs() {
    return secondUs;
  }

  /** When a packet that sets out now would begin to leave. */
  public long freeUs() {
    return freeUs;
  }

  private boolean losing() {
    double draw = random.nextDouble();
    if (settings.burst() <= 1) {
      return draw < settings.loss();
    }
    losing = losing ? draw < 1 - 1 / settings.burst() : draw < begins;
    return losing;
  }

  public long packets() {
    return packets;
  }

  /** Lost by chance. */
  public long lost() {
    return lost;
  }

  /** Dropped because the queue was full. */
  public long overflowed() {
    return overflowed;
  }

  public long reordered() {
    return reordered;
  }

  public long duplicated() {
    return duplicated;
  }
}
