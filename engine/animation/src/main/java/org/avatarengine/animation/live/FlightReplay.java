package org.avatarengine.animation.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.avatarengine.animation.compositor.Calibration;
import org.avatarengine.animation.compositor.Compositor;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.live.FlightRecorder.Tag;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.QuantizedFrame;

/**
 * Moves the face of a flight recording again, frame by frame, and compares each with what was shown
 * then. One recording, one pass, one thread.
 */
public final class FlightReplay {

  /** How the replay compares with the flight. */
  public sealed interface Verdict {}

  /**
   * Bit for bit the same.
   *
   * @param frames how many
   * @param hash over all of them
   */
  public record Same(long frames, long hash) implements Verdict {}

  /**
   * Not the same.
   *
   * @param sequence of the first frame that differs
   * @param timeUs of that frame
   * @param frames how many were the same before it
   */
  public record Differs(long sequence, long timeUs, long frames) implements Verdict {}

  private final byte[] file;
  private final int end;
  private final LiveSettings settings;
  private final Compositor compositor;
  private final FrameEncoder encoder;
  private final FaceSample sample = new FaceSample();
  private final float[] values = new float[Channel.COUNT];
  private final QuantizedFrame frame = new QuantizedFrame();
  private final int[][] last = new int[Compositor.MAX_SOURCES][Channel.COUNT];
  private final long[] lastPresent = new long[Compositor.MAX_SOURCES];
  private final long[] lastSourceUs = new long[Compositor.MAX_SOURCES];
  private final long[] lastNumber = new long[Compositor.MAX_SOURCES];
  private final String[] lastSubject = new String[Compositor.MAX_SOURCES];
  private int at;
  private long timeUs;
  private long nextSequence;
  private long sequence = -1;
  private long frames;
  private long samples;
  private long hash;
  private Differs differs;

  /**
   * Opens a recording.
   *
   * @throws FlightFormatException when it is none, damaged, or of another version
   */
  public FlightReplay(byte[] recording) throws FlightFormatException {
    this.file = recording.clone();
    int head = FlightRecorder.MAGIC.length;
    if (file.length < head + 5 || !Arrays.equals(file, 0, head, FlightRecorder.MAGIC, 0, head)) {
      throw new FlightFormatException("not a flight recording");
    }
    if (file[head] != FlightRecorder.VERSION) {
      throw new FlightFormatException(
          "a recording of version " + file[head] + ", not " + FlightRecorder.VERSION);
    }
    this.end = file.length - 4;
    CRC32 crc = new CRC32();
    crc.update(file, 0, end);
    int told = 0;
    for (int i = 0; i < 4; i++) {
      told |= (file[end + i] & 0xFF) << (8 * i);
    }
    if (told != (int) crc.getValue()) {
      throw new FlightFormatException("damaged: the checksum differs");
    }
    this.at = head + 1;
    this.settings = json(FlightRecorder.Header.class).settings();
    byte[] state = block();
    try {
      this.compositor = Compositor.restore(settings.compositor(), state);
    } catch (IllegalArgumentException e) {
      throw new FlightFormatException("the compositor's state: " + e.getMessage());
    }
    this.encoder = new FrameEncoder(settings.profile(), DetailLevel.FULL);
    if (at >= end || file[at] != Tag.SEGMENT) {
      throw new FlightFormatException("does not begin with a segment");
    }
  }

  /** The settings of the session that was recorded. */
  public LiveSettings settings() {
    return settings;
  }

