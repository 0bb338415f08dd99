package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;

/**
 * SplitMix64 (Steele, Lea, Flood: OOPSLA 2014): small, seedable, the same on every machine. Each
 * stage has a stream of its own, so that one that is switched off does not change the others.
 */
final class Prng {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  Prng(long seed, int stream) {
    state = mix(seed + stream * 0xD1B54A32D192ED03L);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private int bits24() {
    state += GOLDEN;
    return (int) (mix(state) >>> 40);
  }

  /** 0..1, without 1. */
  float unit() {
    return bits24() * 0x1p-24f;
  }

  /** −1..1. */
  float signed() {
    return unit() * 2 - 1;
  }

  float between(float min, float max) {
    return min + (max - min) * unit();
  }

  /** A time in microseconds between two in milliseconds. */
  long micros(int minMs, int maxMs) {
    return minMs * 1_000L + (((maxMs - minMs) * 1_000L * bits24()) >> 24);
  }

  /** 0..bound − 1. */
  int below(int bound) {
    return (int) (((long) bits24() * bound) >> 24);
  }

  void save(ByteBuffer out) {
    out.putLong(state);
  }

  void restore(ByteBuffer in) {
    state = in.getLong();
  }
}
