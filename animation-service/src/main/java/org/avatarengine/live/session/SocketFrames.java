package org.avatarengine.live.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.avatarengine.animation.stream.EncodedFrame;

/** A whole, final, unmasked WebSocket frame (RFC 6455 section 5.2) around encoded bytes. */
public final class SocketFrames {

  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_BINARY = 0x82;
  private static final int SHORT = 125;
  private static final int SHORT_AND_TWO_BYTES = 126;
  private static final int MAX_LENGTH = 0xFFFF;

  private SocketFrames() {}

  static ByteBuf of(EncodedFrame frame, boolean text) {
    return of(frame.bytes(), frame.length(), text);
  }

  /**
   * Wraps bytes.
   *
   * @param length 0 to 65,535
   */
  public static ByteBuf of(byte[] bytes, int length, boolean text) {
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException("a message has at most " + MAX_LENGTH + " bytes");
    }
    ByteBuf wire = PooledByteBufAllocator.DEFAULT.directBuffer(length + 4);
    wire.writeByte(text ? FINAL_TEXT : FINAL_BINARY);
    if (length <= SHORT) {
      wire.writeByte(length);
    } else {
      wire.writeByte(SHORT_AND_TWO_BYTES).writeShort(length);
    }
    return wire.writeBytes(bytes, 0, length);
  }
}
