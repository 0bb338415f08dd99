package org.avatarengine.contract.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.CompressionLevel;

/**
 * The binary face entry, {@code application/vnd.avatar.face}: little-endian, a fixed header, then
 * six LZ4 blocks in the order boxes, landmarks, crops, masks, dense landmarks, confidences. Floats
 * are IEEE 754 single precision. The SHA-256 covers the header up to itself and every compressed
 * block, so a flipped bit anywhere is refused.
 */
public final class FaceCodec {

  /** Media type of the encoded entry. */
  public static final String MEDIA_TYPE = "application/vnd.avatar.face";

  static final byte VERSION = 1;
  static final int VERSION_OFFSET = 0;
  static final int MAGIC_OFFSET = 1;
  static final int HEADER_LENGTH_OFFSET = 4;
  static final int AVATAR_ID_OFFSET = 8;
  static final int OWNER_ID_OFFSET = 24;
  static final int JOB_ID_OFFSET = 40;
  static final int ATTEMPT_OFFSET = 56;
  static final int CREATED_AT_OFFSET = 60;
  static final int EXTRACTOR_VERSION_OFFSET = 68;
  static final int COUNT_OFFSET = 72;
  static final int IMAGE_WIDTH_OFFSET = 76;
  static final int IMAGE_HEIGHT_OFFSET = 80;
  static final int MASK_WIDTH_OFFSET = 84;
  static final int MASK_HEIGHT_OFFSET = 88;
  static final int AVERAGE_CONFIDENCE_OFFSET = 92;
  static final int CONSISTENCY_OFFSET = 96;
  static final int CROP_SHA256_OFFSET = 100;
  static final int OVERLAY_SHA256_OFFSET = 132;
  static final int BLOCK_LENGTHS_OFFSET = 164;
  static final int BLOCKS = 6;
  static final int SHA256_OFFSET = BLOCK_LENGTHS_OFFSET + BLOCKS * 4;
  static final int HEADER_LENGTH = SHA256_OFFSET + 32;

  /** A thousand frames with masks of 512×512 fit; a header that promises more is not believed. */
  static final long MAX_UNPACKED = 128L << 20;

  private static final long PLAIN_BYTES_PER_FRAME =
      (4 + FaceEntry.KEY_POINTS * 2 + FaceEntry.DENSE_POINTS * 3 + 1) * 4L
          + FaceEntry.CROP_SIDE * FaceEntry.CROP_SIDE * 3L;

  private static final byte[] MAGIC = {'A', 'F', 'E'};

  // The pure-Java, Unsafe-free codec: it needs no native library and works in a native image.
  private static final LZ4Factory LZ4 = LZ4Factory.safeInstance();

  private FaceCodec() {}

  /** Packs an entry; how hard it was compressed makes no difference to who reads it. */
  public static byte[] encode(FaceEntry entry, CompressionLevel level) {
    LZ4Compressor lz4 =
        switch (level) {
          case BALANCED -> LZ4.fastCompressor();
          case HIGH -> LZ4.highCompressor();
        };
    byte[][] blocks = {
      lz4.compress(bytes(entry.boxes())),
      lz4.compress(bytes(entry.landmarks())),
      lz4.compress(entry.crops()),
      lz4.compress(entry.masks()),
      lz4.compress(bytes(entry.denseLandmarks())),
      lz4.compress(bytes(entry.confidences()))
    };
    int total = HEADER_LENGTH;
    for (byte[] block : blocks) {
      total += block.length;
    }
    ByteBuffer out = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    putHeader(out, entry.header());
    int at = HEADER_LENGTH;
    for (int i = 0; i < BLOCKS; i++) {
      out.putInt(BLOCK_LENGTHS_OFFSET + i * 4, blocks[i].length);
      out.put(at, blocks[i]);
      at += blocks[i].length;
    }
    out.put(SHA256_OFFSET, digest(out.array(), out.array().length));
    return out.array();
  }

