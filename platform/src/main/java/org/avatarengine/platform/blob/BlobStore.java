package org.avatarengine.platform.blob;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.List;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;

/**
 * Bytes by key. Every call does its work on the worker pool and resumes on the caller's Vert.x
 * context; writes are atomic: a reader sees all of the bytes or none.
 */
public interface BlobStore {

  /** Stores a file's content and takes the file away. The same content again changes nothing. */
  Uni<Void> put(BlobKey key, Path file);

  /** Stores bytes. The same content again changes nothing. */
  Uni<Void> put(BlobKey key, byte[] bytes);

  /** All bytes; fails with {@link BlobMissingException}. */
  Uni<byte[]> read(BlobKey key);

  /**
   * Makes a local copy in a folder, for decoders; the caller deletes it. Fails with {@link
   * BlobMissingException}.
   */
  Uni<Path> fetch(BlobKey key, Path into);

  Uni<Boolean> exists(BlobKey key);

  /** The avatar's keys of one kind, oldest first. */
  Uni<List<BlobKey>> list(BlobKind kind, AvatarId avatarId);

  /** Removes one; fine when it is not there. */
  Uni<Void> delete(BlobKey key);

  /** Removes all of an avatar's bytes of one kind. */
  Uni<Void> deleteAll(BlobKind kind, AvatarId avatarId);

  /** Leaves a lasting tombstone for the avatar. */
  Uni<Void> bury(BlobKind kind, AvatarId avatarId);

  /** Whether there is a tombstone. */
  Uni<Boolean> buried(BlobKind kind, AvatarId avatarId);
}
