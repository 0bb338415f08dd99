package org.avatarengine.benchmarks.simulate.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.avatarengine.contract.frame.Channel;

/**
 * A frame in the forms for simple clients: JSON {@code {"seq":n,"t":ms,"values":[61]}} and the same
 * as MessagePack. For one thread.
 */
final class TextFrame {

  private static final JsonFactory JSON = new JsonFactory();

  private final float[] values = new float[Channel.COUNT];
  private long sequence;
  private long timeMs;
  private int count;

  /** Takes JSON; false when it is no frame. */
  boolean readJson(String text) {
    begin();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "seq" -> sequence = parser.getLongValue();
          case "t" -> timeMs = parser.getLongValue();
          case "values" -> {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              take(parser.getFloatValue());
            }
          }
          default -> parser.skipChildren();
        }
      }
    } catch (IOException e) {
      return false;
    }
    return isWhole();
  }

  /** Takes MessagePack; false when it is no frame. */
  boolean readPacked(byte[] bytes, int offset, int length) {
    begin();
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    try {
      int fields = in.get() & 0xFF;
      if ((fields & 0xF0) != 0x80) {
        return false;
      }
      for (int i = 0; i < (fields & 0x0F); i++) {
        byte[] name = new byte[in.get() & 0x1F];
        in.get(name);
        switch (new String(name, StandardCharsets.US_ASCII)) {
          case "seq" -> sequence = integer(in);
          case "t" -> timeMs = integer(in);
          case "values" -> floats(in, true);
          case "targets" -> floats(in, false);
          default -> {
            return false;
          }
        }
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return false;
    }
    return isWhole() && !in.hasRemaining();
  }

  long sequence() {
    return sequence;
  }

  long timeMs() {
    return timeMs;
  }

  /** 61 of them; reused. */
  float[] values() {
    return values;
  }

  private void begin() {
    sequence = -1;
    timeMs = -1;
    count = 0;
  }

  private boolean isWhole() {
    return sequence >= 0 && timeMs >= 0 && count == Channel.COUNT;
  }

  private void take(float value) {
    if (count < Channel.COUNT) {
      values[count] = value;
    }
    count++;
  }

  private static long integer(ByteBuffer in) {
    int head = in.get() & 0xFF;
    return switch (head) {
      case 0xCC -> in.get() & 0xFF;
      case 0xCD -> in.getShort() & 0xFFFF;
      case 0xCE -> in.getInt() & 0xFFFF_FFFFL;
      default -> {
        if (head >= 0x80) {
          throw new IllegalArgumentException("no number");
        }
        yield head;
      }
    };
  }

  private void floats(ByteBuffer in, boolean kept) {
    if ((in.get() & 0xFF) != 0xDC) {
      throw new IllegalArgumentException("no array");
    }
    int floats = in.getShort() & 0xFFFF;
    for (int i = 0; i < floats; i++) {
      if ((in.get() & 0xFF) != 0xCA) {
        throw new IllegalArgumentException("no float");
      }
      float value = in.getFloat();
      if (kept) {
        take(value);
      }
    }
  }
}
