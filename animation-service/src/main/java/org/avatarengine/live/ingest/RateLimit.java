package org.avatarengine.live.ingest;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** A token bucket for each address, of the addresses seen last. For one thread. */
final class RateLimit {

  private static final int ADDRESSES = 4_096;
  private static final double NANOS = 1_000_000_000;

  private final int rate;
  private final Map<InetAddress, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Bucket> eldest) {
          return size() > ADDRESSES;
        }
      };

  private static final class Bucket {
    private double tokens;
    private long at;
  }

  /**
   * A limit.
   *
   * @param rate a second; as many may come at once
   */
  RateLimit(int rate) {
    this.rate = rate;
  }

  /** Takes one token, if there is one. */
  boolean take(InetAddress from, long nowNanos) {
    Bucket bucket = fill(from, nowNanos);
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }

  /** Whether there is a token; takes none. */
  boolean has(InetAddress from, long nowNanos) {
    return fill(from, nowNanos).tokens >= 1;
  }

  private Bucket fill(InetAddress from, long nowNanos) {
    Bucket bucket = buckets.get(from);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.tokens = rate;
      bucket.at = nowNanos;
      buckets.put(from, bucket);
      return bucket;
    }
    bucket.tokens = Math.min(rate, bucket.tokens + (nowNanos - bucket.at) / NANOS * rate);
    bucket.at = nowNanos;
    return bucket;
  }
}
