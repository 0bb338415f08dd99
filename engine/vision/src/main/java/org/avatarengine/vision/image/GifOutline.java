package org.avatarengine.vision.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a GIF says of itself, read without decoding a pixel.
 *
 * @param width pixels; 0 where not even the header can be read
 * @param height pixels; 0 where not even the header can be read
 * @param frames frames that are there from first to last byte, up to one more than were asked for
 * @param duration how long those play once
 * @param pixels pixels of all those frames together
 * @param whole whether nothing follows the last of them that cannot be read
 */
public record GifOutline(
    int width, int height, int frames, Duration duration, long pixels, boolean whole) {

  private static final int BUFFER = 1 << 16;

  /**
   * Reads a file, whatever its bytes are.
   *
   * @param maxFrames after one more than these it stops counting
   * @throws UncheckedIOException only if the file cannot be read
   */
  public static GifOutline of(Path file, ImageLimits limits, int maxFrames) {
    try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      return new Count(new GifDecoder(in, limits)).upTo(maxFrames);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the uploaded file", e);
    }
  }

  private static final class Count {
    private final GifDecoder gif;
    private int frames;
    private long pixels;
    private Duration duration = Duration.ZERO;

    private Count(GifDecoder gif) {
      this.gif = gif;
    }

    private GifOutline upTo(int maxFrames) throws IOException {
      boolean whole = true;
      try {
        gif.begin();
        for (var frame = gif.nextFrame(); frame.isPresent(); frame = gif.nextFrame()) {
          gif.skip();
          frames++;
          pixels += frame.get().pixels();
          duration = duration.plus(frame.get().delay());
          if (frames > maxFrames) {
            break;
          }
        }
      } catch (EOFException | RefusedImageException e) {
        whole = false;
      }
      return new GifOutline(gif.width(), gif.height(), frames, duration, pixels, whole);
    }
  }
}
