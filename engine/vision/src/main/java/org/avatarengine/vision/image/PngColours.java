package org.avatarengine.vision.image;

/** Turns unfiltered PNG rows of any colour type and depth into 8-bit RGB over white. */
final class PngColours {

  private static final int WHITE = 255;

  private final PngHeader header;
  private final byte[] palette;
  private final byte[] transparency;
  private final int[] clear;

  PngColours(PngHeader header, byte[] palette, byte[] transparency) {
    this.header = header;
    this.palette = palette;
    this.transparency = transparency;
    this.clear = clearColour(header, transparency);
  }

  void toRgb(byte[] row, int columns, byte[] rgb) throws RefusedImageException {
    switch (header.colourType()) {
      case PngHeader.PALETTE -> fromPalette(row, columns, rgb);
      case PngHeader.GREY -> fromGrey(row, columns, rgb);
      case PngHeader.GREY_ALPHA -> fromGreyAlpha(row, columns, rgb);
      case PngHeader.RGB -> fromRgb(row, columns, rgb);
      default -> fromRgbAlpha(row, columns, rgb);
    }
  }

  private void fromPalette(byte[] row, int columns, byte[] rgb) throws RefusedImageException {
    for (int x = 0; x < columns; x++) {
      int index = packed(row, x);
      if (index * 3 + 2 >= palette.length) {
        throw RefusedImageException.unreadable("The PNG picture uses a colour it does not have.");
      }
      int alpha = index < transparency.length ? transparency[index] & 0xff : 255;
      for (int c = 0; c < 3; c++) {
        rgb[x * 3 + c] = overWhite(palette[index * 3 + c] & 0xff, alpha);
      }
    }
  }

  private void fromGrey(byte[] row, int columns, byte[] rgb) {
    int most = (1 << Math.min(header.depth(), 8)) - 1;
    for (int x = 0; x < columns; x++) {
      boolean wide = header.depth() == 16;
      int value = wide ? row[x * 2] & 0xff : packed(row, x);
      int exact = wide ? value << 8 | (row[x * 2 + 1] & 0xff) : value;
      int grey = clear.length == 1 && clear[0] == exact ? WHITE : value * 255 / most;
      rgb[x * 3] = (byte) grey;
      rgb[x * 3 + 1] = (byte) grey;
      rgb[x * 3 + 2] = (byte) grey;
    }
  }

  private void fromGreyAlpha(byte[] row, int columns, byte[] rgb) {
    int sample = header.depth() / 8;
    for (int x = 0; x < columns; x++) {
      int at = x * 2 * sample;
      byte grey = overWhite(row[at] & 0xff, row[at + sample] & 0xff);
      rgb[x * 3] = grey;
      rgb[x * 3 + 1] = grey;
      rgb[x * 3 + 2] = grey;
    }
  }

  private void fromRgb(byte[] row, int columns, byte[] rgb) {
    if (header.depth() == 8 && clear.length == 0) {
      System.arraycopy(row, 0, rgb, 0, columns * 3);
      return;
    }
    int sample = header.depth() / 8;
    for (int x = 0; x < columns; x++) {
      boolean isClear = clear.length == 3;
      for (int c = 0; c < 3; c++) {
        int at = (x * 3 + c) * sample;
        int exact = sample == 2 ? (row[at] & 0xff) << 8 | (row[at + 1] & 0xff) : row[at] & 0xff;
        rgb[x * 3 + c] = row[at];
        isClear &= clear.length == 3 && clear[c] == exact;
      }
      if (isClear) {
        rgb[x * 3] = (byte) WHITE;
        rgb[x * 3 + 1] = (byte) WHITE;
        rgb[x * 3 + 2] = (byte) WHITE;
      }
    }
  }

  private void fromRgbAlpha(byte[] row, int columns, byte[] rgb) {
    int sample = header.depth() / 8;
    for (int x = 0; x < columns; x++) {
      int at = x * 4 * sample;
      int alpha = row[at + 3 * sample] & 0xff;
      for (int c = 0; c < 3; c++) {
        rgb[x * 3 + c] = overWhite(row[at + c * sample] & 0xff, alpha);
      }
    }
  }

  private int packed(byte[] row, int x) {
    int depth = header.depth();
    if (depth == 8) {
      return row[x] & 0xff;
    }
    int bit = x * depth;
    return row[bit >> 3] >> (8 - depth - (bit & 7)) & ((1 << depth) - 1);
  }

  private static byte overWhite(int value, int alpha) {
    return (byte) ((value * alpha + WHITE * (255 - alpha) + 127) / 255);
  }

  private static int[] clearColour(PngHeader header, byte[] transparency) {
    int samples =
        switch (header.colourType()) {
          case PngHeader.GREY -> 1;
          case PngHeader.RGB -> 3;
          default -> 0;
        };
    if (transparency.length < samples * 2) {
      return new int[0];
    }
    int[] clear = new int[samples];
    for (int i = 0; i < samples; i++) {
      clear[i] = (transparency[i * 2] & 0xff) << 8 | (transparency[i * 2 + 1] & 0xff);
    }
    return clear;
  }
}
