package org.avatarengine.animation.live;

import java.util.Arrays;

/** Bytes that grow, little-endian, with whole numbers of variable length. Reused by reset. */
final class FlightTape {

  private byte[] bytes;
  private int size;

  FlightTape(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  void reset() {
    size = 0;
  }

  void u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void i32(int value) {
    room(4);
    for (int i = 0; i < 32; i += 8) {
      bytes[size++] = (byte) (value >>> i);
    }
  }

  void i64(long value) {
    room(8);
    for (int i = 0; i < 64; i += 8) {
      bytes[size++] = (byte) (value >>> i);
    }
  }

  /** Seven bits a byte, the lowest first; a small negative number is as short as a positive one. */
  void number(long value) {
    room(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void block(byte[] from, int offset, int length) {
    number(length);
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  /** Copies all of it. */
  void copyTo(byte[] out, int offset) {
    System.arraycopy(bytes, 0, out, offset, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