  /**
   * Reads the header of an encoded entry without checking the blocks; {@link #verify} does that.
   *
   * @throws FaceFormatException if the bytes are no entry of a version this code reads
   */
  public static FaceHeader header(byte[] encoded) throws FaceFormatException {
    if (encoded.length < HEADER_LENGTH) {
      throw new FaceFormatException("shorter than a header: " + encoded.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    if (in.get(VERSION_OFFSET) != VERSION) {
      throw new FaceFormatException("version " + in.get(VERSION_OFFSET) + " is not " + VERSION);
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (in.get(MAGIC_OFFSET + i) != MAGIC[i]) {
        throw new FaceFormatException("not a face entry");
      }
    }
    if (in.getInt(HEADER_LENGTH_OFFSET) != HEADER_LENGTH) {
      throw new FaceFormatException("header length " + in.getInt(HEADER_LENGTH_OFFSET));
    }
    try {
      return new FaceHeader(
          new AvatarId(uuid(in, AVATAR_ID_OFFSET)),
          new UserId(uuid(in, OWNER_ID_OFFSET)),
          new JobId(uuid(in, JOB_ID_OFFSET)),
          in.getInt(ATTEMPT_OFFSET),
          Instant.ofEpochMilli(in.getLong(CREATED_AT_OFFSET)),
          in.getInt(EXTRACTOR_VERSION_OFFSET),
          in.getInt(COUNT_OFFSET),
          in.getInt(IMAGE_WIDTH_OFFSET),
          in.getInt(IMAGE_HEIGHT_OFFSET),
          in.getInt(MASK_WIDTH_OFFSET),
          in.getInt(MASK_HEIGHT_OFFSET),
          in.getFloat(AVERAGE_CONFIDENCE_OFFSET),
          in.getFloat(CONSISTENCY_OFFSET),
          hex(encoded, CROP_SHA256_OFFSET),
          hex(encoded, OVERLAY_SHA256_OFFSET));
    } catch (IllegalArgumentException e) {
      throw new FaceFormatException("header: " + e.getMessage());
    }
  }

  /**
   * Checks the whole entry against its SHA-256 without unpacking it.
   *
   * @return the header of the intact entry
   * @throws FaceFormatException if anything does not verify
   */
  public static FaceHeader verify(byte[] encoded) throws FaceFormatException {
    FaceHeader header = header(encoded);
    ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    long total = HEADER_LENGTH;
    for (int i = 0; i < BLOCKS; i++) {
      int length = in.getInt(BLOCK_LENGTHS_OFFSET + i * 4);
      if (length < 0) {
        throw new FaceFormatException("block " + i + " has a negative length");
      }
      total += length;
    }
    if (total != encoded.length) {
      throw new FaceFormatException("holds " + encoded.length + " bytes, not " + total);
    }
    byte[] expected = new byte[32];
    in.get(SHA256_OFFSET, expected);
    if (!MessageDigest.isEqual(expected, digest(encoded, encoded.length))) {
      throw new FaceFormatException("the SHA-256 does not match");
    }
    return header;
  }

  /** The integrity hash that an encoded entry carries, 64 lower-case hex digits. */
  public static String sha256(byte[] encoded) {
    return hex(encoded, SHA256_OFFSET);
  }

  /**
   * Verifies and unpacks.
   *
   * @throws FaceFormatException if anything does not verify
   */
  public static FaceEntry decode(byte[] encoded) throws FaceFormatException {
    FaceHeader header = verify(encoded);
    int n = header.count();
    long masks = (long) n * FaceEntry.maskBytes(header.maskWidth(), header.maskHeight());
    if (n * PLAIN_BYTES_PER_FRAME + masks > MAX_UNPACKED) {
      throw new FaceFormatException("unpacks to more than " + MAX_UNPACKED + " bytes");
    }
    int[] raw = {
      n * 4 * 4,
      n * FaceEntry.KEY_POINTS * 2 * 4,
      n * FaceEntry.CROP_SIDE * FaceEntry.CROP_SIDE * 3,
      (int) masks,
      n * FaceEntry.DENSE_POINTS * 3 * 4,
      n * 4
    };
    ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    byte[][] blocks = new byte[BLOCKS][];
    int at = HEADER_LENGTH;
    for (int i = 0; i < BLOCKS; i++) {
      int length = in.getInt(BLOCK_LENGTHS_OFFSET + i * 4);
      blocks[i] = decompress(encoded, at, length, raw[i]);
      at += length;
    }
    return new FaceEntry(
        header,
        floats(blocks[0]),
        floats(blocks[1]),
        blocks[2],
        blocks[3],
        floats(blocks[4]),
        floats(blocks[5]));
  }

  private static void putHeader(ByteBuffer out, FaceHeader header) {
    out.put(VERSION_OFFSET, VERSION);
    out.put(MAGIC_OFFSET, MAGIC);
    out.putInt(HEADER_LENGTH_OFFSET, HEADER_LENGTH);
    putUuid(out, AVATAR_ID_OFFSET, header.avatarId().value());
    putUuid(out, OWNER_ID_OFFSET, header.ownerId().value());
    putUuid(out, JOB_ID_OFFSET, header.jobId().value());
    out.putInt(ATTEMPT_OFFSET, header.attempt());
    out.putLong(CREATED_AT_OFFSET, header.createdAt().toEpochMilli());
    out.putInt(EXTRACTOR_VERSION_OFFSET, header.extractorVersion());
    out.putInt(COUNT_OFFSET, header.count());
    out.putInt(IMAGE_WIDTH_OFFSET, header.imageWidth());
    out.putInt(IMAGE_HEIGHT_OFFSET, header.imageHeight());
    out.putInt(MASK_WIDTH_OFFSET, header.maskWidth());
    out.putInt(MASK_HEIGHT_OFFSET, header.maskHeight());
    out.putFloat(AVERAGE_CONFIDENCE_OFFSET, header.averageConfidence());
    out.putFloat(CONSISTENCY_OFFSET, header.consistency());
    out.put(CROP_SHA256_OFFSET, HexFormat.of().parseHex(header.cropSha256()));
    out.put(OVERLAY_SHA256_OFFSET, HexFormat.of().parseHex(header.overlaySha256()));
  }

  private static byte[] decompress(byte[] encoded, int at, int length, int rawLength)
      throws FaceFormatException {
    LZ4SafeDecompressor decompressor = LZ4.safeDecompressor();
    byte[] raw = new byte[rawLength];
    try {
      int unpacked = decompressor.decompress(encoded, at, length, raw, 0, rawLength);
      if (unpacked != rawLength) {
        throw new FaceFormatException("a block holds " + unpacked + " bytes, not " + rawLength);
      }
    } catch (LZ4Exception e) {
      throw new FaceFormatException("a block does not unpack: " + e.getMessage());
    }
    return raw;
  }

  /** SHA-256 over everything but the hash field itself. */
  private static byte[] digest(byte[] encoded, int length) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(encoded, 0, SHA256_OFFSET);
      sha.update(encoded, HEADER_LENGTH, length - HEADER_LENGTH);
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(byte[] encoded, int offset) {
    return HexFormat.of().formatHex(encoded, offset, offset + 32);
  }

  private static UUID uuid(ByteBuffer in, int offset) {
    ByteBuffer big = in.duplicate().order(ByteOrder.BIG_ENDIAN);
    return new UUID(big.getLong(offset), big.getLong(offset + 8));
  }

  /** UUIDs keep the byte order of RFC 9562, most significant byte first. */
  private static void putUuid(ByteBuffer out, int offset, UUID value) {
    ByteBuffer big = out.duplicate().order(ByteOrder.BIG_ENDIAN);
    big.putLong(offset, value.getMostSignificantBits());
    big.putLong(offset + 8, value.getLeastSignificantBits());
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  private static float[] floats(byte[] raw) {
    float[] values = new float[raw.length / 4];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
