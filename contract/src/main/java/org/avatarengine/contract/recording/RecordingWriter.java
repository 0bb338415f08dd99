package org.avatarengine.contract.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.QuantizedFrame;

/**
 * Writes a recording from beginning to end. Frames are gathered into blocks of two seconds, each of
 * which begins with a key frame; a block is written when it is full, so a crash loses the last two
 * seconds.
 */
public final class RecordingWriter implements Closeable {

  private static final long BLOCK_MILLIS = 2_000;
  private static final int LENGTH = 2;

  private final WritableByteChannel channel;
  private final RecordingHeader header;
  private final FrameEncoder encoder;
  private final QuantizedFrame last = new QuantizedFrame();
  private final ByteBuffer block =
      RecordingFormat.allocate(
          RecordingFormat.BLOCK_HEADER + RecordingFormat.MAX_BLOCK + RecordingFormat.CRC);
  private final byte[] encoded = new byte[FrameEncoder.MAX_BYTES];
  private final RecordingIndex index = new RecordingIndex();
  private long written;
  private int frames;
  private boolean begun;
  private boolean closed;

  /**
   * Writes the header.
   *
   * @param channel empty, or at its end; closed with the writer
   */
  public RecordingWriter(WritableByteChannel channel, RecordingHeader header) throws IOException {
    this.channel = channel;
    this.header = header;
    encoder = new FrameEncoder(header.profile(), header.level());
    write(RecordingFormat.write(header));
    block.position(RecordingFormat.BLOCK_HEADER);
  }

  /**
   * Adds a frame of the header's profile and level. Its number and time are not below those of the
   * frame before.
   *
   * @throws IOException also when the recording is too long
   */
  public void append(QuantizedFrame frame) throws IOException {
    if (frame.profile() != header.profile() || frame.level() != header.level()) {
      throw new IllegalArgumentException("frame of another profile or level");
    }
    if (begun && (frame.sequence() <= last.sequence() || frame.timeMs() < last.timeMs())) {
      throw new IllegalArgumentException("a frame older than the one before");
    }
    if (frames > 0
        && (frame.timeMs() - firstTime() >= BLOCK_MILLIS
            || frame.sequence() - last.sequence() > FrameEncoder.MAX_AGE)) {
      flush();
    }
    int length = encode(frame);
    if (length + LENGTH > room()) {
      flush();
      length = encode(frame);
    }
    if (frames == 0) {
      block.putInt(RecordingFormat.BLOCK_FIRST_TIME_OFFSET, (int) frame.timeMs());
    }
    block.putShort((short) length).put(encoded, 0, length);
    frames++;
    begun = true;
    last.set(frame);
  }

  /** Writes what is gathered and the index, and closes the channel. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (channel) {
      flush();
      long at = written;
      write(index.write());
      ByteBuffer end = RecordingFormat.allocate(RecordingFormat.END);
      end.putLong(at).putInt(RecordingFormat.END_MAGIC);
      write(end.flip());
    }
  }

  private int encode(QuantizedFrame frame) {
    return encoder.encode(frame, frames == 0 ? null : last, encoded, 0);
  }

  private long firstTime() {
    return block.getInt(RecordingFormat.BLOCK_FIRST_TIME_OFFSET) & 0xffff_ffffL;
  }

  private int room() {
    return block.capacity() - RecordingFormat.CRC - block.position();
  }

  private void flush() throws IOException {
    if (frames == 0) {
      return;
    }
    int end = block.position();
    block.putInt(0, RecordingFormat.BLOCK_MAGIC);
    block.putInt(RecordingFormat.BLOCK_LENGTH_OFFSET, end - RecordingFormat.BLOCK_HEADER);
    block.putInt(RecordingFormat.BLOCK_FRAMES_OFFSET, frames);
    block.putInt(RecordingFormat.BLOCK_LAST_TIME_OFFSET, (int) last.timeMs());
    block.putInt(RecordingFormat.crc(block, end));
    if (!index.add(written, firstTime(), last.timeMs())) {
      throw new IOException("the recording is too long");
    }
    write(block.flip());
    block.clear().position(RecordingFormat.BLOCK_HEADER);
    frames = 0;
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      written += channel.write(bytes);
    }
  }
}
