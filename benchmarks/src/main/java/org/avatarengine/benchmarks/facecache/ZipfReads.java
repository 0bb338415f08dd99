package org.avatarengine.benchmarks.facecache;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.tier.MemoryTier;

/**
 * Reads of the real memory tier under a Zipf distribution of exponent 1: the avatar of rank k is
 * asked for k times less often than the first.
 */
final class ZipfReads {

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

  /** The next rank, from 0. */
  int next() {
    int place = Arrays.binarySearch(cumulative, random.nextDouble());
    return Math.min(place < 0 ? -place - 1 : place, cumulative.length - 1);
  }

  /**
   * Reads through a tier; what is missing is kept, as the service does.
   *
   * @return the part of the reads that memory answered, 0 to 1
   */
  double hitRate(MemoryTier memory, List<CachedFace> byRank, int reads) {
    int hits = 0;
    for (int i = 0; i < reads; i++) {
      CachedFace face = byRank.get(next());
      if (memory.find(face.avatarId()).isPresent()) {
        hits++;
      } else {
        memory.keep(face);
      }
    }
    return hits / (double) reads;
  }
}
