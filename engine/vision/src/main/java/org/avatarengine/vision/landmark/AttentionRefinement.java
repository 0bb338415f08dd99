package org.avatarengine.vision.landmark;

import java.util.Map;

/**
 * Puts the attention model's close looks at lips, eyes and irises over its 468-point mesh. Which
 * point of a close look is which point of the mesh is fixed by the model's training; the tables are
 * those of MediaPipe's graph "tensors to face landmarks with attention".
 */
final class AttentionRefinement {

  private static final int[] LIPS = {
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78,
    95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77,
    90, 180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408, 62, 96, 89,
    179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268, 271, 272, 407
  };
  private static final int[] LEFT_EYE = {
    33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110, 24,
    23, 22, 26, 112, 243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244,
    113, 225, 224, 223, 222, 221, 189, 35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121,
    128, 245, 156, 70, 63, 105, 66, 107, 55, 193
  };
  private static final int[] RIGHT_EYE = {
    263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255, 339,
    254, 253, 252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451,
    452, 453, 464, 342, 445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295, 372, 340, 346,
    347, 348, 349, 350, 357, 465, 383, 300, 293, 334, 296, 336, 285, 417
  };
  private static final int IRIS_POINTS = 5;

  private AttentionRefinement() {}

  /**
   * Merges the model's outputs.
   *
   * @param outputs the attention model's outputs by name
   * @return 478 x 3 numbers in pixels of the model's input
   */
  static float[] apply(Map<String, float[]> outputs) {
    float[] xyz = new float[FaceMesh.POINTS * 3];
    System.arraycopy(
        of(outputs, "output_mesh_identity", MeshTopology.SURFACE_POINTS * 3),
        0,
        xyz,
        0,
        MeshTopology.SURFACE_POINTS * 3);
    overlay(xyz, LIPS, of(outputs, "output_lips", LIPS.length * 2));
    overlay(xyz, LEFT_EYE, of(outputs, "output_left_eye", LEFT_EYE.length * 2));
    overlay(xyz, RIGHT_EYE, of(outputs, "output_right_eye", RIGHT_EYE.length * 2));
    float[] leftIris = of(outputs, "output_left_iris", IRIS_POINTS * 2);
    float[] rightIris = of(outputs, "output_right_iris", IRIS_POINTS * 2);
    iris(xyz, MeshTopology.LEFT_IRIS_CENTRE, leftIris, MeshTopology.leftEye());
    iris(xyz, MeshTopology.RIGHT_IRIS_CENTRE, rightIris, MeshTopology.rightEye());
    return xyz;
  }

  private static void overlay(float[] xyz, int[] points, float[] refined) {
    for (int i = 0; i < points.length; i++) {
      xyz[points[i] * 3] = refined[i * 2];
      xyz[points[i] * 3 + 1] = refined[i * 2 + 1];
    }
  }

  // The model gives irises no depth: they lie as deep as the lids around them, on average.
  private static void iris(float[] xyz, int first, float[] refined, int[] lids) {
    float depth = 0;
    for (int lid : lids) {
      depth += xyz[lid * 3 + 2] / lids.length;
    }
    for (int i = 0; i < IRIS_POINTS; i++) {
      xyz[(first + i) * 3] = refined[i * 2];
      xyz[(first + i) * 3 + 1] = refined[i * 2 + 1];
      xyz[(first + i) * 3 + 2] = depth;
    }
  }

  private static float[] of(Map<String, float[]> outputs, String name, int length) {
    float[] output = outputs.get(name);
    if (output == null || output.length != length) {
      throw new IllegalStateException("the face mesh model has no output " + name);
    }
    return output;
  }
}
