package org.avatarengine.facecache.tier;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.facecache.entry.CachedFace;

/** What all instances share and may lose at any time. */
public interface SharedTier {

  /** The bytes as they lie there, unchecked; empty also when the tier does not answer. */
  Uni<Optional<byte[]>> read(AvatarId avatarId);

  /** Puts a face there if nothing is; never fails. */
  Uni<Void> offer(CachedFace face);

  /**
   * Puts a face there in place of what is. Fails when the tier does not answer, since something
   * older may then lie there.
   */
  Uni<Void> replace(CachedFace face);

  /** Removes the avatar's face; fails when the tier does not answer. */
  Uni<Void> drop(AvatarId avatarId);
}
