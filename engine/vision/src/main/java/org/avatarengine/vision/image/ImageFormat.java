package org.avatarengine.vision.image;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The still formats this module decodes, known by their first bytes and never by a name. */
public enum ImageFormat {
  JPEG("\u00ff\u00d8\u00ff"),
  PNG("\u0089PNG\r\n\u001a\n"),
  GIF("GIF8");

  private final String magic;

  ImageFormat(String magic) {
    this.magic = magic;
  }

  static Optional<ImageFormat> sniff(byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    for (ImageFormat format : values()) {
      if (start.startsWith(format.magic)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
