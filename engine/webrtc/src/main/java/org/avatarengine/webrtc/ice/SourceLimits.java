package org.avatarengine.webrtc.ice;

import java.net.InetAddress;

/**
 * How many unproven datagrams a source may have looked at: a token bucket per address in a table of
 * fixed size. Addresses that share a place share its tokens; where an address falls is secret, so
 * nobody can choose whom to crowd out. Not thread-safe.
 */
public final class SourceLimits {
  private final int mask;
  private final long seed;
  private final long periodUs;
  private final long burstUs;

  /** When each place's bucket would be full again; the generic cell rate algorithm. */
  private final long[] fullAtUs;

  /**
   * @param places a power of two
   * @param perSecond datagrams a second in the long run
   * @param burst datagrams at once
   */
  public SourceLimits(int places, int perSecond, int burst, long seed) {
    if (Integer.bitCount(places) != 1) {
      throw new IllegalArgumentException("not a power of two: " + places);
    }
    this.mask = places - 1;
    this.seed = seed;
    this.periodUs = 1_000_000L / perSecond;
    this.burstUs = periodUs * burst;
    this.fullAtUs = new long[places];
    java.util.Arrays.fill(fullAtUs, Long.MIN_VALUE / 2);
  }

  /** Takes a token; false when there is none. */
  public boolean allows(InetAddress source, long nowUs) {
    int place = place(source);
    long full = Math.max(fullAtUs[place], nowUs);
    if (full + periodUs > nowUs + burstUs) {
      return false;
    }
    fullAtUs[place] = full + periodUs;
    return true;
  }

  private int place(InetAddress source) {
    long hash = seed;
    byte[] address = source.getAddress();
    // An IPv6 subscriber has a /64 to itself: count networks, not the addresses in them.
    int length = address.length == 16 ? 8 : address.length;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ address[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ hash >>> 32) & mask;
  }
}
