package org.avatarengine.animation.compositor;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes of {@link Compositor#save}: little-endian, version byte first. */
final class SavedState {

  private static final byte VERSION = 1;
  private static final int MOST_BYTES = 64 * 1024;
  private static final BlendMode[] MODES = BlendMode.values();

  private SavedState() {}

  static byte[] write(Moment moment, Source[] sources, long[] frames, List<Stage> stages) {
    ByteBuffer out = ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.put(VERSION);
    moment.save(out);
    int there = 0;
    for (Source source : sources) {
      there += source == null ? 0 : 1;
    }
    out.put((byte) there);
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] != null) {
        out.put((byte) i);
        sources[i].save(out);
      }
    }
    out.put((byte) stages.size());
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      putText(out, stage.name());
      int lengthAt = out.position();
      out.putInt(0).putLong(frames[i]);
      stage.save(out);
      out.putInt(lengthAt, out.position() - lengthAt - Integer.BYTES);
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  static void read(
      byte[] bytes, Moment moment, Source[] sources, long[] frames, List<Stage> stages) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      if (in.get() != VERSION) {
        throw new IllegalArgumentException("saved by another version of the compositor");
      }
      moment.restore(in);
      int there = in.get();
      for (int i = 0; i < there; i++) {
        int at = in.get();
        sources[at] = Source.restored(in);
      }
      int saved = in.get();
      for (int i = 0; i < saved; i++) {
        String name = text(in);
        int length = in.getInt();
        int end = in.position() + length;
        for (int s = 0; s < stages.size(); s++) {
          if (stages.get(s).name().equals(name)) {
            frames[s] = in.getLong();
            stages.get(s).restore(in);
          }
        }
        in.position(end);
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("not a saved compositor", e);
    }
  }

  static void put(ByteBuffer out, SourceSettings settings) {
    putText(out, settings.name());
    out.put((byte) settings.priority()).put((byte) settings.mode().ordinal());
    out.putFloat(settings.weight()).putLong(settings.channels()).putInt(settings.holdMs());
    Calibration calibration = settings.calibration();
    put(out, calibration.neutral(), calibration.gain(), calibration.deadZone());
    out.put((byte) (calibration.mirror() ? 1 : 0));
  }

  static SourceSettings settings(ByteBuffer in) {
    String name = text(in);
    int priority = in.get();
    BlendMode mode = MODES[in.get()];
    float weight = in.getFloat();
    long channels = in.getLong();
    int holdMs = in.getInt();
    Calibration none = Calibration.none();
    float[] neutral = none.neutral();
    float[] gain = none.gain();
    float[] deadZone = none.deadZone();
    get(in, neutral, gain, deadZone);
    return new SourceSettings(
        name,
        priority,
        mode,
        weight,
        channels,
        holdMs,
        new Calibration(neutral, gain, deadZone, in.get() != 0));
  }

  static void put(ByteBuffer out, float[]... arrays) {
    for (float[] array : arrays) {
      for (float value : array) {
        out.putFloat(value);
      }
    }
  }

  static void get(ByteBuffer in, float[]... arrays) {
    for (float[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        float value = in.getFloat();
        array[i] = Float.isFinite(value) ? value : 0;
      }
    }
  }

  static void put(ByteBuffer out, long[]... arrays) {
    for (long[] array : arrays) {
      for (long value : array) {
        out.putLong(value);
      }
    }
  }

  static void get(ByteBuffer in, long[]... arrays) {
    for (long[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        array[i] = in.getLong();
      }
    }
  }

  private static void putText(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) bytes.length).put(bytes);
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.getShort()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
