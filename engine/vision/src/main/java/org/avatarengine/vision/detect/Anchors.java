package org.avatarengine.vision.detect;

/**
 * The fixed grid of points that a BlazeFace detector measures its answers from: cell centres of one
 * or more feature maps, all of unit size, in fractions of the input square.
 */
final class Anchors {

  private final float[] xy;

  private Anchors(float[] xy) {
    this.xy = xy;
  }

  /**
   * @param inputSize side of the detector's input, pixels
   * @param strides stride of each layer, pixels
   * @param perCell anchors per cell of each layer
   */
  static Anchors grid(int inputSize, int[] strides, int perCell) {
    int count = 0;
    for (int stride : strides) {
      count += cells(inputSize, stride) * cells(inputSize, stride) * perCell;
    }
    float[] xy = new float[count * 2];
    int at = 0;
    int layer = 0;
    while (layer < strides.length) {
      // Neighbouring layers of one stride share their cells: the anchors of a cell lie together.
      int same = layer;
      while (same < strides.length && strides[same] == strides[layer]) {
        same++;
      }
      int side = cells(inputSize, strides[layer]);
      int repeats = (same - layer) * perCell;
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          for (int i = 0; i < repeats; i++) {
            xy[at++] = (column + 0.5f) / side;
            xy[at++] = (row + 0.5f) / side;
          }
        }
      }
      layer = same;
    }
    return new Anchors(xy);
  }

  private static int cells(int inputSize, int stride) {
    return (inputSize + stride - 1) / stride;
  }

  int count() {
    return xy.length / 2;
  }

  float x(int index) {
    return xy[index * 2];
  }

  float y(int index) {
    return xy[index * 2 + 1];
  }
}
