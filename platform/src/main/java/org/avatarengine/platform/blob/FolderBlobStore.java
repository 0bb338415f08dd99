package org.avatarengine.platform.blob;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;

/**
 * A folder, on a disk of its own or on a volume that several machines share. Bytes are written
 * under {@code tmp/} and moved into place, so a crash leaves nothing half-written at a key.
 */
final class FolderBlobStore implements BlobStore {

  private final Path root;
  private final WorkerPool pool;

  FolderBlobStore(Path root, WorkerPool pool) {
    this.root = root;
    this.pool = pool;
  }

  @Override
  public Uni<Void> put(BlobKey key, Path file) {
    return pool.run(
        () -> {
          if (Files.exists(path(key))) {
            Files.delete(file);
          } else {
            place(file, path(key));
          }
          return null;
        });
  }

  @Override
  public Uni<Void> put(BlobKey key, byte[] bytes) {
    return pool.run(
        () -> {
          if (Files.notExists(path(key))) {
            Path part = part();
            try {
              Files.write(part, bytes);
              place(part, path(key));
            } finally {
              Files.deleteIfExists(part);
            }
          }
          return null;
        });
  }

  @Override
  public Uni<byte[]> read(BlobKey key) {
    return pool.run(
        () -> {
          try {
            return Files.readAllBytes(path(key));
          } catch (NoSuchFileException e) {
            throw new BlobMissingException(key);
          }
        });
  }

  @Override
  public Uni<Path> fetch(BlobKey key, Path into) {
    return pool.run(
        () -> {
          Path copy = into.resolve(UUID.randomUUID().toString());
          try {
            return Files.copy(path(key), copy);
          } catch (NoSuchFileException e) {
            throw new BlobMissingException(key);
          }
        });
  }

  @Override
  public Uni<Boolean> exists(BlobKey key) {
    return pool.run(() -> Files.exists(path(key)));
  }

  @Override
  public Uni<List<BlobKey>> list(BlobKind kind, AvatarId avatarId) {
    return pool.run(
        () -> {
          try (Stream<Path> files = Files.list(folder(kind, avatarId))) {
            return files
                .sorted(Comparator.comparing(FolderBlobStore::modified))
                .map(file -> new BlobKey(kind, avatarId, file.getFileName().toString()))
                .toList();
          } catch (NoSuchFileException e) {
            return List.of();
          }
        });
  }

  @Override
  public Uni<Void> delete(BlobKey key) {
    return pool.run(
        () -> {
          Files.deleteIfExists(path(key));
          removeIfEmpty(path(key).getParent());
          return null;
        });
  }

  @Override
  public Uni<Void> deleteAll(BlobKind kind, AvatarId avatarId) {
    return pool.run(
        () -> {
          Path folder = folder(kind, avatarId);
          try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
              Files.deleteIfExists(file);
            }
          } catch (NoSuchFileException e) {
            return null;
          }
          removeIfEmpty(folder);
          return null;
        });
  }

  @Override
  public Uni<Void> bury(BlobKind kind, AvatarId avatarId) {
    return pool.run(
        () -> {
          Path tombstone = tombstone(kind, avatarId);
          Files.createDirectories(tombstone.getParent());
          if (Files.notExists(tombstone)) {
            Files.write(tombstone, new byte[0]);
          }
          return null;
        });
  }

  @Override
  public Uni<Boolean> buried(BlobKind kind, AvatarId avatarId) {
    return pool.run(() -> Files.exists(tombstone(kind, avatarId)));
  }

  private Path path(BlobKey key) {
    return root.resolve(key.path());
  }

  private Path folder(BlobKind kind, AvatarId avatarId) {
    return root.resolve(kind.folder()).resolve(avatarId.toString());
  }

  private Path tombstone(BlobKind kind, AvatarId avatarId) {
    return root.resolve("tombstones").resolve(kind.folder()).resolve(avatarId.toString());
  }

  private Path part() throws IOException {
    Path tmp = root.resolve("tmp");
    Files.createDirectories(tmp);
    return tmp.resolve(UUID.randomUUID().toString());
  }

  /** Moves into place; a parent that a concurrent delete just removed is made again, once. */
  private void place(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try {
      move(from, to);
    } catch (NoSuchFileException e) {
      if (Files.notExists(from)) {
        throw e;
      }
      Files.createDirectories(to.getParent());
      move(from, to);
    }
  }

  private void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Path part = part();
      Files.copy(from, part, REPLACE_EXISTING);
      Files.move(part, to, ATOMIC_MOVE);
      Files.delete(from);
    }
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Others still lie there.
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
