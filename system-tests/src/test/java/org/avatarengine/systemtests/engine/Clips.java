package org.avatarengine.systemtests.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.avatarengine.video.testing.DrawnClip;

/** Clips of a drawn face, made for the test. */
public final class Clips {

  private Clips() {}

  /** Thirty frames a second, H.264 in MP4. */
  public static byte[] mp4(int width, int height, int seconds) {
    try {
      Path file = Files.createTempFile("clip", ".mp4");
      try {
        DrawnClip.mp4(file, width, height, seconds, 30);
        return Files.readAllBytes(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
