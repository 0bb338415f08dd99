package org.avatarengine.facecache.event;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Since when nothing of {@code avatar.events} can have been missed. Confirmed only by the broker's
 * own answer: the ends of all partitions, asked for at a moment, have all been read. A poll that
 * returns nothing proves nothing, because it looks the same when the broker is gone.
 */
public final class EventContact {

  private static final long NEVER = Long.MIN_VALUE;

  private final LongSupplier nanoClock;
  private final long maxSilenceNanos;
  private final AtomicLong confirmedAt = new AtomicLong(NEVER);

  /**
   * A contact that was never confirmed.
   *
   * @param nanoClock monotonic, as {@link System#nanoTime}
   * @param maxSilence how old the last confirmation may be
   */
  public EventContact(LongSupplier nanoClock, Duration maxSilence) {
    this.nanoClock = nanoClock;
    this.maxSilenceNanos = maxSilence.toNanos();
  }

  /** Every fact that was published before this moment of the clock has been applied. */
  void confirm(long nanoTime) {
    confirmedAt.set(nanoTime);
  }

  /** What was confirmed before holds no longer. */
  void lose() {
    confirmedAt.set(NEVER);
  }

  /** Whether the last confirmation is young enough to serve without asking anybody. */
  public boolean isFresh() {
    long confirmed = confirmedAt.get();
    return confirmed != NEVER && nanoClock.getAsLong() - confirmed <= maxSilenceNanos;
  }

  /** Seconds since the last confirmation, infinite when there is none. */
  public double ageSeconds() {
    long confirmed = confirmedAt.get();
    return confirmed == NEVER
        ? Double.POSITIVE_INFINITY
        : (nanoClock.getAsLong() - confirmed) / 1e9;
  }
}
