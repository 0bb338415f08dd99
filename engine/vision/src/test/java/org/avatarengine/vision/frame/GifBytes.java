package org.avatarengine.vision.frame;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes a GIF by hand, every field as the test wants it. Pixels are letters: R, G, B, K and W are
 * colours, a dot is transparent.
 */
final class GifBytes {

  static final String LETTERS = "KRGBW.";
  private static final int TRANSPARENT = 5;
  private static final byte[] COLOURS = {
    0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1, -1, 9, 9, 9, 1, 1, 1, 2, 2, 2
  };
  private static final int CODE_SIZE = 3;
  private static final int CLEAR = 1 << CODE_SIZE;
  private static final int END = CLEAR + 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  GifBytes(int width, int height) {
    out.writeBytes(new byte[] {'G', 'I', 'F', '8', '9', 'a'});
    number(width);
    number(height);
    // A global table of 2^3 colours, the first the background, square pixels.
    out.writeBytes(new byte[] {(byte) 0x82, 0, 0});
    out.writeBytes(COLOURS);
  }

  /** How the frame lies on the canvas. */
  record Place(int left, int top, int disposal, int hundredths, boolean interlaced) {
    static Place at(int left, int top, int disposal) {
      return new Place(left, top, disposal, 5, false);
    }
  }

  /**
   * Adds a frame.
   *
   * @param rows letters
   */
  GifBytes frame(Place place, String... rows) {
    boolean transparent = String.join("", rows).indexOf('.') >= 0;
    out.writeBytes(
        new byte[] {0x21, (byte) 0xf9, 4, (byte) (place.disposal() << 2 | (transparent ? 1 : 0))});
    number(place.hundredths());
    out.writeBytes(new byte[] {TRANSPARENT, 0, 0x2c});
    number(place.left());
    number(place.top());
    number(rows[0].length());
    number(rows.length);
    out.write(place.interlaced() ? 0x40 : 0);
    pixels(place.interlaced() ? interlaced(rows) : List.of(rows));
    return this;
  }

  GifBytes frame(Place place, int size, char letter) {
    String row = String.valueOf(letter).repeat(size);
    return frame(place, Collections.nCopies(size, row).toArray(String[]::new));
  }

  /** Raw bytes between blocks. */
  GifBytes raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  byte[] withoutTrailer() {
    return out.toByteArray();
  }

  byte[] whole() {
    out.write(0x3b);
    return out.toByteArray();
  }

  /** Every 8th row from 0, every 8th from 4, every 4th from 2, every 2nd from 1. */
  private static List<String> interlaced(String... rows) {
    var order = new ArrayList<String>();
    int[][] passes = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
    for (int[] pass : passes) {
      for (int y = pass[0]; y < rows.length; y += pass[1]) {
        order.add(rows[y]);
      }
    }
    return order;
  }

  /** Codes of four bits; a clear code comes before the table would need a fifth. */
  private void pixels(List<String> rows) {
    var codes = new ByteArrayOutputStream();
    int count = 0;
    for (char letter : String.join("", rows).toCharArray()) {
      if (count++ % (CLEAR - 2) == 0) {
        codes.write(CLEAR);
      }
      codes.write(LETTERS.indexOf(letter));
    }
    codes.write(END);
    byte[] all = codes.toByteArray();
    var packed = new ByteArrayOutputStream();
    for (int i = 0; i < all.length; i += 2) {
      packed.write(all[i] | (i + 1 < all.length ? all[i + 1] << 4 : 0));
    }
    byte[] bytes = packed.toByteArray();
    out.write(CODE_SIZE);
    for (int at = 0; at < bytes.length; at += 255) {
      int length = Math.min(255, bytes.length - at);
      out.write(length);
      out.write(bytes, at, length);
    }
    out.write(0);
  }

  private void number(int value) {
    out.write(value);
    out.write(value >> 8);
  }
}
