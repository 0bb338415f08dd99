package org.avatarengine.vision.testing;

import java.awt.Color;

/** Skin and hair of a drawn person. */
public enum SkinTone {
  FAIR(new Color(242, 210, 186), new Color(150, 104, 62), new Color(196, 112, 108)),
  LIGHT(new Color(226, 182, 150), new Color(88, 58, 36), new Color(184, 92, 88)),
  OLIVE(new Color(198, 148, 112), new Color(48, 34, 26), new Color(160, 80, 74)),
  BROWN(new Color(150, 102, 72), new Color(32, 24, 20), new Color(124, 62, 58)),
  DARK(new Color(98, 64, 46), new Color(20, 16, 14), new Color(92, 44, 44));

  private final Color skin;
  private final Color hair;
  private final Color lips;

  SkinTone(Color skin, Color hair, Color lips) {
    this.skin = skin;
    this.hair = hair;
    this.lips = lips;
  }

  Color skin() {
    return skin;
  }

  Color hair() {
    return hair;
  }

  Color lips() {
    return lips;
  }
}
