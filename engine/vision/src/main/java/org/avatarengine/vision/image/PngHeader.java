package org.avatarengine.vision.image;

import java.nio.ByteBuffer;

/** A PNG's IHDR chunk, and the colour types and depths that may meet in it (PNG, 11.2.2). */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {

  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGB_ALPHA = 6;

  static PngHeader read(byte[] ihdr) throws RefusedImageException {
    if (ihdr.length != 13) {
      throw damaged();
    }
    var in = ByteBuffer.wrap(ihdr);
    int width = in.getInt();
    int height = in.getInt();
    int depth = in.get() & 0xff;
    int colourType = in.get() & 0xff;
    int compression = in.get() & 0xff;
    int filter = in.get() & 0xff;
    int interlace = in.get() & 0xff;
    boolean known =
        switch (colourType) {
          case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
          case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
          default -> false;
        };
    if (!known || compression != 0 || filter != 0 || interlace > 1 || width < 0 || height < 0) {
      throw damaged();
    }
    return new PngHeader(width, height, depth, colourType, interlace == 1);
  }

  private static RefusedImageException damaged() {
    return RefusedImageException.unreadable("The PNG picture's header is damaged.");
  }

  int channels() {
    return switch (colourType) {
      case GREY, PALETTE -> 1;
      case GREY_ALPHA -> 2;
      case RGB -> 3;
      default -> 4;
    };
  }

  int bitsPerPixel() {
    return channels() * depth;
  }

  /** Bytes of a row of so many pixels, without its filter byte. */
  int rowBytes(int pixels) {
    return (int) (((long) pixels * bitsPerPixel() + 7) / 8);
  }
}
