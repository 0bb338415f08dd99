package org.avatarengine.animation.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.CRC32;
import org.avatarengine.animation.compositor.Calibration;
import org.avatarengine.animation.compositor.Compositor;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * Keeps the last minute of everything that moved the face, so that it can be moved again in the
 * very same way. Inputs are kept as the samples that the dialects made of them: what a reader holds
 * between two packets would be missing from a recording whose beginning is gone. Of a malformed
 * packet its first bytes are kept with the complaint.
 *
 * <p>The recording is a row of segments. Each begins with the compositor's state at a beat, so the
 * oldest one can go at any time. File: {@code "AVFLIGHT"}, u8 version 1, the header's JSON as a
 * block, the first segment's compositor state as a block, events, u32 CRC-32 of all before. A block
 * is a length and its bytes; lengths and times are zigzag numbers of 7 bits a byte. An event is a
 * u8 {@link Tag}, the microseconds since the event before, and its fields.
 */
final class FlightRecorder {

  static final byte[] MAGIC = "AVFLIGHT".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;

  /** Into how many segments the kept time is cut. */
  private static final int SEGMENTS = 12;

  private static final int FIRST_BYTES = 8 << 10;
  private static final int MALFORMED_BYTES = 64;

  /** What an event is. */
  static final class Tag {
    /** A segment begins: i64 time, u32 next sequence number; deltas start over. */
    static final int SEGMENT = 1;

    /** A frame: i32 hash of its values. */
    static final int BEAT = 2;

    /** A sample; see {@link FlightRecorder#sample}. */
    static final int SAMPLE = 3;

    /** A source opened: u8 index, settings as JSON. */
    static final int OPEN = 4;

    /** A source closed: u8 index. */
    static final int CLOSE = 5;

    /** What a source shows is its neutral face: u8 index. */
    static final int NEUTRAL = 6;

    /** A source's calibration: u8 index, JSON. */
    static final int CALIBRATION = 7;

    /** An emotion: JSON. */
    static final int EMOTION = 8;

    /** The gaze: i32 yaw and pitch as float bits, number of milliseconds. */
    static final int GAZE = 9;

    /** A malformed packet: u8 index, complaint, its first bytes. Moves nothing. */
    static final int MALFORMED = 10;

    private Tag() {}
  }

  /** A stretch of the recording. */
  private static final class Segment {
    final FlightTape tape = new FlightTape(FIRST_BYTES);
    byte[] state;
    long startUs;
  }

  /** What the file says first. */
  record Header(LiveSettings settings) {}

  private final FlightSettings settings;
  private final LiveSettings session;
  private final ArrayDeque<Segment> segments = new ArrayDeque<>();
  private final int[][] last = new int[Compositor.MAX_SOURCES][Channel.COUNT];
  private final long[] lastPresent = new long[Compositor.MAX_SOURCES];
  private final long[] lastSourceUs = new long[Compositor.MAX_SOURCES];
  private final long[] lastNumber = new long[Compositor.MAX_SOURCES];
  private final String[] lastSubject = new String[Compositor.MAX_SOURCES];
  private Segment spare;
  private Segment current;
  private FlightTape tape;
  private long lastUs;

  FlightRecorder(FlightSettings settings, LiveSettings session) {
    this.settings = settings;
    this.session = session;
  }

  /** Whether the next thing to do is {@link #segment}: asked after each beat. */
  boolean wantsSegment(long nowUs) {
    return settings.on()
        && (current == null
            || tape.size() >= settings.bytes() / SEGMENTS
            || nowUs - current.startUs >= settings.seconds() * 1_000_000L / SEGMENTS);
  }

  /**
   * Begins a segment and drops what is too old or too much.
   *
   * @param state of the compositor
   */
  void segment(long nowUs, long nextSequence, byte[] state) {
    if (!settings.on()) {
      return;
    }
    long oldestUs = nowUs - settings.seconds() * 1_000_000L;
    while (!segments.isEmpty() && (bytes() > settings.bytes() || secondStart(nowUs) <= oldestUs)) {
      spare = segments.removeFirst();
    }
    Segment segment = spare == null ? new Segment() : spare;
    spare = null;
    segment.tape.reset();
    segment.state = state;
    segment.startUs = nowUs;
    segments.addLast(segment);
    current = segment;
    tape = segment.tape;
    lastUs = nowUs;
    for (int i = 0; i < last.length; i++) {
      Arrays.fill(last[i], 0);
      lastPresent[i] = 0;
      lastSourceUs[i] = 0;
      lastNumber[i] = 0;
      lastSubject[i] = "";
    }
    tape.u8(Tag.SEGMENT);
    tape.i64(nowUs);
    tape.i32((int) nextSequence);
  }

  void beat(long nowUs, int hash) {
    if (begin(Tag.BEAT, nowUs)) {
      tape.i32(hash);
    }
  }

