package org.avatarengine.facecache.entry;

import java.util.Objects;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.platform.blob.Sha256;

/**
 * An intact face entry: its bytes as they came, and of its blocks only the small ones that the JSON
 * summary shows. Nobody changes the arrays. n is {@code header.count()}.
 *
 * @param bytes the encoded entry
 * @param contentSha256 SHA-256 of {@code bytes}, the last part of its blob key
 * @param boxes (n,4), as in {@link FaceEntry}
 * @param landmarks (n,5,2), as in {@link FaceEntry}
 * @param confidences (n), as in {@link FaceEntry}
 */
@SuppressWarnings("ArrayRecordComponent")
public record CachedFace(
    FaceHeader header,
    byte[] bytes,
    String contentSha256,
    float[] boxes,
    float[] landmarks,
    float[] confidences) {

  /** Objects, ids and hashes around the arrays, roughly. */
  private static final int OVERHEAD_BYTES = 1_024;

  public CachedFace {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(contentSha256, "contentSha256");
  }

  /**
   * Verifies an encoded entry.
   *
   * @param avatarId whose entry it has to be
   * @param maxUnpacked most bytes that its blocks may unpack to
   * @throws FaceFormatException if anything does not verify, or it is another avatar's
   */
  static CachedFace read(AvatarId avatarId, byte[] bytes, long maxUnpacked)
      throws FaceFormatException {
    FaceHeader header = FaceCodec.header(bytes);
    if (!header.avatarId().equals(avatarId)) {
      throw new FaceFormatException("it belongs to another avatar");
    }
    long unpacked = unpackedBytes(header);
    if (unpacked > maxUnpacked) {
      throw new FaceFormatException(
          "it unpacks to " + unpacked + " bytes, more than " + maxUnpacked);
    }
    FaceEntry entry = FaceCodec.decode(bytes);
    return new CachedFace(
        header, bytes, Sha256.hex(bytes), entry.boxes(), entry.landmarks(), entry.confidences());
  }

  private static long unpackedBytes(FaceHeader header) {
    long mask = (header.maskWidth() + 7L) / 8 * header.maskHeight();
    long face =
        Float.BYTES * (4L + FaceEntry.KEY_POINTS * 2 + FaceEntry.DENSE_POINTS * 3 + 1)
            + FaceEntry.CROP_SIDE * FaceEntry.CROP_SIDE * 3L
            + mask;
    return header.count() * face;
  }

  /** The integrity hash that the entry carries: its ETag. */
  public String entrySha256() {
    return FaceCodec.sha256(bytes);
  }

  /** Where it lies in the blob store. */
  public BlobKey key() {
    return new BlobKey(BlobKind.FACES, header.avatarId(), contentSha256);
  }

  /** Bytes of heap it takes. */
  public int weight() {
    int floats = boxes.length + landmarks.length + confidences.length;
    return bytes.length + floats * Float.BYTES + OVERHEAD_BYTES;
  }
}
