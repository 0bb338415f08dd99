package org.avatarengine.contract.frame;

/** Reads what {@link RangeEncoder} wrote; behind the last byte it reads zeros. */
final class RangeDecoder implements BinaryCoder {
  private static final int TOP = 1 << 24;

  private byte[] in = new byte[0];
  private int at;
  private int end;
  private int code;
  private int range;

  void begin(byte[] source, int offset, int length) {
    in = source;
    at = offset;
    end = offset + length;
    range = -1;
    code = 0;
    for (int i = 0; i < 4; i++) {
      code = code << 8 | next();
    }
  }

  @Override
  public int bit(int context, int bit) {
    int bound = (range >>> FrameTables.BITS) * FrameTables.zero(context);
    int read;
    if (Integer.compareUnsigned(code, bound) < 0) {
      range = bound;
      read = 0;
    } else {
      code -= bound;
      range -= bound;
      read = 1;
    }
    renew();
    return read;
  }

  @Override
  public int even(int count, int bits) {
    int read = 0;
    for (int i = 0; i < count; i++) {
      range >>>= 1;
      read <<= 1;
      if (Integer.compareUnsigned(code, range) >= 0) {
        code -= range;
        read |= 1;
      }
      renew();
    }
    return read;
  }

  /** Whether all bytes were used and the encoder would have stopped there too. */
  boolean exact() {
    // The decoder is four bytes ahead of the encoder, which then writes at most one more.
    return end <= at - 3 && (code & 0xffff_ffffL) < (range & 0xffff_ffffL);
  }

  private int next() {
    int value = at < end ? in[at] & 0xff : 0;
    at++;
    return value;
  }

  private void renew() {
    while (Integer.compareUnsigned(range, TOP) < 0) {
      code = code << 8 | next();
      range <<= 8;
    }
  }
}
