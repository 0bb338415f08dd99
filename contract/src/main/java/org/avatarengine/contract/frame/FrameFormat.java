package org.avatarengine.contract.frame;

/** The layout of a frame of version 1, little-endian, and what encoder and decoder share. */
final class FrameFormat {
  static final int VERSION_OFFSET = 0;

  /** Bits 0–1 the level, bit 2 the profile, the others 0. */
  static final int FLAGS_OFFSET = 1;

  /** How many frames older the base is; 0: key frame. */
  static final int AGE_OFFSET = 2;

  /** See {@link #check}. */
  static final int CHECK_OFFSET = 3;

  /** Key frame: u32; else u16, the low half. */
  static final int SEQUENCE_OFFSET = 4;

  /** Key frame: u32. */
  static final int KEY_TIME_OFFSET = 8;

  static final int KEY_PAYLOAD_OFFSET = 12;

  /** Else: milliseconds since the base as LEB128, 1 to 5 bytes, then the payload. */
  static final int DELTA_TIME_OFFSET = 6;

  static final int SEVEN_BIT_FLAG = 4;

  static final long UINT32 = 0xffff_ffffL;

  private static final short[][] REST = {rest(255), rest(127)};
  private static final DetailLevel[] LEVELS = DetailLevel.values();
  private static final int[][] SOURCES = new int[LEVELS.length][Channel.COUNT];

  static {
    for (DetailLevel level : LEVELS) {
      for (int i = 0; i < Channel.COUNT; i++) {
        SOURCES[level.ordinal()][i] = level.source(i);
      }
    }
  }

  private FrameFormat() {}

  /** The steps of a face at rest: shapes 0, rotations the upper of the two steps nearest 0. */
  static short[] rest(FrameProfile profile) {
    return REST[profile.ordinal()];
  }

  static DetailLevel level(int number) {
    return LEVELS[number];
  }

  /** Gives the channels that the level does not send what a receiver shows for them. */
  static void fill(DetailLevel level, FrameProfile profile, short[] steps) {
    if (level == DetailLevel.FULL) {
      return;
    }
    short[] rest = rest(profile);
    int[] sources = SOURCES[level.ordinal()];
    for (int i = 0; i < Channel.COUNT; i++) {
      int source = sources[i];
      if (source != i) {
        steps[i] = source < 0 ? rest[i] : steps[source];
      }
    }
  }

  /** Eight bits of a hash over the number, the time and all 61 steps. */
  static int check(long sequence, long timeMs, short[] steps) {
    int hash = (int) sequence * 31 + (int) timeMs;
    for (int i = 0; i < Channel.COUNT; i++) {
      hash = hash * 31 + steps[i];
    }
    return hash * 0x9E3779B1 >>> 24;
  }

  private static short[] rest(int top) {
    short[] steps = new short[Channel.COUNT];
    for (int i = Channel.SHAPES; i < Channel.COUNT; i++) {
      steps[i] = (short) ((top + 1) / 2);
    }
    return steps;
  }
}
