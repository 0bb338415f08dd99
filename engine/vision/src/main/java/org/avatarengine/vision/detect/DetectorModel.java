package org.avatarengine.vision.detect;

import java.util.List;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.image.ImagePyramid;

/** A network that finds faces in a square view of a picture. */
interface DetectorModel extends AutoCloseable {

  /**
   * Side of the view that this model takes where another would be liked: its own where its input is
   * fixed, else the next multiple of its coarsest stride.
   *
   * @param liked pixels
   */
  int side(int liked);

  /**
   * Looks at one square of a picture.
   *
   * @param toUpright pixels of the square view to the upright original
   * @param side of the view, pixels: one that {@link #side} gave
   * @return faces scoring at least the threshold, one a face, upright original pixels
   */
  List<Detection> detect(ImagePyramid pyramid, Affine toUpright, int side, float threshold);

  @Override
  void close();
}
