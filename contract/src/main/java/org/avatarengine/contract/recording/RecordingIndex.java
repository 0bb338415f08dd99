package org.avatarengine.contract.recording;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Where each block begins and which times it holds. */
final class RecordingIndex {
  private long[] offsets = new long[64];
  private long[] firsts = new long[64];
  private long[] lasts = new long[64];
  private int size;

  /** Adds a block behind the others; false when there are too many, or it is not behind. */
  boolean add(long offset, long firstTime, long lastTime) {
    if (size == RecordingFormat.MAX_BLOCKS
        || lastTime < firstTime
        || size > 0 && (offset <= offsets[size - 1] || firstTime < lasts[size - 1])) {
      return false;
    }
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, size * 2);
      firsts = Arrays.copyOf(firsts, size * 2);
      lasts = Arrays.copyOf(lasts, size * 2);
    }
    offsets[size] = offset;
    firsts[size] = firstTime;
    lasts[size] = lastTime;
    size++;
    return true;
  }

  int size() {
    return size;
  }

  long offset(int block) {
    return offsets[block];
  }

  long firstTime(int block) {
    return firsts[block];
  }

  long lastTime(int block) {
    return lasts[block];
  }

  /** The first block that holds a frame of that time or later; {@link #size} when none does. */
  int find(long timeMs) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = low + high >>> 1;
      if (lasts[middle] < timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  ByteBuffer write() {
    ByteBuffer out =
        RecordingFormat.allocate(
            RecordingFormat.INDEX_HEADER
                + size * RecordingFormat.INDEX_ENTRY
                + RecordingFormat.CRC);
    out.putInt(RecordingFormat.INDEX_MAGIC).putInt(size);
    for (int i = 0; i < size; i++) {
      out.putLong(offsets[i]).putInt((int) firsts[i]).putInt((int) lasts[i]);
    }
    return out.putInt(RecordingFormat.crc(out, out.position())).flip();
  }

  /** Reads what {@link #write} wrote; null when it is damaged. */
  static RecordingIndex read(ByteBuffer in) {
    int end = in.limit() - RecordingFormat.CRC;
    int count = in.getInt(4);
    boolean sound =
        in.getInt(0) == RecordingFormat.INDEX_MAGIC
            && RecordingFormat.INDEX_HEADER + (long) count * RecordingFormat.INDEX_ENTRY == end
            && in.getInt(end) == RecordingFormat.crc(in, end);
    if (!sound) {
      return null;
    }
    RecordingIndex index = new RecordingIndex();
    for (int i = 0; i < count; i++) {
      int at = RecordingFormat.INDEX_HEADER + i * RecordingFormat.INDEX_ENTRY;
      long first = in.getInt(at + 8) & 0xffff_ffffL;
      long last = in.getInt(at + 12) & 0xffff_ffffL;
      if (!index.add(in.getLong(at), first, last)) {
        return null;
      }
    }
    return index;
  }
}
