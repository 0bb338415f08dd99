package org.avatarengine.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The data folder of one running stack, locked against a second one. */
final class StackFolder implements AutoCloseable {
  private static final long LEAST_FREE_BYTES = 512L << 20;

  private final Path root;
  private final FileChannel lockFile;

  private StackFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /** Creates and locks the folder. */
  static StackFolder open(Path root) {
    try {
      Files.createDirectories(root);
      StackFolder folder = tryOpen(root);
      if (folder == null) {
        throw new StackStartException("Another embedded stack already runs on " + root + ".");
      }
      try {
        folder.prepare();
        return folder;
      } catch (IOException | RuntimeException failure) {
        folder.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new StackStartException(
          "The data folder " + root + " cannot be written: " + reason(failure) + ".", failure);
    }
  }

  /** Locks an existing folder, or returns null when a live stack holds it. */
  static StackFolder tryOpen(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new StackFolder(root, channel);
      }
    } catch (OverlappingFileLockException heldByThisJvm) {
      // The same answer as a lock held by another JVM.
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
    channel.close();
    return null;
  }

  private void prepare() throws IOException {
    long free = Files.getFileStore(root).getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new StackStartException(
          "The disk of "
              + root
              + " is full: "
              + (free >> 20)
              + " MB free, "
              + (LEAST_FREE_BYTES >> 20)
              + " MB needed.");
    }
    Files.createDirectories(run());
    Files.createDirectories(root.resolve("tmp"));
  }

  Path root() {
    return root;
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path redis() {
    return root.resolve("redis");
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  /** Process ids of the children. */
  Path run() {
    return root.resolve("run");
  }

  /** A child's output of this run; the last run's is kept beside it. */
  Path freshLog(String engine) throws IOException {
    Path log = root.resolve(engine + ".log");
    if (Files.exists(log)) {
      Files.move(log, root.resolve(engine + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }

  /** Removes what the engines kept. */
  void empty() {
    try {
      for (Path part : List.of(postgres(), redis(), kafka(), passwordFile())) {
        deleteTree(part);
      }
    } catch (IOException failure) {
      throw new StackStartException(
          "The old data in " + root + " cannot be removed: " + reason(failure) + ".", failure);
    }
  }

  /** The database password of this folder, made at first use and readable by its owner only. */
  String password() {
    try {
      if (Files.exists(passwordFile())) {
        return Files.readString(passwordFile(), StandardCharsets.US_ASCII).strip();
      }
      byte[] bytes = new byte[16];
      new SecureRandom().nextBytes(bytes);
      String password = HexFormat.of().formatHex(bytes);
      Files.createFile(
          passwordFile(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(passwordFile(), password, StandardCharsets.US_ASCII);
      return password;
    } catch (IOException failure) {
      throw new StackStartException(
          "The data folder " + root + " cannot be written: " + reason(failure) + ".", failure);
    }
  }

  private Path passwordFile() {
    return root.resolve("postgres.password");
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException ignored) {
      // The lock ends with the process at the latest.
    }
  }

  /** Deletes a folder or file with everything below it; nothing happens when it is not there. */
  static void deleteTree(Path path) throws IOException {
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.deleteIfExists(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException absent) {
      // Nothing to delete.
    }
  }

  /**
   * What a person needs of an I/O failure, without its class name where the message says enough.
   */
  static String reason(IOException failure) {
    if (failure instanceof FileSystemException specific) {
      String kind = failure instanceof AccessDeniedException ? "access denied" : null;
      String said = specific.getReason() == null ? kind : specific.getReason();
      return said == null ? failure.getClass().getSimpleName() : said;
    }
    return String.valueOf(failure.getMessage());
  }
}
