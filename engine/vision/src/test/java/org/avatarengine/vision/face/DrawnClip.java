package org.avatarengine.vision.face;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import org.avatarengine.vision.frame.ClipInfo;
import org.avatarengine.vision.frame.Frame;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.testing.DrawnPortrait;

/** A clip that is drawn frame by frame as it is read, three frames of the file apart. */
final class DrawnClip implements FrameSource {

  private static final int STEP = 3;
  private static final int RATE = 30;

  private final int frames;
  private final IntFunction<BufferedImage> draw;
  private final boolean whole;
  private final List<WeakReference<UprightImage>> given = new ArrayList<>();
  private final ClipInfo info;
  private boolean closed;

  DrawnClip(int frames, IntFunction<BufferedImage> draw) {
    this(frames, draw, true);
  }

  DrawnClip(int frames, IntFunction<BufferedImage> draw, boolean whole) {
    this.frames = frames;
    this.draw = draw;
    this.whole = whole;
    BufferedImage first = draw.apply(0);
    int inFile = (frames - 1) * STEP + 1;
    this.info =
        new ClipInfo(
            first.getWidth(),
            first.getHeight(),
            Duration.ofMillis(1000L * inFile / RATE),
            RATE,
            inFile);
  }

  /** A landscape with nobody in it. */
  static BufferedImage nobody(int width, int height) {
    try {
      var jpeg = DrawnPortrait.noFaceJpeg(width, height);
      var image = ImageIO.read(new ByteArrayInputStream(jpeg));
      var rgb = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      var g = rgb.createGraphics();
      g.drawImage(image, 0, 0, null);
      g.dispose();
      return rgb;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A window of a larger scene. */
  static BufferedImage window(BufferedImage scene, int left, int top, int width, int height) {
    var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var g = out.createGraphics();
    g.drawImage(scene, -left, -top, null);
    g.dispose();
    return out;
  }

  @Override
  public ClipInfo info() {
    return info;
  }

  @Override
  public Optional<Frame> next() {
    int i = given.size();
    if (i == frames) {
      return Optional.empty();
    }
    var image = UprightImage.of(RgbRaster.ofIntRgb(draw.apply(i)));
    given.add(new WeakReference<>(image));
    return Optional.of(new Frame(image, i * STEP, Duration.ofMillis(1000L * i * STEP / RATE)));
  }

  /** Pictures that were given and that someone still holds. */
  long held() {
    System.gc();
    return given.stream().filter(reference -> reference.get() != null).count();
  }

  @Override
  public boolean complete() {
    return whole;
  }

  /** How many were given. */
  int given() {
    return given.size();
  }

  BufferedImage drawn(int i) {
    return draw.apply(i);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
