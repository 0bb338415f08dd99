package org.avatarengine.contract.face;

import java.util.Objects;

/**
 * The facts derived from a registered face, unpacked. n is {@code header.count()}. The arrays
 * belong to the entry: whoever made or read it must not change them.
 *
 * @param boxes (n,4) row-major {@code x1, y1, x2, y2}, pixels of the upright original
 * @param landmarks (n,5,2) eyes, nose, mouth corners, image left first, pixels of the upright
 *     original
 * @param crops (n,96,96,3) RGB, one unsigned byte a channel
 * @param masks (n,H,W) one bit a pixel, rows padded to whole bytes, most significant bit first, in
 *     the letterboxed frame of W×H pixels
 * @param denseLandmarks (n,478,3) x and y in pixels of the upright original, z in the same unit,
 *     smaller is nearer
 * @param confidences (n) detection scores, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record FaceEntry(
    FaceHeader header,
    float[] boxes,
    float[] landmarks,
    byte[] crops,
    byte[] masks,
    float[] denseLandmarks,
    float[] confidences) {

  public static final int CROP_SIDE = 96;
  public static final int KEY_POINTS = 5;
  public static final int DENSE_POINTS = 478;

  public FaceEntry {
    Objects.requireNonNull(header, "header");
    int n = header.count();
    require("boxes", boxes.length, n * 4);
    require("landmarks", landmarks.length, n * KEY_POINTS * 2);
    require("crops", crops.length, n * CROP_SIDE * CROP_SIDE * 3);
    require("masks", masks.length, n * maskBytes(header.maskWidth(), header.maskHeight()));
    require("denseLandmarks", denseLandmarks.length, n * DENSE_POINTS * 3);
    require("confidences", confidences.length, n);
  }

  /** Bytes of one mask: {@code height} rows of {@code ceil(width / 8)} bytes. */
  public static int maskBytes(int width, int height) {
    return height * ((width + 7) / 8);
  }

  private static void require(String name, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(name + " has " + actual + " values, not " + expected);
    }
  }
}
