package org.avatarengine.vision.face;

import java.util.Locale;

/** The stages of an analysis, in order. */
public enum Stage {
  DECODE(20),
  DETECT(40),
  LANDMARKS(55),
  CROP(60),
  MASK(65),
  QUALITY(75),
  OVERLAY(90);

  private final int percent;

  Stage(int percent) {
    this.percent = percent;
  }

  /** The stable name that clients see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How much of the whole job is done when this stage is, 0 to 100. */
  public int percent() {
    return percent;
  }
}
