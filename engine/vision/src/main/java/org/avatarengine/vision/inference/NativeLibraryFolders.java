package org.avatarengine.vision.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * ONNX Runtime unpacks its libraries into a fresh temporary folder at each start and leaves that
 * folder behind, empty: this removes those of earlier runs. Folders in use are not empty, and one
 * that a starting process has just made is too young.
 */
final class NativeLibraryFolders {

  private static final Duration GRACE = Duration.ofMinutes(1);

  private NativeLibraryFolders() {}

  static void sweep() {
    sweep(Path.of(System.getProperty("java.io.tmpdir")), Instant.now());
  }

  static void sweep(Path temporary, Instant now) {
    try (var folders = Files.newDirectoryStream(temporary, "onnxruntime-java*")) {
      for (Path folder : folders) {
        removeIfOldAndEmpty(folder, now);
      }
    } catch (IOException e) {
      // Tidying is no reason to fail a start.
    }
  }

  private static void removeIfOldAndEmpty(Path folder, Instant now) {
    try {
      if (Files.isDirectory(folder)
          && Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(GRACE))) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      // Not empty and so in use, another user's, or gone already.
    }
  }
}
