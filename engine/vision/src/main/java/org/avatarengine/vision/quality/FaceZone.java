package org.avatarengine.vision.quality;

/** Which part of a face a pixel belongs to. */
enum FaceZone {
  OUTSIDE,
  SKIN,
  LEFT_EYE,
  RIGHT_EYE,
  BROW,
  MOUTH;

  private static final FaceZone[] ALL = values();

  static FaceZone of(byte code) {
    return ALL[code];
  }

  byte code() {
    return (byte) ordinal();
  }
}
