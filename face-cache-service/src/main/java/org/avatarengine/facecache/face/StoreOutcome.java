package org.avatarengine.facecache.face;

import org.avatarengine.facecache.entry.CachedFace;

/** What became of an entry that a worker brought. */
sealed interface StoreOutcome {

  /** It is the avatar's face now. */
  record Stored(CachedFace face) implements StoreOutcome {}

  /** It already was, byte for byte. */
  record Same(CachedFace face) implements StoreOutcome {}

  /** A newer attempt or a later job has stored its own; nothing of this one is left. */
  record Superseded() implements StoreOutcome {}

  /** The avatar was erased; nothing of this entry is left. */
  record Erased() implements StoreOutcome {}

  /** These bytes are no intact entry of this avatar. */
  record Malformed(String cause) implements StoreOutcome {}
}
