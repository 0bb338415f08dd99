package org.avatarengine.video;

/**
 * What travels from the child to its parent: messages of one type byte, a payload length (4 bytes,
 * big-endian) and the payload.
 *
 * <pre>
 * HELLO    version (1)                                  once, when the child can take a request
 * CLIP     {@link ClipHeader}                           once, when the first frame is decoded
 * FRAME    index (4), microseconds (8), R G B rows      rising, at most as many as asked for
 * END      1 if the file was whole, else 0 (1)
 * REFUSED  code of the Refusal (1), a sentence          in place of CLIP
 * MEMORY   nothing                                      in place of any: no memory left
 * </pre>
 */
final class Wire {

  static final byte VERSION = 1;

  static final byte HELLO = 1;
  static final byte CLIP = 2;
  static final byte FRAME = 3;
  static final byte END = 4;
  static final byte REFUSED = 5;
  static final byte MEMORY = 6;

  /** Type and length. */
  static final int PREFIX = 1 + Integer.BYTES;

  /** Index and time before a frame's pixels. */
  static final int FRAME_PREFIX = Integer.BYTES + Long.BYTES;

  /** The longest payload but a frame's. */
  static final int SHORT_PAYLOAD = 1024;

  private Wire() {}
}
