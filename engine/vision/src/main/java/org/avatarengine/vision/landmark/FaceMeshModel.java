package org.avatarengine.vision.landmark;

import java.util.Map;
import java.util.Optional;
import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.vision.detect.Detection;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.inference.InferenceEngine;
import org.avatarengine.vision.inference.OnnxModel;

/**
 * MediaPipe's attention mesh: turns a square around a detection upright by its eyes and finds 478
 * points in it.
 */
public final class FaceMeshModel implements AutoCloseable {

  /**
   * Presence from which a mesh is believed, 0 to 1. On real faces the model gives 0.99 and more; a
   * cup's handle got 0.67 and a head seen from above 0.76.
   */
  public static final float MIN_PRESENCE = 0.9f;

  private final OnnxModel model;

  private FaceMeshModel(OnnxModel model) {
    this.model = model;
  }

  public static FaceMeshModel open(InferenceEngine engine) {
    return new FaceMeshModel(engine.open(ModelId.FACE_LANDMARKS));
  }

  /**
   * Looks once, and once more where the first mesh shows that the detection led beside the face, as
   * it does with heads that are far tilted.
   *
   * @return the face with its mesh, or without where the model does not see one
   */
  public DetectedFace locate(ImagePyramid pyramid, Detection detection) {
    var region = FaceRegion.of(detection);
    var located = locate(pyramid, detection, region);
    if (located.mesh().isEmpty()) {
      return located;
    }
    var better = FaceRegion.of(located.mesh().get());
    return better.isNear(region) ? located : locate(pyramid, detection, better);
  }

  private DetectedFace locate(ImagePyramid pyramid, Detection detection, FaceRegion region) {
    Affine toUpright = region.toUpright(model.inputWidth());
    var view = pyramid.view(toUpright, model.inputWidth(), model.inputHeight(), Border.NEAREST);
    Map<String, float[]> outputs = model.run(view, 0);
    float presence = sigmoid(outputs.get("conv_faceflag")[0]);
    if (presence < MIN_PRESENCE) {
      return new DetectedFace(detection, presence, Optional.empty());
    }
    var mesh = toUpright(AttentionRefinement.apply(outputs), toUpright);
    return new DetectedFace(detection, presence, Optional.of(mesh));
  }

  private static FaceMesh toUpright(float[] xyz, Affine region) {
    float depthScale = (float) region.step();
    for (int i = 0; i < xyz.length; i += 3) {
      Point p = region.apply(xyz[i], xyz[i + 1]);
      xyz[i] = p.x();
      xyz[i + 1] = p.y();
      xyz[i + 2] *= depthScale;
    }
    return new FaceMesh(xyz);
  }

  private static float sigmoid(float logit) {
    return (float) (1 / (1 + Math.exp(-logit)));
  }

  @Override
  public void close() {
    model.close();
  }
}
