package org.avatarengine.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The outermost boxes of an ISO base media file (ISO/IEC 14496-12, 4.2), without what is in them:
 * they tell whether the file broke off, which the demuxer keeps to itself.
 *
 * @param media whether there is a box that only such files have
 * @param whole whether the last box ends where the file does
 */
record TopLevelBoxes(boolean media, boolean whole) {

  private static final int MOST = 200_000;
  private static final int FTYP = 0x66747970;
  private static final int MOOV = 0x6d6f6f76;
  private static final int MDAT = 0x6d646174;
  private static final int WIDE = 0x77696465;

  static TopLevelBoxes read(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      long size = in.size();
      ByteBuffer head = ByteBuffer.allocate(16);
      boolean media = false;
      boolean table = false;
      long at = 0;
      for (int box = 0; at < size; box++) {
        head.clear();
        in.read(head, at);
        head.flip();
        if (head.remaining() < 8 || box == MOST) {
          return new TopLevelBoxes(media, false);
        }
        long length = head.getInt() & 0xffff_ffffL;
        int type = head.getInt();
        media |= type == FTYP || type == MOOV || type == MDAT || type == WIDE;
        table |= type == MOOV;
        if (length == 0) {
          break;
        }
        boolean wide = length == 1;
        length = wide && head.remaining() == 8 ? head.getLong() : length;
        if (length < (wide ? 16 : 8) || length > size - at) {
          return new TopLevelBoxes(media, false);
        }
        at += length;
      }
      return new TopLevelBoxes(media, table);
    }
  }
}
