package org.avatarengine.systemtests.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads a frame as a client with a MessagePack library would: a map of seq, t, values. */
final class MessagePackFrame {

  private final ByteBuffer in;

  private MessagePackFrame(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  static StreamViewer.Shown read(byte[] bytes) {
    MessagePackFrame reader = new MessagePackFrame(bytes);
    int entries = reader.unsigned() - 0x80;
    long sequence = -1;
    long time = -1;
    float[] values = null;
    for (int i = 0; i < entries; i++) {
      String key = reader.text();
      switch (key) {
        case "seq" -> sequence = reader.integer();
        case "t" -> time = reader.integer();
        case "values" -> values = reader.floats();
        default -> throw new AssertionError("unknown key " + key);
      }
    }
    if (reader.in.hasRemaining() || values == null) {
      throw new AssertionError("not one frame: " + bytes.length + " bytes");
    }
    return new StreamViewer.Shown(sequence, time, null, false, values);
  }

  private int unsigned() {
    return in.get() & 0xff;
  }

  private String text() {
    int head = unsigned();
    if (head < 0xa0 || head > 0xbf) {
      throw new AssertionError("not a short text: " + head);
    }
    byte[] bytes = new byte[head - 0xa0];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private long integer() {
    int head = unsigned();
    return switch (head) {
      case 0xcc -> unsigned();
      case 0xcd -> in.getShort() & 0xffffL;
      case 0xce -> in.getInt() & 0xffff_ffffL;
      case 0xcf -> in.getLong();
      default -> {
        if (head > 0x7f) {
          throw new AssertionError("not a whole number: " + head);
        }
        yield head;
      }
    };
  }

  private float[] floats() {
    int head = unsigned();
    if (head != 0xdc && (head & 0xf0) != 0x90) {
      throw new AssertionError("not an array: " + head);
    }
    float[] values = new float[head == 0xdc ? in.getShort() & 0xffff : head & 0x0f];
    for (int i = 0; i < values.length; i++) {
      if (unsigned() != 0xca) {
        throw new AssertionError("not a float 32");
      }
      values[i] = in.getFloat();
    }
    return values;
  }
}
