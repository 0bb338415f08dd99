package org.avatarengine.vision.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Files made by hand, sound and hostile. */
final class TestImages {

  static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private TestImages() {}

  /** Smooth colours with some noise: no two regions alike. */
  static BufferedImage picture(int width, int height, int type) {
    var random = new Random(42);
    var image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int r = 255 * x / width;
        int g = 255 * y / height;
        int b = random.nextInt(64) + 90;
        int a = 255 * (x + y) / (width + height);
        image.setRGB(x, y, a << 24 | r << 16 | g << 8 | b);
      }
    }
    return image;
  }

  static byte[] encode(BufferedImage image, String format) {
    var out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Puts an EXIF segment with nothing but an orientation right behind a JPEG's first marker. */
  static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] tiff = orientationTiff(orientation);
    var out = ByteBuffer.allocate(jpeg.length + tiff.length + 10);
    out.put(jpeg, 0, 2);
    out.putShort((short) 0xffe1).putShort((short) (tiff.length + 8));
    out.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(tiff);
    out.put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  /** A big-endian TIFF with one directory of one entry: tag 0x0112, type short, count 1. */
  static byte[] orientationTiff(int orientation) {
    return ByteBuffer.allocate(26)
        .put(new byte[] {'M', 'M', 0, 42})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  static byte[] pngHeader(int width, int height, int depth, int colourType, int interlace) {
    return ByteBuffer.allocate(13)
        .putInt(width)
        .putInt(height)
        .put(new byte[] {(byte) depth, (byte) colourType, 0, 0, (byte) interlace})
        .array();
  }

  static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    var crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(content.length + 12)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  static byte[] deflated(byte[] raw) {
    var deflater = new Deflater(9);
    deflater.setInput(raw);
    deflater.finish();
    var out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** So many zero bytes, deflated without ever being held. */
  static byte[] deflatedZeros(long count) {
    var deflater = new Deflater(9);
    var out = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 16];
    byte[] buffer = new byte[1 << 16];
    long left = count;
    while (!deflater.finished()) {
      if (deflater.needsInput() && left > 0) {
        int some = (int) Math.min(left, zeros.length);
        deflater.setInput(zeros, 0, some);
        left -= some;
        if (left == 0) {
          deflater.finish();
        }
      }
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
