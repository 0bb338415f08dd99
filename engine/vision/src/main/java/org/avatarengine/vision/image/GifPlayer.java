package org.avatarengine.vision.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Shows a GIF frame by frame, as a browser would, transparent parts white. One thread uses it.
 *
 * <p>Before the first {@link #advance} it shows nothing yet.
 */
public final class GifPlayer implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final BufferedInputStream in;
  private final GifDecoder gif;
  private final ImageLimits limits;
  private GifCanvas canvas;
  private int index = -1;
  private Duration time = Duration.ZERO;
  private Duration delay = Duration.ZERO;

  /**
   * Opens a file.
   *
   * @throws UncheckedIOException if it cannot be opened
   */
  public GifPlayer(Path file, ImageLimits limits) {
    this.limits = limits;
    try {
      this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the uploaded file", e);
    }
    this.gif = new GifDecoder(in, limits);
  }

  /**
   * Shows the next frame.
   *
   * @return false after the last one that can be read; what is shown then is no frame
   * @throws UncheckedIOException if the file cannot be read, whatever its bytes are
   */
  public boolean advance() {
    try {
      if (canvas == null) {
        gif.begin();
        canvas = new GifCanvas(gif.width(), gif.height(), limits);
      }
      var frame = gif.nextFrame();
      if (frame.isEmpty()) {
        return false;
      }
      gif.draw(frame.get(), canvas);
      index++;
      time = time.plus(delay);
      delay = frame.get().delay();
      return true;
    } catch (EOFException | RefusedImageException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the uploaded file", e);
    }
  }

  /** The number of the frame that is shown, from 0. */
  public int index() {
    return index;
  }

  /** When it is shown, from the start. */
  public Duration time() {
    return time;
  }

  /** A copy of what is shown. */
  public UprightImage picture() {
    return new UprightImage(gif.width(), gif.height(), canvas.copy());
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the uploaded file", e);
    }
  }
}
