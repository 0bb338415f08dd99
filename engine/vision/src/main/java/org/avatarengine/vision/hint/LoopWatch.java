package org.avatarengine.vision.hint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;

/**
 * Whether the frames come again. Each frame is a thumbnail of 16 x 16 green values; D(k) is the
 * mean absolute difference between frames k apart. In a clip that goes on, frames far apart differ
 * at least as much as neighbours do, D(k) >= D(1); where a passage is repeated, D(k) at its length
 * falls to the noise of encoding. The clip is called looped if D(k) is under {@link #REPEATS} of
 * D(1) for a k of at least 8 frames and half a second, with k frames or more to compare, and there
 * is movement at all. A passage played backwards, and a repetition whose length is no multiple of
 * the distance between the frames seen, goes unnoticed.
 */
final class LoopWatch {

  static final double REPEATS = 0.5;

  /** Mean difference of neighbours under which nothing moves, 8-bit levels. */
  static final double MOVEMENT = 0.35;

  private static final int SIDE = 16;
  private static final int SAMPLES = 8;
  private static final int SHORTEST_FRAMES = 8;
  private static final Duration SHORTEST = Duration.ofMillis(500);

  private final List<float[]> thumbnails = new ArrayList<>();

  // Single pixels, 64 a cell, and not a view: a view would have the whole frame halved for this.
  void see(ImagePyramid picture) {
    RgbRaster raster = picture.image().raster();
    int samples = SIDE * SAMPLES;
    var cells = new float[SIDE * SIDE];
    for (int y = 0; y < samples; y++) {
      int row = (2 * y + 1) * raster.height() / (2 * samples);
      for (int x = 0; x < samples; x++) {
        int column = (2 * x + 1) * raster.width() / (2 * samples);
        cells[y / SAMPLES * SIDE + x / SAMPLES] +=
            raster.channel(column, row, 1) / (float) (SAMPLES * SAMPLES);
      }
    }
    thumbnails.add(cells);
  }

  Optional<Hint> looped(List<Duration> times) {
    double neighbours = apart(1);
    if (thumbnails.size() < 2 * SHORTEST_FRAMES || neighbours < MOVEMENT) {
      return Optional.empty();
    }
    double least = Double.MAX_VALUE;
    for (int k = SHORTEST_FRAMES; k <= thumbnails.size() / 2; k++) {
      if (times.get(k).minus(times.getFirst()).compareTo(SHORTEST) >= 0) {
        least = Math.min(least, apart(k));
      }
    }
    double share = least / (REPEATS * neighbours);
    return share >= 1
        ? Optional.empty()
        : Optional.of(
            new Hint(Hint.Code.LOOPED_CLIP, "The clip repeats the same passage.", 1 - share));
  }

  /** D(k), 8-bit levels. */
  double apart(int k) {
    double sum = 0;
    for (int i = k; i < thumbnails.size(); i++) {
      float[] one = thumbnails.get(i - k);
      float[] other = thumbnails.get(i);
      for (int c = 0; c < one.length; c++) {
        sum += Math.abs(one[c] - other[c]);
      }
    }
    int pairs = thumbnails.size() - k;
    return pairs < 1 ? 0 : sum / pairs / (SIDE * SIDE);
  }
}
