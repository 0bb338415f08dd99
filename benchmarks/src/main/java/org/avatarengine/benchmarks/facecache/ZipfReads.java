package org.avatarengine.benchmarks.facecache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Reads under a Zipf distribution of exponent 1: the avatar of rank k is asked for k times less
 * often than the first.
 */
final class ZipfReads {

  /** What the memory tier adds to an entry's bytes. */
  private static final int OVERHEAD_BYTES = 1_024;

  private final double[] cumulative;
  private final Random random;

  ZipfReads(int avatars, Random random) {
    this.cumulative = new double[avatars];
    this.random = random;
    double sum = 0;
    for (int rank = 0; rank < avatars; rank++) {
      sum += 1.0 / (rank + 1);
      cumulative[rank] = sum;
    }
    for (int rank = 0; rank < avatars; rank++) {
      cumulative[rank] /= sum;
    }
  }

  /** A cache set up as the memory tier of the face cache is. */
  static Cache<Integer, byte[]> memory(long maxBytes) {
    return Caffeine.newBuilder()
        .maximumWeight(maxBytes)
        .weigher((Integer rank, byte[] entry) -> entry.length + OVERHEAD_BYTES)
        .executor(Runnable::run)
        .build();
  }

  /** The next rank, from 0. */
  int next() {
    int place = Arrays.binarySearch(cumulative, random.nextDouble());
    return Math.min(place < 0 ? -place - 1 : place, cumulative.length - 1);
  }

  /**
   * Reads through a cache; what is missing is kept, as the service does.
   *
   * @return the part of the reads that the cache answered, 0 to 1
   */
  double hitRate(Cache<Integer, byte[]> memory, List<byte[]> byRank, int reads) {
    int hits = 0;
    for (int i = 0; i < reads; i++) {
      int rank = next();
      if (memory.getIfPresent(rank) == null) {
        memory.put(rank, byRank.get(rank));
      } else {
        hits++;
      }
    }
    return hits / (double) reads;
  }
}
