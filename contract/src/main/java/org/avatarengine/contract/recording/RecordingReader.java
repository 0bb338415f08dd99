package org.avatarengine.contract.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.QuantizedFrame;

/**
 * Reads a recording, forwards and from any time. One whose end was cut off, or whose index is
 * damaged, is searched for its blocks; a damaged block is skipped and counted.
 */
public final class RecordingReader implements Closeable {

  /** After so many places that only look like blocks a file is not searched further. */
  private static final int MAX_FALSE_STARTS = 1_000;

  private static final int LENGTH = 2;

  private final SeekableByteChannel channel;
  private final RecordingHeader header;
  private final RecordingIndex index;
  private final boolean complete;
  private final FrameDecoder decoder = new FrameDecoder();
  private final ByteBuffer block =
      RecordingFormat.allocate(
          RecordingFormat.BLOCK_HEADER + RecordingFormat.MAX_BLOCK + RecordingFormat.CRC);
  private int next;
  private int left;
  private int damaged;
  private long from;

  /**
   * Reads the header and the index.
   *
   * @param channel closed with the reader
   * @throws FrameFormatException when it is not a recording
   */
  public RecordingReader(SeekableByteChannel channel) throws IOException, FrameFormatException {
    this.channel = channel;
    ByteBuffer start = RecordingFormat.allocate(RecordingFormat.TEXT_OFFSET);
    if (!read(0, start)) {
      throw new FrameFormatException("shorter than a recording");
    }
    int length = RecordingFormat.headerLength(start);
    ByteBuffer whole = RecordingFormat.allocate(length);
    if (!read(0, whole)) {
      throw new FrameFormatException("shorter than a recording's header");
    }
    header = RecordingFormat.read(whole, length);
    RecordingIndex written = writtenIndex(length);
    complete = written != null;
    index = complete ? written : searched(length);
  }

  public RecordingHeader header() {
    return header;
  }

  /** Whether the index was found intact; otherwise the end is missing or damaged. */
  public boolean complete() {
    return complete;
  }

  /** The media time of the first frame, milliseconds; 0 without frames. */
  public long firstTimeMs() {
    return index.size() == 0 ? 0 : index.firstTime(0);
  }

  /** The media time of the last frame, milliseconds; 0 without frames. */
  public long lastTimeMs() {
    return index.size() == 0 ? 0 : index.lastTime(index.size() - 1);
  }

  /** How many blocks were skipped so far because they are damaged. */
  public int damagedBlocks() {
    return damaged;
  }

  /** The next frame will be the first one of that media time or later. */
  public void seek(long timeMs) {
    next = index.find(timeMs);
    left = 0;
    from = timeMs;
  }

  /**
   * Reads the next frame.
   *
   * @return whether there was one
   */
  public boolean next(QuantizedFrame into) throws IOException {
    do {
      while (left == 0) {
        if (next == index.size()) {
          return false;
        }
        if (load(index.offset(next++))) {
          left = block.getInt(RecordingFormat.BLOCK_FRAMES_OFFSET);
          block.position(RecordingFormat.BLOCK_HEADER);
          decoder.reset();
        } else {
          damaged++;
        }
      }
      if (!frame(into)) {
        // The CRC holds, yet this is no block that a writer makes.
        damaged++;
        left = 0;
        continue;
      }
      left--;
      if (into.timeMs() >= from) {
        return true;
      }
    } while (true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private boolean frame(QuantizedFrame into) {
    if (block.remaining() < LENGTH) {
      return false;
    }
    int length = block.getShort() & 0xffff;
    if (length > block.remaining()) {
      return false;
    }
    try {
      FrameDecoder.Outcome outcome = decoder.decode(block.array(), block.position(), length, into);
      block.position(block.position() + length);
      return outcome == FrameDecoder.Outcome.SHOWN;
    } catch (FrameFormatException e) {
      return false;
    }
  }

  /** Loads the block there; false when it is none, or damaged. */
  private boolean load(long offset) throws IOException {
    block.clear().limit(RecordingFormat.BLOCK_HEADER);
    if (!read(offset, block) || block.getInt(0) != RecordingFormat.BLOCK_MAGIC) {
      return false;
    }
    int length = block.getInt(RecordingFormat.BLOCK_LENGTH_OFFSET);
    int frames = block.getInt(RecordingFormat.BLOCK_FRAMES_OFFSET);
    if (length < 1 || length > RecordingFormat.MAX_BLOCK || frames < 1 || frames > length) {
      return false;
    }
    int end = RecordingFormat.BLOCK_HEADER + length;
    block.limit(end + RecordingFormat.CRC);
    if (!read(offset, block) || block.getInt(end) != RecordingFormat.crc(block, end)) {
      return false;
    }
    block.limit(end);
    return true;
  }

  private RecordingIndex writtenIndex(int headerLength) throws IOException {
    long size = channel.size();
    ByteBuffer end = RecordingFormat.allocate(RecordingFormat.END);
    if (size < headerLength + RecordingFormat.END || !read(size - RecordingFormat.END, end)) {
      return null;
    }
    long at = end.getLong(0);
    long length = size - RecordingFormat.END - at;
    int least = RecordingFormat.INDEX_HEADER + RecordingFormat.CRC;
    if (end.getInt(8) != RecordingFormat.END_MAGIC
        || at < headerLength
        || length < least
        || length > least + (long) RecordingFormat.MAX_BLOCKS * RecordingFormat.INDEX_ENTRY) {
      return null;
    }
    ByteBuffer bytes = RecordingFormat.allocate((int) length);
    return read(at, bytes) ? RecordingIndex.read(bytes) : null;
  }

  /** Goes from block to block; behind a damaged one looks for where the next begins. */
  private RecordingIndex searched(int headerLength) throws IOException {
    RecordingIndex found = new RecordingIndex();
    long at = headerLength;
    int falseStarts = 0;
    while (at >= 0 && falseStarts < MAX_FALSE_STARTS) {
      long step = 1;
      if (load(at)) {
        found.add(
            at,
            block.getInt(RecordingFormat.BLOCK_FIRST_TIME_OFFSET) & 0xffff_ffffL,
            block.getInt(RecordingFormat.BLOCK_LAST_TIME_OFFSET) & 0xffff_ffffL);
        step = block.limit() + RecordingFormat.CRC;
      } else {
        falseStarts++;
      }
      at = search(at + step);
    }
    return found;
  }

  /** The next place at or behind that one that looks like a block; −1 when there is none. */
  private long search(long offset) throws IOException {
    ByteBuffer window = RecordingFormat.allocate(8 << 10);
    for (long at = offset; at < channel.size(); at += window.capacity() - 3) {
      window.clear();
      channel.position(at);
      while (window.hasRemaining() && channel.read(window) >= 0) {
        // Until the window is full or the file ends.
      }
      for (int i = 0; i + 4 <= window.position(); i++) {
        if (window.getInt(i) == RecordingFormat.BLOCK_MAGIC) {
          return at + i;
        }
      }
    }
    return -1;
  }

  /** Fills a buffer from its start to its limit; false when the file ends before. */
  private boolean read(long offset, ByteBuffer into) throws IOException {
    if (offset < 0 || offset > channel.size() - into.limit()) {
      return false;
    }
    into.position(0);
    channel.position(offset);
    while (into.hasRemaining()) {
      if (channel.read(into) < 0) {
        return false;
      }
    }
    return true;
  }
}
