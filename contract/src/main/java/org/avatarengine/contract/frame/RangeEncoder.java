package org.avatarengine.contract.frame;

/** Binary range coder with carries resolved in the output; integers only. */
final class RangeEncoder implements BinaryCoder {
  private static final int TOP = 1 << 24;

  private byte[] out = new byte[0];
  private int start;
  private int at;
  private int low;
  private int range;

  void begin(byte[] target, int offset) {
    out = target;
    start = offset;
    at = offset;
    low = 0;
    range = -1;
  }

  @Override
  public int bit(int context, int bit) {
    int bound = (range >>> FrameTables.BITS) * FrameTables.zero(context);
    if (bit == 0) {
      range = bound;
    } else {
      add(bound);
      range -= bound;
    }
    renew();
    return bit;
  }

  @Override
  public int even(int count, int bits) {
    for (int i = count - 1; i >= 0; i--) {
      range >>>= 1;
      if ((bits >>> i & 1) != 0) {
        add(range);
      }
      renew();
    }
    return bits;
  }

  /** Writes as few bytes as still say which interval it was; returns how many there are in all. */
  int end() {
    // The range is at least 2^24, so some multiple of 2^24 lies in it: one byte is enough.
    int before = low;
    low = low + TOP - 1 & -TOP;
    if (Integer.compareUnsigned(low, before) < 0) {
      carry();
    }
    out[at++] = (byte) (low >>> 24);
    while (at > start && out[at - 1] == 0) {
      at--;
    }
    return at - start;
  }

  private void add(int amount) {
    int sum = low + amount;
    if (Integer.compareUnsigned(sum, low) < 0) {
      carry();
    }
    low = sum;
  }

  private void carry() {
    int i = at - 1;
    while (++out[i] == 0) {
      i--;
    }
  }

  private void renew() {
    while (Integer.compareUnsigned(range, TOP) < 0) {
      out[at++] = (byte) (low >>> 24);
      low <<= 8;
      range <<= 8;
    }
  }
}
