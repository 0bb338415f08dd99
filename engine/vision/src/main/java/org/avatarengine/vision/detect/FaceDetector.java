package org.avatarengine.vision.detect;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.inference.InferenceEngine;

/**
 * Finds the faces of a picture. The whole letterboxed picture goes to both BlazeFace detectors, the
 * short-range one for portraits and the full-range one for smaller faces; their answers are merged.
 * If nothing convincing or only small faces came of it, the quality setting looks again, tile by
 * tile.
 */
public final class FaceDetector implements AutoCloseable {

  /** A face that scores this much and is not small needs no second look. */
  private static final float CONVINCING = 0.75f;

  /** Faces under this share of the longer side are looked for in tiles. */
  private static final double SMALL = 0.12;

  /** Tile side and overlap, in pixels of the letterbox. */
  private static final int TILE = 256;

  private static final int TILE_OVERLAP = 64;

  private final BlazeFace shortRange;
  private final BlazeFace fullRange;

  private FaceDetector(BlazeFace shortRange, BlazeFace fullRange) {
    this.shortRange = shortRange;
    this.fullRange = fullRange;
  }

  public static FaceDetector open(InferenceEngine engine) {
    var shortRange = BlazeFace.shortRange(engine);
    try {
      return new FaceDetector(shortRange, BlazeFace.fullRange(engine));
    } catch (RuntimeException e) {
      shortRange.close();
      throw e;
    }
  }

  /**
   * Searches a picture.
   *
   * @return faces, most confident first, in pixels of the upright original
   */
  public List<Detection> detect(ImagePyramid pyramid, DetectionSettings settings) {
    var whole = new Letterbox(pyramid.image().width(), pyramid.image().height(), settings.size());
    var found = new ArrayList<Detection>();
    for (BlazeFace detector : List.of(shortRange, fullRange)) {
      var toLetterbox = Affine.scale(settings.size() / (double) detector.size());
      found.addAll(
          detector.detect(pyramid, toLetterbox.then(whole.toPicture()), settings.threshold()));
    }
    List<Detection> faces = NonMaximumSuppression.best(found);
    if (settings.tiled() && needsTiles(faces, whole)) {
      found.addAll(searchTiles(pyramid, whole, settings));
      faces = NonMaximumSuppression.best(found);
    }
    return faces;
  }

  /**
   * Searches a clip's next frame.
   *
   * @param last where faces were in the frame before
   */
  public List<Detection> track(ImagePyramid pyramid, DetectionSettings settings, List<Box> last) {
    var found = new ArrayList<Detection>();
    for (Box box : last) {
      List<Detection> near = near(pyramid, settings, box);
      if (near.isEmpty()) {
        return detect(pyramid, settings);
      }
      found.addAll(near);
    }
    return found.isEmpty() ? detect(pyramid, settings) : NonMaximumSuppression.best(found);
  }

  private List<Detection> near(ImagePyramid pyramid, DetectionSettings settings, Box last) {
    double region = 2.5 * Math.max(last.width(), last.height());
    var found = new ArrayList<Detection>();
    for (BlazeFace detector : List.of(shortRange, fullRange)) {
      var toUpright = Affine.turnedSquare(last.centre(), region, 0, detector.size());
      for (Detection face : detector.detect(pyramid, toUpright, settings.threshold())) {
        if (face.box().intersection(last) > 0) {
          found.add(face);
        }
      }
      if (found.stream().anyMatch(face -> face.score() >= CONVINCING)) {
        break;
      }
    }
    return found;
  }

  private static boolean needsTiles(List<Detection> faces, Letterbox whole) {
    double small = SMALL * Math.max(whole.width(), whole.height());
    for (Detection face : faces) {
      if (face.score() >= CONVINCING && face.box().height() >= small) {
        return false;
      }
    }
    return true;
  }

  private List<Detection> searchTiles(
      ImagePyramid pyramid, Letterbox whole, DetectionSettings settings) {
    var found = new ArrayList<Detection>();
    double zoom = TILE / (double) fullRange.size();
    for (int top : tileStarts(whole.top(), whole.bottom())) {
      for (int left : tileStarts(whole.left(), whole.right())) {
        var toLetterbox = new Affine(zoom, 0, left, 0, zoom, top);
        found.addAll(
            fullRange.detect(pyramid, toLetterbox.then(whole.toPicture()), settings.threshold()));
      }
    }
    return found;
  }

  /** Evenly spread tile starts that cover [from, to), neighbours overlapping enough. */
  static List<Integer> tileStarts(int from, int to) {
    int span = to - from;
    if (span <= TILE) {
      return List.of(from - (TILE - span) / 2);
    }
    int gaps = (int) Math.ceil((span - TILE) / (double) (TILE - TILE_OVERLAP));
    var starts = new ArrayList<Integer>();
    for (int i = 0; i <= gaps; i++) {
      starts.add(from + (int) Math.round((span - TILE) * i / (double) gaps));
    }
    return starts;
  }

  @Override
  public void close() {
    try (shortRange) {
      fullRange.close();
    }
  }
}
