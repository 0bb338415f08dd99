package org.avatarengine.vision.segment;

import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.inference.InferenceEngine;
import org.avatarengine.vision.inference.OnnxModel;

/**
 * Tells people from background. The model ends in a sigmoid of its own, so that what it gives are
 * probabilities. It was trained on people within some two metres of the camera.
 */
public final class PersonSegmenter implements AutoCloseable {

  private static final String OUTPUT = "activation_10";

  private final OnnxModel model;

  private PersonSegmenter(OnnxModel model) {
    this.model = model;
  }

  /**
   * Loads the model.
   *
   * @throws org.avatarengine.vision.inference.InferenceException if ONNX Runtime cannot load it
   */
  public static PersonSegmenter open(InferenceEngine engine) {
    return new PersonSegmenter(engine.open(ModelId.SELFIE_SEGMENTATION));
  }

  /**
   * Segments the whole picture in one run, at the model's own size of 256 x 256.
   *
   * @throws org.avatarengine.vision.inference.InferenceException if ONNX Runtime fails
   */
  public PersonMask segment(ImagePyramid pyramid) {
    int size = model.inputWidth();
    var box = new Letterbox(pyramid.image().width(), pyramid.image().height(), size);
    // The edge goes on into the bars: a black bar would be one more edge for the model to explain.
    var view = pyramid.view(box.toPicture(), size, size, Border.NEAREST);
    return new PersonMask(box, model.run(view, 0).get(OUTPUT));
  }

  @Override
  public void close() {
    model.close();
  }
}
