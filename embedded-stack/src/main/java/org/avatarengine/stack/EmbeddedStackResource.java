package org.avatarengine.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The stack as a test resource: empty engines on free ports, a blob folder and a place for the
 * public keys. Binaries are unpacked once per machine and user; what a killed test run left behind
 * is cleared by the next one.
 *
 * <p>Use with {@code @WithTestResource(EmbeddedStackResource.class)}.
 */
public final class EmbeddedStackResource implements QuarkusTestResourceLifecycleManager {
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private EmbeddedStack stack;
  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      Path cache = cache();
      Path runs = Files.createDirectories(cache.resolve("runs"));
      sweep(runs);
      folder = Files.createTempDirectory(runs, "stack");
      // Open to the unprivileged user that Postgres falls back to.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      stack =
          EmbeddedStack.start(
              StackSettings.in(folder).withBinariesFolder(cache.resolve("bin")).withDurable(false));
      Map<String, String> properties = new LinkedHashMap<>(stack.endpoints().toProperties());
      properties.put(
          "avatar.blob.folder", Files.createDirectories(folder.resolve("blobs")).toString());
      properties.put("avatar.identity.jwks-file", folder.resolve("jwks.json").toString());
      properties.put("avatar.mode", "local");
      return properties;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void stop() {
    if (stack == null) {
      return;
    }
    stack.close();
    stack = null;
    try {
      StackFolder.deleteTree(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A folder of this user's own: binaries that another user could have planted are not run. */
  private static Path cache() throws IOException {
    Path cache =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "avatar-engine-" + System.getProperty("user.name"));
    Files.createDirectories(
        cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Object owner = Files.getAttribute(cache, "unix:uid");
    if (!owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      throw new IOException(cache + " belongs to another user");
    }
    return cache;
  }

  /** Removes the folders of runs that were killed, and ends their children. */
  private static void sweep(Path runs) throws IOException {
    Instant settled = Instant.now().minus(SETTLED);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs)) {
      for (Path run : folders) {
        // A younger folder may belong to a run that has not locked it yet.
        if (Files.getLastModifiedTime(run).toInstant().isAfter(settled)) {
          continue;
        }
        StackFolder dead = StackFolder.tryOpen(run);
        if (dead != null) {
          try (dead) {
            EmbeddedStack.endOrphans(dead);
            StackFolder.deleteTree(run);
          }
        }
      }
    }
  }
}
