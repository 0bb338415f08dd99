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
 * tile. A detector from a file takes the place of both. Several threads may search at once.
 */
public final class FaceDetector implements AutoCloseable {

  /** A face that scores this much and is not small needs no second look. */
  private static final float CONVINCING = 0.75f;

  /** Faces under this share of the longer side are looked for in tiles. */
  private static final double SMALL = 0.12;

  /** Tile side and overlap, in pixels of the letterbox. */
  private static final int TILE = 256;

  private static final int TILE_OVERLAP = 64;

  /** Side of the square searched around a face's last place, in longer sides of its box. */
  private static final double NEARBY = 2.5;

  /** Side of that square's view where the detector leaves a choice: a face is about 77 pixels. */
  private static final int NEARBY_VIEW = 192;

  private final DetectorSlot slot;
  private final List<DetectorModel> models;

  /**
   * @param models the one for large faces first, the one for small faces last
   */
  private FaceDetector(DetectorSlot slot, List<DetectorModel> models) {
    this.slot = slot;
    this.models = List.copyOf(models);
  }

  /** The detectors of the catalogue. */
  public static FaceDetector open(InferenceEngine engine) {
    return open(engine, new DetectorSlot.BlazeFace());
  }

  /**
   * The detector that was configured.
   *
   * @throws DetectorSlotException if the file of an {@link DetectorSlot.OnnxFile} cannot be used;
   *     its message is one line for whoever configured it
   * @throws org.avatarengine.vision.inference.InferenceException if ONNX Runtime cannot load a
   *     model of the catalogue
   */
  public static FaceDetector open(InferenceEngine engine, DetectorSlot slot) {
    return switch (slot) {
      case DetectorSlot.BlazeFace bundled -> blazeFace(engine, bundled);
      case DetectorSlot.OnnxFile file ->
          new FaceDetector(file, List.of(OnnxDetector.open(engine, file)));
    };
  }

  private static FaceDetector blazeFace(InferenceEngine engine, DetectorSlot slot) {
    var shortRange = BlazeFace.shortRange(engine);
    try {
      return new FaceDetector(slot, List.of(shortRange, BlazeFace.fullRange(engine)));
    } catch (RuntimeException e) {
      shortRange.close();
      throw e;
    }
  }

  /** What this detector was opened with. */
  public DetectorSlot slot() {
    return slot;
  }

  /**
   * Searches a picture.
   *
   * @return faces, most confident first, in pixels of the upright original
   */
  public List<Detection> detect(ImagePyramid pyramid, DetectionSettings settings) {
    var whole = new Letterbox(pyramid.image().width(), pyramid.image().height(), settings.size());
    var found = new ArrayList<Detection>();
    for (DetectorModel model : models) {
      int side = model.side(settings.size());
      var toLetterbox = Affine.scale(settings.size() / (double) side);
      found.addAll(
          model.detect(pyramid, toLetterbox.then(whole.toPicture()), side, settings.threshold()));
    }
    List<Detection> faces = NonMaximumSuppression.best(found);
    if (settings.tiled() && needsTiles(faces, whole)) {
      found.addAll(searchTiles(pyramid, whole, settings));
      faces = NonMaximumSuppression.best(found);
    }
    return faces;
  }

  /**
   * Searches a frame of a clip where the frame before had its faces.
   *
   * <p>Around each last box a square of 2.5 of its longer sides is looked at. A face fills a good
   * part of that view whatever its size in the frame, so the short-range detector goes first; where
   * it finds nothing near the last box, or nothing convincing, the full-range one looks at the same
   * view and the better answer counts. If either leaves one of the faces unfound, the whole frame
   * is searched as {@link #detect} does, tiles included. So a frame whose faces moved little costs
   * one small run a face, and none is lost that {@link #detect} would find. A face that newly
   * enters is seen when the whole frame is next searched: call {@link #detect} every so often.
   *
   * @param last boxes of the frame before, upright original pixels; none searches the whole frame
   * @return faces, most confident first, in pixels of the upright original
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
    double region = NEARBY * Math.max(last.width(), last.height());
    var found = new ArrayList<Detection>();
    if (!(region >= 1)) {
      return found;
    }
    for (DetectorModel model : models) {
      int side = model.side(NEARBY_VIEW);
      var toUpright = Affine.turnedSquare(last.centre(), region, 0, side);
      for (Detection face : model.detect(pyramid, toUpright, side, settings.threshold())) {
        if (face.box().intersection(last) > 0) {
          found.add(face);
        }
      }
      if (isConvincing(found)) {
        break;
      }
    }
    return found;
  }

  private static boolean isConvincing(List<Detection> faces) {
    return faces.stream().anyMatch(face -> face.score() >= CONVINCING);
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
    DetectorModel model = models.getLast();
    int side = model.side(2 * TILE);
    double zoom = TILE / (double) side;
    for (int top : tileStarts(whole.top(), whole.bottom())) {
      for (int left : tileStarts(whole.left(), whole.right())) {
        var toLetterbox = new Affine(zoom, 0, left, 0, zoom, top);
        found.addAll(
            model.detect(pyramid, toLetterbox.then(whole.toPicture()), side, settings.threshold()));
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
    models.forEach(DetectorModel::close);
  }
}
