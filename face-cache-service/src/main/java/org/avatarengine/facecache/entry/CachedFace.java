package org.avatarengine.facecache.entry;

import java.util.Objects;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;

/**
 * An intact face entry, its blocks as compressed as they came. Nobody changes the bytes.
 *
 * @param bytes the encoded entry
 */
@SuppressWarnings("ArrayRecordComponent")
public record CachedFace(FaceHeader header, byte[] bytes) {

  /** Objects and ids around the bytes, roughly. */
  private static final int OVERHEAD_BYTES = 1_024;

  public CachedFace {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(bytes, "bytes");
  }

  /**
   * Checks an encoded entry against the SHA-256 that it carries over all of it.
   *
   * @param avatarId whose entry it has to be
   * @param maxUnpacked most bytes that its blocks may unpack to
   * @throws FaceFormatException if anything does not verify, or it is another avatar's
   */
  static CachedFace verified(AvatarId avatarId, byte[] bytes, long maxUnpacked)
      throws FaceFormatException {
    FaceHeader header = FaceCodec.verify(bytes);
    if (!header.avatarId().equals(avatarId)) {
      throw new FaceFormatException("it belongs to another avatar");
    }
    long unpacked = unpackedBytes(header);
    if (unpacked > maxUnpacked) {
      throw new FaceFormatException(
          "it unpacks to " + unpacked + " bytes, more than " + maxUnpacked);
    }
    return new CachedFace(header, bytes);
  }

  private static long unpackedBytes(FaceHeader header) {
    long mask = (header.maskWidth() + 7L) / 8 * header.maskHeight();
    long face =
        Float.BYTES * (4L + FaceEntry.KEY_POINTS * 2 + FaceEntry.DENSE_POINTS * 3 + 1)
            + FaceEntry.CROP_SIDE * FaceEntry.CROP_SIDE * 3L
            + mask;
    return header.count() * face;
  }

  public AvatarId avatarId() {
    return header.avatarId();
  }

  /** The integrity hash that the entry carries: its ETag. */
  public String entrySha256() {
    return FaceCodec.sha256(bytes);
  }

  /** Bytes of heap it takes. */
  public int weight() {
    return bytes.length + OVERHEAD_BYTES;
  }
}
