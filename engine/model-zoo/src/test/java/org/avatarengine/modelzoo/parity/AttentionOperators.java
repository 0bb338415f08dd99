package org.avatarengine.modelzoo.parity;

import java.util.List;

/**
 * MediaPipe's three operators of the attention model, as plain arithmetic: angles by atan2, loops
 * over pixels. The ONNX conversion computes the same by other means.
 */
final class AttentionOperators {
  private AttentionOperators() {}

  /** The parameters of the first operator, see {@link #landmarksToMatrix}. */
  record Crop(
      int left,
      int right,
      int width,
      int height,
      float scaleX,
      float scaleY,
      List<Integer> subset) {
    Crop {
      subset = List.copyOf(subset);
    }
  }

  /** The 4×4 matrix from pixels of a crop around the subset to the space of the landmarks. */
  static float[] landmarksToMatrix(float[] landmarks, Crop crop) {
    double dx = landmarks[3 * crop.right()] - landmarks[3 * crop.left()];
    double dy = landmarks[3 * crop.right() + 1] - landmarks[3 * crop.left() + 1];
    double angle = Math.atan2(dy, dx);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);

    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (int i : crop.subset()) {
      double x = cos * landmarks[3 * i] + sin * landmarks[3 * i + 1];
      double y = -sin * landmarks[3 * i] + cos * landmarks[3 * i + 1];
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
    double stepX = crop.scaleX() * (maxX - minX) / crop.width();
    double stepY = crop.scaleY() * (maxY - minY) / crop.height();
    double middleX = (minX + maxX) / 2;
    double middleY = (minY + maxY) / 2;
    double originX = middleX - stepX * crop.width() / 2;
    double originY = middleY - stepY * crop.height() / 2;
    return new float[] {
      (float) (cos * stepX),
      (float) (-sin * stepY),
      0,
      (float) (cos * originX - sin * originY),
      (float) (sin * stepX),
      (float) (cos * stepY),
      0,
      (float) (sin * originX + cos * originY),
      0,
      0,
      1,
      0,
      0,
      0,
      0,
      1
    };
  }

  /** The crop that the matrix describes, of an image with its channels last. */
  static float[] transformTensor(
      float[] image, int height, int width, int channels, float[] m, int outHeight, int outWidth) {
    float[] crop = new float[outHeight * outWidth * channels];
    for (int row = 0; row < outHeight; row++) {
      for (int column = 0; column < outWidth; column++) {
        double x = m[0] * (column + 0.5) + m[1] * (row + 0.5) + m[3] - 0.5;
        double y = m[4] * (column + 0.5) + m[5] * (row + 0.5) + m[7] - 0.5;
        if (x < 0 || y < 0 || x > width - 1 || y > height - 1) {
          continue;
        }
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        double fx = x - left;
        double fy = y - top;
        for (int c = 0; c < channels; c++) {
          double upper =
              (1 - fx) * image[(top * width + left) * channels + c]
                  + fx * image[(top * width + right) * channels + c];
          double lower =
              (1 - fx) * image[(bottom * width + left) * channels + c]
                  + fx * image[(bottom * width + right) * channels + c];
          crop[(row * outWidth + column) * channels + c] = (float) ((1 - fy) * upper + fy * lower);
        }
      }
    }
    return crop;
  }

  /** Flat points through the matrix. */
  static float[] transformLandmarks(float[] points, float[] m) {
    float[] moved = new float[points.length];
    for (int i = 0; i < points.length; i += 2) {
      moved[i] = m[0] * points[i] + m[1] * points[i + 1] + m[3];
      moved[i + 1] = m[4] * points[i] + m[5] * points[i + 1] + m[7];
    }
    return moved;
  }
}
