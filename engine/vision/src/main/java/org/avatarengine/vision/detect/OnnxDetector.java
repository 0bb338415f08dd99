package org.avatarengine.vision.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.avatarengine.modelzoo.Sha256;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.inference.InferenceEngine;
import org.avatarengine.vision.inference.InferenceException;
import org.avatarengine.vision.inference.PlanarModel;

/**
 * A detector from a file. Its layout is proven by one run on a black picture when it is opened, so
 * that a file which does not fit stops the start and not the first photo.
 */
final class OnnxDetector implements DetectorModel {

  /** Inputs are multiples of the coarsest stride. */
  static final int COARSEST = 32;

  private static final int TRIAL = 64;
  private static final long LARGEST_FILE = 512L << 20;

  private final PlanarModel model;
  private final DetectorLayout layout;

  private OnnxDetector(PlanarModel model, DetectorLayout layout) {
    this.model = model;
    this.layout = layout;
  }

  /**
   * @throws DetectorSlotException with one line for the operator
   */
  static OnnxDetector open(InferenceEngine engine, DetectorSlot.OnnxFile slot) {
    DetectorLayout layout =
        switch (slot.layout()) {
          case SCRFD -> new ScrfdLayout();
          case YUNET -> new YuNetLayout();
        };
    byte[] bytes = read(slot);
    try {
      var model = engine.openPlanar(slot.name(), bytes, opened -> prove(opened, layout, slot));
      return new OnnxDetector(model, layout);
    } catch (InferenceException e) {
      throw new DetectorSlotException(
          "ONNX Runtime cannot use the detector %s: %s".formatted(slot.file(), firstLine(e)), e);
    }
  }

  private static byte[] read(DetectorSlot.OnnxFile slot) {
    byte[] bytes;
    try {
      if (!Files.isRegularFile(slot.file())) {
        throw new DetectorSlotException("the detector file %s is missing".formatted(slot.file()));
      }
      if (Files.size(slot.file()) > LARGEST_FILE) {
        throw new DetectorSlotException(
            "the detector file %s is larger than 512 MiB".formatted(slot.file()));
      }
      bytes = Files.readAllBytes(slot.file());
    } catch (IOException e) {
      throw new DetectorSlotException(
          "the detector file %s cannot be read".formatted(slot.file()), e);
    }
    String found = Sha256.of(bytes);
    if (slot.sha256().isPresent() && !slot.sha256().get().equals(found)) {
      throw new DetectorSlotException(
          "the detector file %s is another one: its SHA-256 is %s, not %s"
              .formatted(slot.file(), found, slot.sha256().get()));
    }
    return bytes;
  }

  private static void prove(PlanarModel model, DetectorLayout layout, DetectorSlot.OnnxFile slot) {
    int width = model.inputWidth() > 0 ? model.inputWidth() : TRIAL;
    int height = model.inputHeight() > 0 ? model.inputHeight() : TRIAL;
    Optional<String> misfit;
    if (width % COARSEST != 0 || height % COARSEST != 0) {
      misfit = Optional.of("its input of %d x %d is no multiple of 32".formatted(width, height));
    } else {
      var black = new RgbRaster(width, height, new byte[width * height * 3]);
      misfit = layout.misfit(model.run(black, layout.planes()), width, height);
    }
    if (misfit.isPresent()) {
      throw new DetectorSlotException(
          "the detector %s has not the %s layout: %s"
              .formatted(slot.file(), slot.layout(), misfit.get()));
    }
  }

  private static String firstLine(InferenceException e) {
    Throwable told = e.getCause() == null ? e : e.getCause();
    String message = told.getMessage() == null ? told.toString() : told.getMessage();
    return message.lines().findFirst().orElse(told.toString());
  }

  @Override
  public int side(int liked) {
    int width = model.inputWidth();
    int height = model.inputHeight();
    if (width > 0 && height > 0) {
      return Math.min(width, height);
    }
    if (width > 0 || height > 0) {
      return Math.max(width, height);
    }
    return (liked + COARSEST - 1) / COARSEST * COARSEST;
  }

  // Where a fixed input is longer one way, the view goes on past the square: what shows there is
  // more of the picture, or black beyond its edge.
  @Override
  public List<Detection> detect(ImagePyramid pyramid, Affine toUpright, int side, float threshold) {
    int width = model.inputWidth() > 0 ? model.inputWidth() : side;
    int height = model.inputHeight() > 0 ? model.inputHeight() : side;
    var view = pyramid.view(toUpright, width, height, Border.BLACK);
    var found = layout.decode(model.run(view, layout.planes()), width, height, threshold);
    return NonMaximumSuppression.plain(found, layout.overlap()).stream()
        .map(face -> face.under(toUpright))
        .toList();
  }

  @Override
  public void close() {
    model.close();
  }
}
