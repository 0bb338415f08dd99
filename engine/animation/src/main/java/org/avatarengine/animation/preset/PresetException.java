package org.avatarengine.animation.preset;

/** A preset's file cannot be used; says which file, line and column, and why. */
public final class PresetException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final int column;

  PresetException(String file, int line, int column, String reason, Throwable cause) {
    super(file + ":" + line + ":" + column + ": " + reason, cause);
    this.file = file;
    this.line = line;
    this.column = column;
  }

  public String file() {
    return file;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1. */
  public int column() {
    return column;
  }
}
