package org.avatarengine.animation.dialect;

/** Decimal numbers straight from the bytes of a packet. */
final class AsciiNumber {

  private static final int MAX_LENGTH = 32;
  private static final int MAX_DIGITS = 18;
  private static final int MAX_EXPONENT = 38;
  private static final double[] POWERS = new double[MAX_DIGITS + MAX_EXPONENT + MAX_LENGTH];

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private AsciiNumber() {}

  /**
   * The number in {@code text[from, to)}: sign, digits, point, digits, exponent up to ±38. Up to 15
   * digits are read exactly; digits after the 18th are not looked at.
   *
   * @return NaN when it is no such number
   */
  static double parse(byte[] text, int from, int to) {
    if (to - from < 1 || to - from > MAX_LENGTH) {
      return Double.NaN;
    }
    int pos = from;
    boolean negative = text[pos] == '-';
    if (negative || text[pos] == '+') {
      pos++;
    }
    long mantissa = 0;
    int digits = 0;
    int scale = 0;
    boolean point = false;
    boolean any = false;
    for (; pos < to; pos++) {
      byte c = text[pos];
      if (c == '.' && !point) {
        point = true;
      } else if (c >= '0' && c <= '9') {
        any = true;
        if (digits < MAX_DIGITS) {
          mantissa = mantissa * 10 + (c - '0');
          digits += mantissa == 0 ? 0 : 1;
          scale -= point ? 1 : 0;
        } else {
          scale += point ? 0 : 1;
        }
      } else {
        break;
      }
    }
    if (!any) {
      return Double.NaN;
    }
    if (pos < to) {
      int exponent = exponent(text, pos, to);
      if (exponent == Integer.MIN_VALUE) {
        return Double.NaN;
      }
      scale += exponent;
    }
    double value = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
    return negative ? -value : value;
  }

  private static int exponent(byte[] text, int from, int to) {
    int pos = from;
    if (text[pos] != 'e' && text[pos] != 'E') {
      return Integer.MIN_VALUE;
    }
    pos++;
    boolean negative = pos < to && text[pos] == '-';
    if (negative || (pos < to && text[pos] == '+')) {
      pos++;
    }
    if (pos == to || to - pos > 2) {
      return Integer.MIN_VALUE;
    }
    int exponent = 0;
    for (; pos < to; pos++) {
      if (text[pos] < '0' || text[pos] > '9') {
        return Integer.MIN_VALUE;
      }
      exponent = exponent * 10 + (text[pos] - '0');
    }
    if (exponent > MAX_EXPONENT) {
      return Integer.MIN_VALUE;
    }
    return negative ? -exponent : exponent;
  }
}
