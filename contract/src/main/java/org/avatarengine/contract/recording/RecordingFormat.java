package org.avatarengine.contract.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.SessionId;

/** The layout of a recording of version 1, little-endian. */
final class RecordingFormat {
  /** {@code AVFR} */
  static final int MAGIC = 0x52465641;

  static final int VERSION = 1;
  static final int VERSION_OFFSET = 4;
  static final int PROFILE_OFFSET = 5;
  static final int LEVEL_OFFSET = 6;
  static final int FPS_OFFSET = 8;
  static final int SESSION_LENGTH_OFFSET = 10;
  static final int METADATA_LENGTH_OFFSET = 12;
  static final int CREATED_AT_OFFSET = 16;
  static final int TEXT_OFFSET = 24;
  static final int MAX_SESSION = 128;

  /** {@code AVFB} */
  static final int BLOCK_MAGIC = 0x42465641;

  static final int BLOCK_LENGTH_OFFSET = 4;
  static final int BLOCK_FRAMES_OFFSET = 8;
  static final int BLOCK_FIRST_TIME_OFFSET = 12;
  static final int BLOCK_LAST_TIME_OFFSET = 16;
  static final int BLOCK_HEADER = 20;

  /** Of the frames in a block, each behind its length as u16. */
  static final int MAX_BLOCK = 64 << 10;

  /** {@code AVFI} */
  static final int INDEX_MAGIC = 0x49465641;

  static final int INDEX_HEADER = 8;

  /** Offset u64, first time u32, last time u32. */
  static final int INDEX_ENTRY = 16;

  /** Six days with a key frame every two seconds. */
  static final int MAX_BLOCKS = 1 << 18;

  /** {@code AVFE}, behind the index's offset as u64. */
  static final int END_MAGIC = 0x45465641;

  static final int END = 12;
  static final int CRC = 4;

  private RecordingFormat() {}

  static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** CRC-32C over the first bytes of a buffer. */
  static int crc(ByteBuffer of, int length) {
    CRC32C crc = new CRC32C();
    crc.update(of.array(), 0, length);
    return (int) crc.getValue();
  }

  static ByteBuffer write(RecordingHeader header) {
    byte[] session = header.session().value().getBytes(StandardCharsets.US_ASCII);
    byte[] metadata = header.metadata().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = allocate(TEXT_OFFSET + session.length + metadata.length + CRC);
    out.putInt(0, MAGIC);
    out.put(VERSION_OFFSET, (byte) VERSION);
    out.put(PROFILE_OFFSET, (byte) header.profile().ordinal());
    out.put(LEVEL_OFFSET, (byte) header.level().ordinal());
    out.putShort(FPS_OFFSET, (short) header.fps());
    out.putShort(SESSION_LENGTH_OFFSET, (short) session.length);
    out.putInt(METADATA_LENGTH_OFFSET, metadata.length);
    out.putLong(CREATED_AT_OFFSET, header.createdAt().toEpochMilli());
    out.position(TEXT_OFFSET).put(session).put(metadata);
    out.putInt(crc(out, out.position()));
    return out.flip();
  }

  /** How long the whole header is, by its first {@link #TEXT_OFFSET} bytes. */
  static int headerLength(ByteBuffer start) throws FrameFormatException {
    if (start.getInt(0) != MAGIC) {
      throw new FrameFormatException("not a recording");
    }
    if (start.get(VERSION_OFFSET) != VERSION) {
      throw new FrameFormatException("version " + start.get(VERSION_OFFSET) + " of a recording");
    }
    int session = start.getShort(SESSION_LENGTH_OFFSET) & 0xffff;
    int metadata = start.getInt(METADATA_LENGTH_OFFSET);
    if (session > MAX_SESSION || metadata < 0 || metadata > RecordingHeader.MAX_METADATA) {
      throw new FrameFormatException("byte 10: texts too long");
    }
    return TEXT_OFFSET + session + metadata + CRC;
  }

  static RecordingHeader read(ByteBuffer in, int length) throws FrameFormatException {
    if (in.getInt(length - CRC) != crc(in, length - CRC)) {
      throw new FrameFormatException("the recording's header is damaged");
    }
    int session = in.getShort(SESSION_LENGTH_OFFSET) & 0xffff;
    int profile = in.get(PROFILE_OFFSET);
    int level = in.get(LEVEL_OFFSET);
    if (profile < 0
        || profile >= FrameProfile.values().length
        || level < 0
        || level >= DetailLevel.values().length) {
      throw new FrameFormatException("byte 5: unknown profile or level");
    }
    try {
      return new RecordingHeader(
          FrameProfile.values()[profile],
          DetailLevel.values()[level],
          in.getShort(FPS_OFFSET),
          Instant.ofEpochMilli(in.getLong(CREATED_AT_OFFSET)),
          new SessionId(text(in, TEXT_OFFSET, session)),
          text(in, TEXT_OFFSET + session, length - CRC - TEXT_OFFSET - session));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new FrameFormatException("the recording's header: " + e.getMessage());
    }
  }

  private static String text(ByteBuffer in, int offset, int length) throws FrameFormatException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in.slice(offset, length)).toString();
    } catch (CharacterCodingException e) {
      throw new FrameFormatException("byte " + offset + ": not UTF-8");
    }
  }
}
