package org.avatarengine.platform.blob;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The folder {@code inbox/} beside the blobs. Producers may write there, so nothing but a plain
 * file is taken: a link could point at somebody's original, a pipe would never end.
 */
final class FolderInbox implements Inbox {

  private final Path root;
  private final WorkerPool pool;

  /**
   * An inbox.
   *
   * @param root the folder of the blob store
   */
  FolderInbox(Path root, WorkerPool pool) {
    this.root = root;
    this.pool = pool;
  }

  @Override
  public Uni<Path> fetch(InboxKey key, Path file, long maxBytes) {
    return pool.run(
        () -> {
          Path lying = plainFile(key);
          try (InputStream in = Files.newInputStream(lying, NOFOLLOW_LINKS)) {
            return BoundedCopy.copy(key, in, file, maxBytes);
          } catch (NoSuchFileException e) {
            if (Files.notExists(lying)) {
              throw new BlobMissingException(key);
            }
            throw e;
          }
        });
  }

  @Override
  public Uni<Void> delete(InboxKey key) {
    return pool.run(
        () -> {
          try {
            Files.deleteIfExists(plainFile(key));
          } catch (BlobMissingException e) {
            // Fine: it is not there.
          }
          return null;
        });
  }

  private Path plainFile(InboxKey key) throws IOException {
    Path path = root.resolve(key.path());
    try {
      boolean throughLinks = !path.toRealPath().equals(root.toRealPath().resolve(key.path()));
      if (throughLinks
          || !Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS)
              .isRegularFile()) {
        throw new BlobMissingException(key);
      }
      return path;
    } catch (NoSuchFileException e) {
      throw new BlobMissingException(key);
    }
  }
}
