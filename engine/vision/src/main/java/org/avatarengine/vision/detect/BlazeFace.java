package org.avatarengine.vision.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.inference.InferenceEngine;
import org.avatarengine.vision.inference.OnnxModel;

/**
 * One BlazeFace detector: a square view of a picture in, faces in that view's pixels out.
 *
 * <p>Per anchor the model gives 16 numbers in input pixels, relative to the anchor: box centre x,
 * y, width, height, then x, y of six key points; and a logit.
 */
final class BlazeFace implements DetectorModel {

  private static final int NUMBERS = 16;
  private static final float LOWEST = -1;
  private static final float LOGIT_CLIP = 100;

  private final OnnxModel model;
  private final Anchors anchors;

  private BlazeFace(OnnxModel model, Anchors anchors) {
    this.model = model;
    this.anchors = anchors;
  }

  /** For faces that fill a good part of the view, as in a portrait: 128 x 128, 896 anchors. */
  static BlazeFace shortRange(InferenceEngine engine) {
    return new BlazeFace(
        engine.open(ModelId.FACE_DETECTION_SHORT_RANGE),
        Anchors.grid(128, new int[] {8, 16, 16, 16}, 2));
  }

  /** For smaller faces: 192 x 192, 2,304 anchors. */
  static BlazeFace fullRange(InferenceEngine engine) {
    return new BlazeFace(
        engine.open(ModelId.FACE_DETECTION_FULL_RANGE), Anchors.grid(192, new int[] {4}, 1));
  }

  @Override
  public int side(int liked) {
    return model.inputWidth();
  }

  @Override
  public List<Detection> detect(ImagePyramid pyramid, Affine toUpright, int side, float threshold) {
    var view = pyramid.view(toUpright, side, side, Border.BLACK);
    Map<String, float[]> outputs = model.run(view, LOWEST);
    float[] numbers = outputOf(outputs, anchors.count() * NUMBERS);
    float[] logits = outputOf(outputs, anchors.count());
    var found = decode(anchors, side, numbers, logits, threshold);
    return NonMaximumSuppression.weighted(found).stream().map(d -> d.under(toUpright)).toList();
  }

  static List<Detection> decode(
      Anchors anchors, int size, float[] numbers, float[] logits, float threshold) {
    var found = new ArrayList<Detection>();
    for (int i = 0; i < anchors.count(); i++) {
      float score = sigmoid(logits[i]);
      if (score < threshold) {
        continue;
      }
      int at = i * NUMBERS;
      float originX = anchors.x(i) * size;
      float originY = anchors.y(i) * size;
      float width = numbers[at + 2];
      float height = numbers[at + 3];
      if (!(width > 0) || !(height > 0)) {
        continue;
      }
      var points = new ArrayList<Point>(Detection.KEY_POINTS);
      for (int k = 0; k < Detection.KEY_POINTS; k++) {
        points.add(new Point(originX + numbers[at + 4 + 2 * k], originY + numbers[at + 5 + 2 * k]));
      }
      var box = Box.around(originX + numbers[at], originY + numbers[at + 1], width, height);
      found.add(new Detection(box, points, score));
    }
    return found;
  }

  private static float sigmoid(float logit) {
    float clipped = Math.clamp(logit, -LOGIT_CLIP, LOGIT_CLIP);
    return (float) (1 / (1 + Math.exp(-clipped)));
  }

  // The two outputs differ in length, which tells them apart whatever a conversion calls them.
  private static float[] outputOf(Map<String, float[]> outputs, int length) {
    for (float[] output : outputs.values()) {
      if (output.length == length) {
        return output;
      }
    }
    throw new IllegalStateException("the face detector has no output of " + length + " numbers");
  }

  @Override
  public void close() {
    model.close();
  }
}
