package org.avatarengine.vision.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** 8-bit sRGB pixels, rows top to bottom, bytes R, G, B. The array is shared, not copied. */
public final class RgbRaster {

  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * @param rgb width x height x 3 bytes
   */
  public RgbRaster(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(width * 3, height)) {
      throw new IllegalArgumentException(
          "%d bytes are not %d x %d RGB pixels".formatted(rgb.length, width, height));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public byte[] rgb() {
    return rgb;
  }

  /** One channel (0 red, 1 green, 2 blue) of one pixel, 0 to 255. */
  public int channel(int x, int y, int channel) {
    return rgb[(y * width + x) * 3 + channel] & 0xff;
  }

  public BufferedImage toBufferedImage() {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    for (int i = 0, p = 0; i < pixels.length; i++, p += 3) {
      pixels[i] = (rgb[p] & 0xff) << 16 | (rgb[p + 1] & 0xff) << 8 | (rgb[p + 2] & 0xff);
    }
    return image;
  }

  /**
   * Takes over a drawn picture.
   *
   * @param image of type {@link BufferedImage#TYPE_INT_RGB}
   */
  public static RgbRaster ofIntRgb(BufferedImage image) {
    if (image.getType() != BufferedImage.TYPE_INT_RGB) {
      throw new IllegalArgumentException("only TYPE_INT_RGB is read here");
    }
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[pixels.length * 3];
    for (int i = 0, p = 0; i < pixels.length; i++, p += 3) {
      rgb[p] = (byte) (pixels[i] >> 16);
      rgb[p + 1] = (byte) (pixels[i] >> 8);
      rgb[p + 2] = (byte) pixels[i];
    }
    return new RgbRaster(image.getWidth(), image.getHeight(), rgb);
  }
}
