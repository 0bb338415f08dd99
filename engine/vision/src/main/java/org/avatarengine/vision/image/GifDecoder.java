package org.avatarengine.vision.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads a GIF (GIF87a, GIF89a) block by block: {@link #begin}, then for each {@link #nextFrame}
 * either {@link #draw} or {@link #skip}.
 */
final class GifDecoder {

  private static final int END_OF_FILE = -1;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;

  /** Frames that ask for a hundredth of a second or none are shown for a tenth, as browsers do. */
  private static final int SHORTEST_HUNDREDTHS = 2;

  private static final int USUAL_HUNDREDTHS = 10;

  private final InputStream in;
  private final ImageLimits limits;
  private int width;
  private int height;
  private byte[] globalColours = {};
  private int transparent = -1;
  private int disposal;
  private int hundredths;
  private int frames;
  private boolean promised;

  GifDecoder(InputStream in, ImageLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** The first frame alone, on its canvas. */
  RawPicture decode() throws IOException {
    begin();
    var frame =
        nextFrame()
            .orElseThrow(() -> RefusedImageException.unreadable("The GIF file holds no picture."));
    var canvas = new GifCanvas(width, height, limits);
    drawRows(frame, canvas);
    return new RawPicture(width, height, canvas.raster(), 1);
  }

  /** Reads up to the first frame. */
  void begin() throws IOException {
    in.skipNBytes(6);
    width = readShort();
    height = readShort();
    limits.check(width, height);
    int flags = read();
    in.skipNBytes(2);
    globalColours = colours(flags);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /**
   * Reads up to the pixels of the next frame.
   *
   * @return empty where the file ends, which many do after a frame without saying so
   * @throws EOFException if it ends before the first frame, within a block, or where a frame was
   *     announced
   */
  Optional<GifFrame> nextFrame() throws IOException {
    while (true) {
      int block = in.read();
      switch (block) {
        case END_OF_FILE -> {
          if (frames == 0 || promised) {
            throw new EOFException("the GIF file ends early");
          }
          return Optional.empty();
        }
        case EXTENSION -> readExtension();
        case IMAGE -> {
          var frame = readFrame();
          frames++;
          return Optional.of(frame);
        }
        case TRAILER -> {
          return Optional.empty();
        }
        default -> throw RefusedImageException.unreadable("The GIF picture is damaged.");
      }
    }
  }

  private void readExtension() throws IOException {
    boolean control = read() == GRAPHIC_CONTROL;
    int length = read();
    if (control && length >= 4) {
      promised = true;
      int flags = read();
      hundredths = readShort();
      int index = read();
      transparent = (flags & 1) == 1 ? index : -1;
      disposal = flags >> 2 & 7;
      in.skipNBytes(length - 4L);
      length = read();
    }
    skipBlocks(length);
  }

  private GifFrame readFrame() throws IOException {
    int left = readShort();
    int top = readShort();
    int frameWidth = readShort();
    int frameHeight = readShort();
    int flags = read();
    limits.check(frameWidth, frameHeight);
    if (left + frameWidth > width || top + frameHeight > height) {
      throw RefusedImageException.unreadable("The GIF picture reaches over its own edge.");
    }
    byte[] colours = (flags & 0x80) != 0 ? colours(flags) : globalColours;
    if (colours.length == 0) {
      throw RefusedImageException.unreadable("The GIF picture has no colours.");
    }
    var frame =
        new GifFrame(
            left,
            top,
            frameWidth,
            frameHeight,
            (flags & 0x40) != 0,
            colours,
            transparent,
            GifFrame.Disposal.of(disposal),
            Duration.ofMillis(
                10L * (hundredths < SHORTEST_HUNDREDTHS ? USUAL_HUNDREDTHS : hundredths)));
    promised = false;
    transparent = -1;
    disposal = 0;
    hundredths = 0;
    return frame;
  }

  /** Passes the frame's pixels over without decoding them. */
  void skip() throws IOException {
    in.skipNBytes(1);
    skipBlocks(read());
  }

  /** Puts the frame onto the canvas and goes on behind its pixels. */
  void draw(GifFrame frame, GifCanvas canvas) throws IOException {
    var lzw = drawRows(frame, canvas);
    in.skipNBytes(lzw.leftOfBlock());
    skipBlocks(read());
  }

  private GifLzw drawRows(GifFrame frame, GifCanvas canvas) throws IOException {
    canvas.begin(frame);
    var lzw = new GifLzw(in, read());
    byte[] row = new byte[frame.width()];
    for (int i = 0; i < frame.height(); i++) {
      lzw.read(row);
      canvas.row(frame, frame.interlaced() ? interlacedRow(i, frame.height()) : i, row);
    }
    return lzw;
  }

  /** The row that comes i-th in an interlaced frame: every 8th, the 4ths, the 2nds, the rest. */
  static int interlacedRow(int i, int height) {
    int[][] passes = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
    int rest = i;
    for (int[] pass : passes) {
      int rows = Math.max(0, (height - pass[0] + pass[1] - 1) / pass[1]);
      if (rest < rows) {
        return pass[0] + rest * pass[1];
      }
      rest -= rows;
    }
    throw new IllegalArgumentException("row " + i + " of " + height);
  }

  private void skipBlocks(int firstLength) throws IOException {
    int length = firstLength;
    while (length > 0) {
      in.skipNBytes(length);
      length = read();
    }
  }

  private byte[] colours(int flags) throws IOException {
    if ((flags & 0x80) == 0) {
      return new byte[0];
    }
    int bytes = 3 << ((flags & 7) + 1);
    byte[] colours = in.readNBytes(bytes);
    if (colours.length < bytes) {
      throw new EOFException("the GIF file ends early");
    }
    return colours;
  }

  private int readShort() throws IOException {
    return read() | read() << 8;
  }

  private int read() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("the GIF file ends early");
    }
    return b;
  }
}
