package org.avatarengine.facecache.tier;

import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.facecache.entry.CachedFace;

/** What the blob store holds of an avatar. */
public sealed interface StoredFace {

  /** The face. */
  record Intact(CachedFace face) implements StoredFace {}

  /** Nothing. */
  record None() implements StoredFace {}

  /**
   * The last entry that came does not verify. An older one that does is no answer: nobody may get a
   * face that was replaced.
   *
   * @param cause what does not verify, for operators
   */
  record Damaged(BlobKey key, String cause) implements StoredFace {}
}
