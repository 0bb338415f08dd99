package org.avatarengine.vision.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Decodes the first frame of a GIF (GIF89a) on its canvas, transparent parts white. */
final class GifDecoder {

  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int WHITE = 0xff;

  private final InputStream in;
  private final ImageLimits limits;
  private int transparent = -1;

  GifDecoder(InputStream in, ImageLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  RawPicture decode() throws IOException {
    in.skipNBytes(6);
    int width = readShort();
    int height = readShort();
    limits.check(width, height);
    int flags = read();
    in.skipNBytes(2);
    byte[] globalColours = colours(flags);
    while (true) {
      int block = read();
      switch (block) {
        case EXTENSION -> readExtension();
        case IMAGE -> {
          return readFrame(width, height, globalColours);
        }
        case TRAILER -> throw RefusedImageException.unreadable("The GIF file holds no picture.");
        default -> throw RefusedImageException.unreadable("The GIF picture is damaged.");
      }
    }
  }

  private void readExtension() throws IOException {
    boolean control = read() == GRAPHIC_CONTROL;
    int length = read();
    if (control && length >= 4) {
      int flags = read();
      in.skipNBytes(2);
      int index = read();
      transparent = (flags & 1) == 1 ? index : -1;
      in.skipNBytes(length - 4L);
      length = read();
    }
    while (length > 0) {
      in.skipNBytes(length);
      length = read();
    }
  }

  private RawPicture readFrame(int width, int height, byte[] globalColours) throws IOException {
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
    var builder = new RasterBuilder(width, height, limits);
    if (frameWidth < width || frameHeight < height || transparent >= 0) {
      fillWhite(builder, width, height);
    }
    var lzw = new GifLzw(in, read());
    byte[] row = new byte[frameWidth];
    for (int i = 0; i < frameHeight; i++) {
      lzw.read(row);
      int y = top + ((flags & 0x40) != 0 ? interlacedRow(i, frameHeight) : i);
      for (int x = 0; x < frameWidth; x++) {
        put(builder, left + x, y, row[x] & 0xff, colours);
      }
    }
    return new RawPicture(width, height, builder.finish(), 1);
  }

  private void put(RasterBuilder builder, int x, int y, int index, byte[] colours)
      throws RefusedImageException {
    if (index == transparent) {
      return;
    }
    if (index * 3 + 2 >= colours.length) {
      throw RefusedImageException.unreadable("The GIF picture uses a colour it does not have.");
    }
    builder.pixel(x, y, colours[index * 3], colours[index * 3 + 1], colours[index * 3 + 2]);
  }

  private static void fillWhite(RasterBuilder builder, int width, int height) {
    for (int y = 0; y < height; y += builder.factor()) {
      for (int x = 0; x < width; x += builder.factor()) {
        builder.pixel(x, y, WHITE, WHITE, WHITE);
      }
    }
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