  /**
   * A sample is offered: u8 index; u8 flags (1 a face, 2 the subject follows, 4 its channels
   * follow); changes of source time and frame number; the subject; i64 its channels; i64 the
   * channels whose bits differ from the source's sample before, and i32 the bits of each.
   */
  void sample(int source, FaceSample sample, long nowUs) {
    if (!begin(Tag.SAMPLE, nowUs)) {
      return;
    }
    boolean subject = !sample.subject().equals(lastSubject[source]);
    boolean channels = sample.present() != lastPresent[source];
    tape.u8(source);
    tape.u8((sample.hasFace() ? 1 : 0) | (subject ? 2 : 0) | (channels ? 4 : 0));
    tape.number(sample.sourceTimeUs() - lastSourceUs[source]);
    tape.number(sample.frameNumber() - lastNumber[source]);
    lastSourceUs[source] = sample.sourceTimeUs();
    lastNumber[source] = sample.frameNumber();
    if (subject) {
      lastSubject[source] = sample.subject();
      text(sample.subject());
    }
    if (channels) {
      lastPresent[source] = sample.present();
      tape.i64(sample.present());
    }
    int[] before = last[source];
    float[] values = sample.values();
    long changed = 0;
    for (int i = 0; i < Channel.COUNT; i++) {
      if (Float.floatToRawIntBits(values[i]) != before[i]) {
        changed |= 1L << i;
      }
    }
    tape.i64(changed);
    for (long rest = changed; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      before[i] = Float.floatToRawIntBits(values[i]);
      tape.i32(before[i]);
    }
  }

  void open(int source, SourceSettings opened, long nowUs) {
    if (begin(Tag.OPEN, nowUs)) {
      tape.u8(source);
      json(opened);
    }
  }

  void close(int source, long nowUs) {
    if (begin(Tag.CLOSE, nowUs)) {
      tape.u8(source);
    }
  }

  void neutral(int source, long nowUs) {
    if (begin(Tag.NEUTRAL, nowUs)) {
      tape.u8(source);
    }
  }

  void calibration(int source, Calibration calibration, long nowUs) {
    if (begin(Tag.CALIBRATION, nowUs)) {
      tape.u8(source);
      json(calibration);
    }
  }

  void emotion(EmotionCue cue, long nowUs) {
    if (begin(Tag.EMOTION, nowUs)) {
      json(cue);
    }
  }

  void gaze(float yaw, float pitch, int holdMs, long nowUs) {
    if (begin(Tag.GAZE, nowUs)) {
      tape.i32(Float.floatToRawIntBits(yaw));
      tape.i32(Float.floatToRawIntBits(pitch));
      tape.number(holdMs);
    }
  }

  void malformed(int source, String complaint, byte[] packet, int offset, int length, long nowUs) {
    if (begin(Tag.MALFORMED, nowUs)) {
      tape.u8(source);
      text(complaint == null ? "" : complaint);
      tape.block(packet, offset, Math.min(length, MALFORMED_BYTES));
    }
  }

  /** The file; empty when nothing is recorded. */
  byte[] recording() {
    if (segments.isEmpty()) {
      return new byte[0];
    }
    FlightTape head = new FlightTape(FIRST_BYTES);
    for (byte b : MAGIC) {
      head.u8(b);
    }
    head.u8(VERSION);
    byte[] header = write(new Header(session));
    head.block(header, 0, header.length);
    byte[] state = segments.getFirst().state;
    head.block(state, 0, state.length);
    int size = head.size();
    for (Segment segment : segments) {
      size += segment.tape.size();
    }
    byte[] file = new byte[size + 4];
    head.copyTo(file, 0);
    int at = head.size();
    for (Segment segment : segments) {
      segment.tape.copyTo(file, at);
      at += segment.tape.size();
    }
    CRC32 crc = new CRC32();
    crc.update(file, 0, at);
    for (int i = 0; i < 4; i++) {
      file[at + i] = (byte) (crc.getValue() >>> (8 * i));
    }
    return file;
  }

  /** How much is kept, in bytes. */
  int bytes() {
    int bytes = 0;
    for (Segment segment : segments) {
      bytes += segment.tape.size() + segment.state.length;
    }
    return bytes;
  }

  /** What a frame's values are known by. */
  static int hash(float[] values) {
    long hash = 0xCBF2_9CE4_8422_2325L;
    for (int i = 0; i < Channel.COUNT; i++) {
      hash = (hash ^ Float.floatToRawIntBits(values[i])) * 0x0000_0100_0000_01B3L;
    }
    return (int) (hash ^ (hash >>> 32));
  }

  /** When the second segment began: from then on the first is not needed. */
  private long secondStart(long nowUs) {
    if (segments.size() < 2) {
      return nowUs;
    }
    Iterator<Segment> all = segments.iterator();
    all.next();
    return all.next().startUs;
  }

  /**
   * Whether an event may be written. A flood between two beats that is more than is kept in all is
   * given up: the next beat begins anew.
   */
  private boolean begin(int tag, long nowUs) {
    if (current == null) {
      return false;
    }
    if (tape.size() > settings.bytes()) {
      segments.clear();
      current = null;
      tape = null;
      return false;
    }
    tape.u8(tag);
    tape.number(nowUs - lastUs);
    lastUs = nowUs;
    return true;
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tape.block(bytes, 0, bytes.length);
  }

  private void json(Object value) {
    byte[] bytes = write(value);
    tape.block(bytes, 0, bytes.length);
  }

  private static byte[] write(Object value) {
    try {
      return SessionJson.MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
