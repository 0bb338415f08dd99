package org.avatarengine.vision.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a GIF shows: white, and on it frame after frame. A canvas above the working size keeps the
 * first pixel of each whole-number block.
 */
final class GifCanvas {

  private static final byte WHITE = (byte) 0xff;

  private final int factor;
  private final int width;
  private final int height;
  private final byte[] rgb;
  private Optional<GifFrame> shown = Optional.empty();
  private byte[] covered = new byte[0];

  GifCanvas(int width, int height, ImageLimits limits) {
    this.factor = limits.reduction(width, height);
    this.width = ImageLimits.ceilDiv(width, factor);
    this.height = ImageLimits.ceilDiv(height, factor);
    this.rgb = new byte[Math.multiplyExact(this.width * 3, this.height)];
    Arrays.fill(rgb, WHITE);
  }

  /** Takes the shown frame away as it asks for, and makes ready for the next. */
  void begin(GifFrame next) {
    shown.ifPresent(this::dispose);
    shown = Optional.of(next);
    if (next.disposal() == GifFrame.Disposal.RESTORE) {
      int rowBytes = rowBytes(next);
      covered = new byte[rowBytes * rows(next)];
      for (int i = 0; i < rows(next); i++) {
        System.arraycopy(rgb, at(next, i), covered, i * rowBytes, rowBytes);
      }
    }
  }

  private void dispose(GifFrame frame) {
    int rowBytes = rowBytes(frame);
    for (int i = 0; i < rows(frame); i++) {
      int at = at(frame, i);
      switch (frame.disposal()) {
        case KEEP -> {}
        case CLEAR -> Arrays.fill(rgb, at, at + rowBytes, WHITE);
        case RESTORE -> System.arraycopy(covered, i * rowBytes, rgb, at, rowBytes);
      }
    }
  }

  /**
   * Draws one row of the frame that was begun.
   *
   * @param y row of the frame
   * @param indices colour of each pixel
   */
  void row(GifFrame frame, int y, byte[] indices) throws RefusedImageException {
    int canvasY = frame.top() + y;
    byte[] colours = frame.colours();
    int known = colours.length / 3;
    boolean kept = canvasY % factor == 0;
    int out = kept ? (canvasY / factor * width + firstColumn(frame)) * 3 : 0;
    int next = firstColumn(frame) * factor - frame.left();
    for (int x = 0; x < frame.width(); x++) {
      int index = indices[x] & 0xff;
      boolean sampled = kept && x == next;
      if (index == frame.transparent()) {
        out += sampled ? 3 : 0;
      } else if (index >= known) {
        throw RefusedImageException.unreadable("The GIF picture uses a colour it does not have.");
      } else if (sampled) {
        rgb[out++] = colours[index * 3];
        rgb[out++] = colours[index * 3 + 1];
        rgb[out++] = colours[index * 3 + 2];
      }
      next += sampled ? factor : 0;
    }
  }

  /** The canvas as it stands; it shares the pixels. */
  RgbRaster raster() {
    return new RgbRaster(width, height, rgb);
  }

  /** A copy of the canvas as it stands. */
  RgbRaster copy() {
    return new RgbRaster(width, height, rgb.clone());
  }

  private int firstColumn(GifFrame frame) {
    return ImageLimits.ceilDiv(frame.left(), factor);
  }

  private int firstRow(GifFrame frame) {
    return ImageLimits.ceilDiv(frame.top(), factor);
  }

  private int rows(GifFrame frame) {
    return ImageLimits.ceilDiv(frame.top() + frame.height(), factor) - firstRow(frame);
  }

  private int rowBytes(GifFrame frame) {
    return (ImageLimits.ceilDiv(frame.left() + frame.width(), factor) - firstColumn(frame)) * 3;
  }

  private int at(GifFrame frame, int row) {
    return ((firstRow(frame) + row) * width + firstColumn(frame)) * 3;
  }
}
