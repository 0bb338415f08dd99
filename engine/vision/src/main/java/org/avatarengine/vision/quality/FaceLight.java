package org.avatarengine.vision.quality;

import java.util.Optional;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.landmark.MeshTopology;

/**
 * How light falls on a face: shares of 256 steps of luma, the BT.709 sum of sRGB values as they are
 * stored. The standard's reference sums light itself; measured that way dark skin in good light
 * scores as if it lay in the dark (0.07 of 1), which is a statement about the person, not the
 * photo.
 *
 * @param whole histogram over the whole face, sums to 1
 * @param free histogram over what nothing stands before, sums to 1
 * @param left histogram over the skin in the image's left half of the face, sums to 1
 * @param right likewise
 */
record FaceLight(double[] whole, double[] free, double[] left, double[] right) {

  private static final int STEPS = 256;
  private static final int DARK = 25;
  private static final int BRIGHT = 247;

  static FaceLight of(AlignedFace face, Optional<OcclusionMap> occlusion) {
    double[] whole = new double[STEPS];
    double[] free = new double[STEPS];
    double[] left = new double[STEPS];
    double[] right = new double[STEPS];
    Point top = face.point(MeshTopology.FOREHEAD_TOP);
    Point chin = face.point(MeshTopology.CHIN);
    double slope = (chin.x() - top.x()) / Math.max(1, chin.y() - top.y());
    byte[] rgb = face.raster().rgb();
    for (int at = 0; at < face.pixels(); at++) {
      if (!face.isFace(at)) {
        continue;
      }
      int step = step(rgb[3 * at] & 0xff, rgb[3 * at + 1] & 0xff, rgb[3 * at + 2] & 0xff);
      whole[step]++;
      if (OcclusionMap.isHidden(occlusion, at)) {
        continue;
      }
      free[step]++;
      if (face.isSkin(at)) {
        double middle = top.x() + slope * (at / face.width() - top.y());
        (at % face.width() < middle ? left : right)[step]++;
      }
    }
    return new FaceLight(normalised(whole), normalised(free), normalised(left), normalised(right));
  }

  private static int step(int red, int green, int blue) {
    return (int) (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.5);
  }

  private static double[] normalised(double[] histogram) {
    double sum = 0;
    for (double n : histogram) {
      sum += n;
    }
    for (int i = 0; i < histogram.length; i++) {
      histogram[i] /= Math.max(1, sum);
    }
    return histogram;
  }

  /** 0 to 1. */
  double mean() {
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      sum += i / 255.0 * whole[i];
    }
    return sum;
  }

  double variance() {
    double mean = mean();
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      sum += Math.pow(i / 255.0 - mean, 2) * whole[i];
    }
    return sum;
  }

  /** Bits, 0 to 8. */
  double entropy() {
    double bits = 0;
    for (double p : whole) {
      if (p > 0) {
        bits -= p * Math.log(p) / Math.log(2);
      }
    }
    return bits;
  }

  /** Share with luma 0 to 25 of 255. */
  double darkShare() {
    return share(0, DARK);
  }

  /** Share with luma 247 to 255 of 255. */
  double brightShare() {
    return share(BRIGHT, STEPS - 1);
  }

  private double share(int from, int to) {
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += free[i];
    }
    return sum;
  }

  /** What the histograms of both halves have in common, 0 to 1. */
  double uniformity() {
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      sum += Math.min(left[i], right[i]);
    }
    return sum;
  }
}
