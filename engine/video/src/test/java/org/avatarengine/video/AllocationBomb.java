package org.avatarengine.video;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/** A child that takes all the memory it gets, and says how many megabytes that was. */
final class AllocationBomb {

  static final int REFUSED = 42;
  private static final int PIECE = 4 << 20;

  private AllocationBomb() {}

  public static void main(String[] arguments) {
    int pieces = 0;
    while (pieces < 100_000) {
      Pointer piece = avutil.av_malloc(PIECE);
      if (piece == null) {
        System.out.println(pieces * (PIECE >> 20));
        System.exit(REFUSED);
      }
      Pointer.memset(piece, 1, PIECE);
      pieces++;
    }
  }
}
