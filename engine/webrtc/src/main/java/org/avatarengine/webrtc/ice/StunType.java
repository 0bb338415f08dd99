package org.avatarengine.webrtc.ice;

/** The messages of the Binding method (RFC 8489 section 5). */
public enum StunType {
  REQUEST(0x0001),
  INDICATION(0x0011),
  SUCCESS(0x0101),
  ERROR(0x0111);

  private final int code;

  StunType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Null for anything that is not Binding. */
  static StunType of(int code) {
    return switch (code) {
      case 0x0001 -> REQUEST;
      case 0x0011 -> INDICATION;
      case 0x0101 -> SUCCESS;
      case 0x0111 -> ERROR;
      default -> null;
    };
  }
}
