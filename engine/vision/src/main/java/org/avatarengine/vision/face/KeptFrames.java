package org.avatarengine.vision.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.landmark.DetectedFace;

/**
 * The pictures of the best frames so far, as many as asked for and as fit into memory. Frames that
 * do not show the leading face go first, then those that show it worst; the last one stays whatever
 * its size.
 */
final class KeptFrames {

  /** Bytes of pixels that all kept pictures may hold together. */
  static final long BUDGET = 64L << 20;

  /**
   * A frame that is kept.
   *
   * @param look number of the frame among those looked at
   */
  record Kept(int look, ImagePyramid picture, List<DetectedFace> faces) {

    /** The pixels and the halving sizes that are made of them. */
    long bytes() {
      RgbRaster raster = picture.image().raster();
      return raster.rgb().length * 4L / 3;
    }

    double rankOf(Track track) {
      return track.at(look).map(s -> s.quality().rank()).orElse(-1.0);
    }
  }

  private final int most;
  private final List<Kept> kept = new ArrayList<>();

  KeptFrames(int most) {
    this.most = most;
  }

  void offer(Kept frame, Track leader) {
    kept.add(frame);
    while (kept.size() > most || (kept.size() > 1 && bytes() > BUDGET)) {
      var worst =
          kept.stream()
              .min(
                  Comparator.<Kept>comparingDouble(k -> k.rankOf(leader))
                      .thenComparing(Kept::look, Comparator.reverseOrder()))
              .orElseThrow();
      kept.remove(worst);
    }
  }

  List<Kept> all() {
    return List.copyOf(kept);
  }

  private long bytes() {
    return kept.stream().mapToLong(Kept::bytes).sum();
  }
}