  /**
   * Goes on to the next frame.
   *
   * @return false at the end
   * @throws FlightFormatException when an event makes no sense
   */
  public boolean next() throws FlightFormatException {
    while (at < end) {
      int tag = u8();
      if (tag == Tag.SEGMENT) {
        segment();
        continue;
      }
      timeUs += number();
      if (tag == Tag.BEAT) {
        beat(i32());
        return true;
      }
      try {
        apply(tag);
      } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
        throw new FlightFormatException("event before byte " + at + ": " + e.getMessage());
      }
    }
    return false;
  }

  /** Runs to the end. */
  public Verdict run() throws FlightFormatException {
    while (next()) {
      // each frame is compared as it comes
    }
    return verdict();
  }

  /** How it compares so far. */
  public Verdict verdict() {
    return differs != null ? differs : new Same(frames, hash);
  }

  /** The frame's 61 values; not a copy, good until the next one. */
  public float[] values() {
    return values;
  }

  /** The frame as a viewer at full detail shows it who joined at the recording's beginning. */
  public QuantizedFrame frame() {
    return frame;
  }

  /** The frame's number; −1 before the first. */
  public long sequence() {
    return sequence;
  }

  /** Microseconds since the session began. */
  public long timeUs() {
    return timeUs;
  }

  /** How many frames came so far. */
  public long frames() {
    return frames;
  }

  /** How many samples came so far. */
  public long samples() {
    return samples;
  }

  /** Over all frames so far. */
  public long hash() {
    return hash;
  }

  private void beat(int told) {
    compositor.compose(timeUs, values);
    sequence = nextSequence;
    nextSequence = (nextSequence + 1) & 0xFFFF_FFFFL;
    int own = FlightRecorder.hash(values);
    if (own != told && differs == null) {
      differs = new Differs(sequence, timeUs, frames);
    }
    frames++;
    hash = (hash ^ own) * 0x0000_0100_0000_01B3L;
    encoder.quantize(sequence, (timeUs / 1_000) & 0xFFFF_FFFFL, values, frame);
  }

  private void segment() throws FlightFormatException {
    timeUs = i64();
    nextSequence = i32() & 0xFFFF_FFFFL;
    for (int i = 0; i < last.length; i++) {
      Arrays.fill(last[i], 0);
      lastPresent[i] = 0;
      lastSourceUs[i] = 0;
      lastNumber[i] = 0;
      lastSubject[i] = "";
    }
  }

  private void apply(int tag) throws FlightFormatException {
    switch (tag) {
      case Tag.SAMPLE -> sample();
      case Tag.OPEN -> {
        int source = u8();
        int given = compositor.addSource(json(SourceSettings.class));
        if (given != source) {
          throw new FlightFormatException("source " + source + " came as " + given);
        }
      }
      case Tag.CLOSE -> compositor.removeSource(u8());
      case Tag.NEUTRAL -> compositor.calibrate(u8(), timeUs);
      case Tag.CALIBRATION -> compositor.calibrate(u8(), json(Calibration.class));
      case Tag.EMOTION -> compositor.emotion(json(EmotionCue.class), timeUs);
      case Tag.GAZE -> {
        float yaw = Float.intBitsToFloat(i32());
        float pitch = Float.intBitsToFloat(i32());
        compositor.gaze(yaw, pitch, (int) number(), timeUs);
      }
      case Tag.MALFORMED -> {
        u8();
        block();
        block();
      }
      default -> throw new FlightFormatException("unknown event " + tag + " before byte " + at);
    }
  }

  private void sample() throws FlightFormatException {
    int source = u8();
    int flags = u8();
    lastSourceUs[source] += number();
    lastNumber[source] += number();
    if ((flags & 2) != 0) {
      lastSubject[source] = new String(block(), StandardCharsets.UTF_8);
    }
    if ((flags & 4) != 0) {
      lastPresent[source] = i64();
    }
    int[] bits = last[source];
    for (long rest = i64(); rest != 0; rest &= rest - 1) {
      bits[Long.numberOfTrailingZeros(rest)] = i32();
    }
    sample.clear();
    for (int i = 0; i < Channel.COUNT; i++) {
      sample.values()[i] = Float.intBitsToFloat(bits[i]);
    }
    sample.setPresent(lastPresent[source]);
    sample.setSubject(lastSubject[source]);
    sample.setSourceTimeUs(lastSourceUs[source]);
    sample.setFrameNumber(lastNumber[source]);
    sample.setFace((flags & 1) != 0);
    samples++;
    compositor.offer(source, sample, timeUs);
  }

  private <T> T json(Class<T> type) throws FlightFormatException {
    byte[] bytes = block();
    try {
      return SessionJson.MAPPER.readValue(bytes, type);
    } catch (IOException e) {
      throw new FlightFormatException("JSON before byte " + at + " is no " + type.getSimpleName());
    }
  }

  private byte[] block() throws FlightFormatException {
    long length = number();
    if (length < 0 || length > end - at) {
      throw new FlightFormatException("a block at byte " + at + " of length " + length);
    }
    byte[] bytes = Arrays.copyOfRange(file, at, at + (int) length);
    at += (int) length;
    return bytes;
  }

  private long number() throws FlightFormatException {
    long rest = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = u8();
      rest |= (long) (b & 0x7F) << shift;
      if ((b & 0x80) == 0) {
        return (rest >>> 1) ^ -(rest & 1);
      }
    }
    throw new FlightFormatException("a number too long before byte " + at);
  }

  private int u8() throws FlightFormatException {
    if (at >= end) {
      throw new FlightFormatException("ends within an event");
    }
    return file[at++] & 0xFF;
  }

  private int i32() throws FlightFormatException {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= u8() << shift;
    }
    return value;
  }

  private long i64() throws FlightFormatException {
    long low = i32() & 0xFFFF_FFFFL;
    return low | ((long) i32() << 32);
  }
}
