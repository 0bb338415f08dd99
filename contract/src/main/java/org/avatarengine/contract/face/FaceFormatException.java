package org.avatarengine.contract.face;

/** Bytes that are not a face entry, or not an intact one. */
public final class FaceFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public FaceFormatException(String message) {
    super(message);
  }
}
