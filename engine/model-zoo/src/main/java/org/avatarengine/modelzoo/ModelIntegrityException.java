package org.avatarengine.modelzoo;

/** A model or the catalogue is missing, unreadable, or not the file that was catalogued. */
public final class ModelIntegrityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which file is wrong and how. */
  public ModelIntegrityException(String message) {
    super(message);
  }

  /** Says which file is wrong and how, with the failure that showed it. */
  public ModelIntegrityException(String message, Throwable cause) {
    super(message, cause);
  }
}
