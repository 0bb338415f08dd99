package org.avatarengine.webrtc.sctp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Fields and numbers of RFC 9260 section 3, in network byte order. */
final class Wire {

  static final int COMMON_HEADER = 12;
  static final int CHUNK_HEADER = 4;

  /** A DATA chunk before its user data (section 3.3.1). */
  static final int DATA_HEADER = 16;

  static final int DATA = 0;
  static final int INIT = 1;
  static final int INIT_ACK = 2;
  static final int SACK = 3;
  static final int HEARTBEAT = 4;
  static final int HEARTBEAT_ACK = 5;
  static final int ABORT = 6;
  static final int SHUTDOWN = 7;
  static final int SHUTDOWN_ACK = 8;
  static final int ERROR = 9;
  static final int COOKIE_ECHO = 10;
  static final int COOKIE_ACK = 11;
  static final int SHUTDOWN_COMPLETE = 14;

  /** RFC 6525 section 3.1. */
  static final int RE_CONFIG = 130;

  /** RFC 3758 section 3.2. */
  static final int FORWARD_TSN = 192;

  static final int FLAG_END = 1;
  static final int FLAG_BEGIN = 2;
  static final int FLAG_UNORDERED = 4;

  /** RFC 7053: acknowledge at once. */
  static final int FLAG_IMMEDIATE = 8;

  /** The sender of an ABORT or SHUTDOWN COMPLETE did not know its tag and reflects ours. */
  static final int FLAG_REFLECTED_TAG = 1;

  static final int CAUSE_INVALID_STREAM = 1;
  static final int CAUSE_STALE_COOKIE = 3;
  static final int CAUSE_UNRECOGNIZED_CHUNK = 6;
  static final int CAUSE_NO_USER_DATA = 9;
  static final int CAUSE_USER_ABORT = 12;
  static final int CAUSE_PROTOCOL_VIOLATION = 13;

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Wire() {}

  static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  static int u16(byte[] bytes, int at) {
    return (short) SHORTS.get(bytes, at) & 0xffff;
  }

  static int i32(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static long u32(byte[] bytes, int at) {
    return i32(bytes, at) & 0xffff_ffffL;
  }

  static long i64(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static void put16(byte[] bytes, int at, int value) {
    SHORTS.set(bytes, at, (short) value);
  }

  static void put32(byte[] bytes, int at, int value) {
    INTS.set(bytes, at, value);
  }

  static void put64(byte[] bytes, int at, long value) {
    LONGS.set(bytes, at, value);
  }

  /** Chunks and parameters end on four bytes. */
  static int padded(int length) {
    return (length + 3) & ~3;
  }

  /** Serial number arithmetic (RFC 1982) of TSNs and request numbers. */
  static boolean before(int a, int b) {
    return a - b < 0;
  }

  /** The same for stream sequence numbers. */
  static boolean ssnBefore(int a, int b) {
    return (short) (a - b) < 0;
  }
}
