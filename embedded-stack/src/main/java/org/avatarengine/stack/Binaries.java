package org.avatarengine.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The engines' binaries, unpacked from their published jars. A folder is named after the hash of
 * what it was unpacked from and appears whole or not at all, so that several JVMs may share it.
 */
final class Binaries {
  private static final int EXECUTABLE = 0b001_000_000;

  private final Path root;

  Binaries(Path root) {
    this.root = root;
  }

  /** The folder that holds Postgres's {@code bin}, {@code lib} and {@code share}. */
  Path postgres() {
    return unpacked("postgres", Binaries::openPostgres, Binaries::untar);
  }

  /** The Redis server's executable. */
  Path redis() {
    return unpacked(
            "redis",
            Binaries::openRedis,
            (source, folder) -> {
              Path file = folder.resolve("redis-server");
              Files.copy(source, file);
              Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            })
        .resolve("redis-server");
  }

  private Path unpacked(String name, Source source, Unpacker unpacker) {
    try {
      Files.createDirectories(root);
      Path folder = root.resolve(name + "-" + hash(source));
      if (Files.isDirectory(folder)) {
        return folder;
      }
      Path half = Files.createTempDirectory(root, "." + name);
      try {
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream in = source.open()) {
          unpacker.unpack(in, half);
        }
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException failure) {
        StackFolder.deleteTree(half);
        // Another JVM may have been faster.
        if (!Files.isDirectory(folder)) {
          throw failure;
        }
      }
      return folder;
    } catch (IOException failure) {
      throw new StackStartException(
          "The binaries of "
              + name
              + " cannot be unpacked into "
              + root
              + ": "
              + StackFolder.reason(failure)
              + ".",
          failure);
    }
  }

  private static String hash(Source source) throws IOException {
    try (InputStream in = source.open()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static InputStream openPostgres() throws IOException {
    return open("/postgres-linux-x86_64.txz", "/postgres-linux-arm_64.txz");
  }

  private static InputStream openRedis() throws IOException {
    return open("/redis-server-6.2.6-v5-linux-amd64", "/redis-server-6.2.7-linux-arm64");
  }

  private static InputStream open(String amd64, String arm64) throws IOException {
    String processor = System.getProperty("os.arch");
    String name =
        switch (processor) {
          case "amd64", "x86_64" -> amd64;
          case "aarch64", "arm64" -> arm64;
          default -> throw new NoSuchFileException(processor, null, "no binary for " + processor);
        };
    InputStream in = Binaries.class.getResourceAsStream(name);
    if (in == null) {
      throw new NoSuchFileException(name, null, name + " is not on the class path");
    }
    return new BufferedInputStream(in, 1 << 16);
  }

  private static void untar(InputStream source, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(source))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("entry outside the archive: " + entry.getName());
        }
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.copy(tar, target);
          if ((entry.getMode() & EXECUTABLE) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  @FunctionalInterface
  private interface Source {
    InputStream open() throws IOException;
  }

  @FunctionalInterface
  private interface Unpacker {
    void unpack(InputStream source, Path folder) throws IOException;
  }
}
