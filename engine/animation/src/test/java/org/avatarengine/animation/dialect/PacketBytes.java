package org.avatarengine.animation.dialect;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Puts packets together byte by byte, big-endian. */
final class PacketBytes {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  PacketBytes u8(int value) {
    return put(() -> out.writeByte(value));
  }

  PacketBytes i32(int value) {
    return put(() -> out.writeInt(value));
  }

  PacketBytes f32(float value) {
    return put(() -> out.writeFloat(value));
  }

  PacketBytes f64(double value) {
    return put(() -> out.writeDouble(value));
  }

  PacketBytes i64(long value) {
    return put(() -> out.writeLong(value));
  }

  PacketBytes raw(byte[] value) {
    return put(() -> out.write(value));
  }

  /** Length and UTF-8. */
  PacketBytes name(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return i32(utf8.length).raw(utf8);
  }

  /** An OSC string: closing zero, padded to four bytes. */
  PacketBytes osc(String text) {
    raw(text.getBytes(StandardCharsets.UTF_8)).u8(0);
    while (bytes.size() % 4 != 0) {
      u8(0);
    }
    return this;
  }

  /** An OSC element of a bundle. */
  PacketBytes element(PacketBytes inner) {
    byte[] content = inner.bytes();
    return i32(content.length).raw(content);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  private PacketBytes put(Write write) {
    try {
      write.run();
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return this;
  }

  private interface Write {
    void run() throws IOException;
  }
}
