package org.avatarengine.webrtc.ice;

/** Attribute types of RFC 8489 section 18.3 and RFC 8445 section 16.1 that this package knows. */
final class StunAttribute {
  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int UNKNOWN_ATTRIBUTES = 0x000A;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;
  static final int ICE_CONTROLLING = 0x802A;

  /** Types below this one must be understood by whoever gets them. */
  static final int COMPREHENSION_OPTIONAL = 0x8000;

  static final int MAGIC_COOKIE = 0x2112A442;
  static final int FINGERPRINT_XOR = 0x5354554E;
  static final int HEADER_BYTES = 20;
  static final int TRANSACTION_BYTES = 12;

  private StunAttribute() {}
}
