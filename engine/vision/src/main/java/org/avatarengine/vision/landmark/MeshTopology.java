package org.avatarengine.vision.landmark;

/**
 * Numbers of mesh points that belong together, as MediaPipe's face mesh defines them. "Left" and
 * "right" are those of the image.
 */
public final class MeshTopology {

  /** Points of the surface, before the irises. */
  public static final int SURFACE_POINTS = 468;

  public static final int LEFT_IRIS_CENTRE = 468;
  public static final int RIGHT_IRIS_CENTRE = 473;
  public static final int NOSE_TIP = 1;
  public static final int LEFT_MOUTH_CORNER = 61;
  public static final int RIGHT_MOUTH_CORNER = 291;
  public static final int FOREHEAD_TOP = 10;
  public static final int CHIN = 152;
  public static final int LEFT_CHEEK_EDGE = 234;
  public static final int RIGHT_CHEEK_EDGE = 454;

  private static final int[] OVAL = {
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
  };
  private static final int[] LEFT_EYE = {
    33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246
  };
  private static final int[] RIGHT_EYE = {
    263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466
  };
  private static final int[] OUTER_LIPS = {
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185
  };
  private static final int[] INNER_LIPS = {
    78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191
  };
  private static final int[] LEFT_BROW = {46, 53, 52, 65, 55, 107, 66, 105, 63, 70};
  private static final int[] RIGHT_BROW = {276, 283, 282, 295, 285, 336, 296, 334, 293, 300};
  private static final int[] LEFT_IRIS = {469, 470, 471, 472};
  private static final int[] RIGHT_IRIS = {474, 475, 476, 477};

  private MeshTopology() {}

  /** 36 points around the face, in order. */
  public static int[] oval() {
    return OVAL.clone();
  }

  /** The closed lines by which a face is drawn: eyes, brows, lips, irises, oval. */
  public static int[][] contours() {
    return new int[][] {
      LEFT_EYE.clone(),
      RIGHT_EYE.clone(),
      OUTER_LIPS.clone(),
      INNER_LIPS.clone(),
      LEFT_BROW.clone(),
      RIGHT_BROW.clone(),
      LEFT_IRIS.clone(),
      RIGHT_IRIS.clone(),
      OVAL.clone()
    };
  }

  /** The 16 points around an eye. */
  public static int[] leftEye() {
    return LEFT_EYE.clone();
  }

  public static int[] rightEye() {
    return RIGHT_EYE.clone();
  }
}
