package org.avatarengine.vision.hint;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.landmark.FaceMesh;

/**
 * Whether a fine regular pattern lies over the face. A square of the picture's own pixels in the
 * middle of the face goes through a Hann window and a Fourier transform. Skin's spectrum is smooth:
 * a wave of one direction and length stands out of its surroundings as a peak. A frame shows a
 * pattern if a peak beyond {@link #COARSEST} cycles has {@link #PEAK} times the median power of its
 * surroundings; the clip does if most frames looked at do. Frequencies on which block codecs leave
 * their own grid (axes, multiples of an eighth of a cycle) do not count.
 */
final class ScreenPatternWatch {

  static final double PEAK = 60;

  private static final int LARGEST = 128;
  private static final int SMALLEST = 64;

  /** Waves longer than an eighth of the square may be features of a face. */
  private static final int COARSEST = 8;

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int LEFT_CORNER = 33;
  private static final int RIGHT_CORNER = 263;
  private static final int NOSE = 4;

  private Optional<Duration> lookedAt = Optional.empty();
  private int looks;
  private int patterned;
  private double strongest;

  void see(ImagePyramid picture, FaceMesh mesh, Duration time) {
    if (lookedAt.isPresent() && time.minus(lookedAt.get()).compareTo(PAUSE) < 0) {
      return;
    }
    double eyes = mesh.point(LEFT_CORNER).distanceTo(mesh.point(RIGHT_CORNER));
    // The working raster's pixels: where it is a reduction there is no finer pattern to see.
    double step = picture.image().width() / (double) picture.image().raster().width();
    int side = 1.3 * eyes / step >= LARGEST ? LARGEST : SMALLEST;
    if (1.3 * eyes / step < SMALLEST) {
      return;
    }
    lookedAt = Optional.of(time);
    looks++;
    double peak = peak(picture, mesh.point(NOSE), step, side);
    if (peak >= PEAK) {
      patterned++;
      strongest = Math.max(strongest, peak);
    }
  }

  Optional<Hint> screen() {
    return looks < 2 || patterned * 2 <= looks
        ? Optional.empty()
        : Optional.of(
            new Hint(
                Hint.Code.SCREEN_PATTERN,
                "A fine regular pattern lies over the face, as when a screen is filmed.",
                1 - PEAK / strongest));
  }

  /** Power of the highest peak over the median of its surroundings. */
  static double peak(ImagePyramid picture, Point centre, double step, int side) {
    // On whole pixels, so that nothing is interpolated.
    double left = Math.round(centre.x() / step - side / 2.0) * step;
    double top = Math.round(centre.y() / step - side / 2.0) * step;
    RgbRaster view =
        picture.view(new Affine(step, 0, left, 0, step, top), side, side, Border.NEAREST);
    var real = new double[side][side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        real[y][x] = view.channel(x, y, 1);
      }
    }
    double[][] power = Spectrum.power(real);
    double highest = 0;
    int half = side / 2;
    for (int v = 0; v < side; v++) {
      for (int u = 0; u <= half; u++) {
        int fy = v <= half ? v : v - side;
        if (u * u + fy * fy < COARSEST * COARSEST * side * side / (LARGEST * LARGEST)
            || isCodecGrid(u, side)
            || isCodecGrid(Math.abs(fy), side)
            || !isSummit(power, u, v)) {
          continue;
        }
        highest = Math.max(highest, power[v][u] / surroundings(power, u, v));
      }
    }
    return highest;
  }

  private static boolean isCodecGrid(int frequency, int side) {
    int eighth = side / 8;
    int off = frequency % eighth;
    return Math.min(off, eighth - off) <= 1;
  }

  private static boolean isSummit(double[][] power, int u, int v) {
    int side = power.length;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        if (power[(v + dy + side) % side][(u + dx + side) % side] > power[v][u]) {
          return false;
        }
      }
    }
    return true;
  }

  /** Median power of a ring of 32 frequencies, 4 away: beyond the window's own width. */
  private static double surroundings(double[][] power, int u, int v) {
    int side = power.length;
    var ring = new double[32];
    int count = 0;
    for (int dy = -4; dy <= 4; dy++) {
      for (int dx = -4; dx <= 4; dx++) {
        if (Math.max(Math.abs(dx), Math.abs(dy)) == 4) {
          ring[count++] = power[(v + dy + side) % side][(u + dx + side) % side];
        }
      }
    }
    Arrays.sort(ring);
    // A floor of a hundredth of a level per pixel: flat, drawn areas have no noise of their own.
    double floor = 1e-4 * side * side;
    return Math.max((ring[15] + ring[16]) / 2, floor);
  }
}
