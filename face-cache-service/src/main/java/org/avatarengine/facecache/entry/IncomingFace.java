package org.avatarengine.facecache.entry;

import java.util.Objects;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.platform.blob.Sha256;

/**
 * An entry that is handed in, checked to its last block.
 *
 * @param key where it belongs in the blob store, named by the SHA-256 of its bytes
 */
public record IncomingFace(CachedFace face, BlobKey key) {

  public IncomingFace {
    Objects.requireNonNull(face, "face");
    Objects.requireNonNull(key, "key");
  }

  /** Verifies and unpacks once: whoever packed it may have packed nonsense under a right hash. */
  static IncomingFace examined(AvatarId avatarId, byte[] bytes, long maxUnpacked)
      throws FaceFormatException {
    CachedFace face = CachedFace.verified(avatarId, bytes, maxUnpacked);
    FaceCodec.decode(bytes);
    return new IncomingFace(face, new BlobKey(BlobKind.FACES, avatarId, Sha256.hex(bytes)));
  }

  public FaceHeader header() {
    return face.header();
  }

  public AvatarId avatarId() {
    return face.avatarId();
  }
}
