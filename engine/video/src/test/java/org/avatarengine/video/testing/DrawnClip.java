package org.avatarengine.video.testing;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.Style;
import org.bytedeco.javacpp.BytePointer;

/** A clip of a drawn face that sways its head and moves a little about. */
public final class DrawnClip {

  private static final int POSES = 9;
  private static final double MOST_DEGREES = 8;
  private static final int MOST_SHIFT = 12;

  // ITU-R BT.601, limited range.
  private static final int BT601 = 6;
  private static final int LIMITED = 1;

  private DrawnClip() {}

  /**
   * Writes H.264 in MP4.
   *
   * @param width pixels, even
   * @param height pixels, even
   */
  public static Path mp4(Path file, int width, int height, int seconds, int framesPerSecond) {
    Picture[] poses = new Picture[POSES];
    for (int i = 0; i < POSES; i++) {
      double degrees = MOST_DEGREES * Math.sin(2 * Math.PI * i / POSES);
      Style style =
          Style.standard()
              .withSize(width, height)
              .withFaceHeight(0.55 * height)
              .withAngle(degrees)
              .withSeed(i + 1L);
      poses[i] = Picture.of(DrawnPortrait.draw(style));
    }
    return ClipWriter.of(width, height)
        .encoder("libopenh264")
        .layout(AV_PIX_FMT_YUV420P, 8, 1, 1)
        .colours(BT601, LIMITED, BT601, BT601)
        .frames(seconds * framesPerSecond)
        .rate(framesPerSecond)
        .write(file, (luma, blue, red, number) -> paint(poses, luma, blue, red, number));
  }

  private static void paint(
      Picture[] poses,
      ClipWriter.Plane luma,
      ClipWriter.Plane blue,
      ClipWriter.Plane red,
      int number) {
    Picture pose = poses[number / 6 % poses.length];
    // Two speeds that do not meet again: no two frames are the same.
    int x = 2 * (int) Math.round(MOST_SHIFT / 2.0 * Math.sin(number / 11.0));
    int y = 2 * (int) Math.round(MOST_SHIFT / 2.0 * Math.sin(number / 17.0));
    copy(pose.luma, pose.width, pose.height, luma, x, y);
    copy(pose.blue, pose.width / 2, pose.height / 2, blue, x / 2, y / 2);
    copy(pose.red, pose.width / 2, pose.height / 2, red, x / 2, y / 2);
  }

  /** The picture moved by some pixels; its edges go on. */
  private static void copy(
      byte[] from, int width, int height, ClipWriter.Plane to, int shiftX, int shiftY) {
    byte[] line = new byte[width];
    for (int y = 0; y < height; y++) {
      int row = Math.clamp(y + shiftY, 0, height - 1) * width;
      for (int x = 0; x < width; x++) {
        line[x] = from[row + Math.clamp(x + shiftX, 0, width - 1)];
      }
      BytePointer at = to.data().getPointer((long) y * to.stride());
      at.put(line, 0, width);
    }
  }

  /** A picture in planes, the two of colour at half size. */
  private static final class Picture {
    private final int width;
    private final int height;
    private final byte[] luma;
    private final byte[] blue;
    private final byte[] red;

    private Picture(int width, int height) {
      this.width = width;
      this.height = height;
      this.luma = new byte[width * height];
      this.blue = new byte[width / 2 * (height / 2)];
      this.red = new byte[width / 2 * (height / 2)];
    }

    static Picture of(BufferedImage image) {
      var picture = new Picture(image.getWidth(), image.getHeight());
      for (int y = 0; y < picture.height; y++) {
        for (int x = 0; x < picture.width; x++) {
          int rgb = image.getRGB(x, y);
          double r = (rgb >> 16 & 0xff) / 255.0;
          double g = (rgb >> 8 & 0xff) / 255.0;
          double b = (rgb & 0xff) / 255.0;
          double grey = 0.299 * r + 0.587 * g + 0.114 * b;
          picture.luma[y * picture.width + x] = (byte) Math.round(16 + 219 * grey);
          if (x % 2 == 0 && y % 2 == 0) {
            int at = y / 2 * (picture.width / 2) + x / 2;
            picture.blue[at] = (byte) Math.round(128 + 224 * (b - grey) / 1.772);
            picture.red[at] = (byte) Math.round(128 + 224 * (r - grey) / 1.402);
          }
        }
      }
      return picture;
    }
  }
}
