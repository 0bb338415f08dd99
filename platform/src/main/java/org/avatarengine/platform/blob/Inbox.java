package org.avatarengine.platform.blob;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;

/**
 * What outside producers lay down in the blob store, under {@code inbox/}. They write, we take.
 * Every call does its work on the worker pool and resumes on the caller's Vert.x context.
 */
public interface Inbox {

  /**
   * Makes a local copy; the caller deletes it. Fails with {@link BlobMissingException} or {@link
   * BlobTooLargeException}, and leaves no file then.
   *
   * @param file the copy; nothing may lie there yet
   * @param maxBytes the most that is copied
   */
  Uni<Path> fetch(InboxKey key, Path file, long maxBytes);

  /** Removes one; fine when it is not there. */
  Uni<Void> delete(InboxKey key);
}
