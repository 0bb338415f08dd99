package org.avatarengine.vision.inference;

/** ONNX Runtime failed to load or to run a model: a fault of the installation, not of a photo. */
public final class InferenceException extends RuntimeException {

  InferenceException(String message) {
    super(message);
  }

  InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
