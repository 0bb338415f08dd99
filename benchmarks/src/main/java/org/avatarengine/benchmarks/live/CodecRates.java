package org.avatarengine.benchmarks.live;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.FrameText;
import org.avatarengine.contract.frame.QuantizedFrame;

/** How many bytes a performance takes, in our codec and in others' forms. */
final class CodecRates {

  /** Of a frame with a base: version, flags, age, check, half a number; then the time. */
  private static final int HEADER = 6;

  private static final int RING = 8;

  private CodecRates() {}

  /**
   * Of one choice.
   *
   * @param payloadBits a frame on average, entropy-coded values alone
   * @param bytes a frame on average, whole
   * @param most the longest frame, whole
   * @param worst the largest difference from the given value, of all channels and frames
   * @param frames how many there were
   */
  record Rate(double payloadBits, double bytes, int most, double worst, int frames) {}

  /** Our codec against the frame that is {@code age} older; frames without one are not counted. */
  static Rate ours(Performance performance, FrameProfile profile, int age) {
    var encoder = new FrameEncoder(profile, DetailLevel.FULL);
    QuantizedFrame[] ring = ring();
    byte[] out = new byte[FrameEncoder.MAX_BYTES];
    double bits = 0;
    long bytes = 0;
    int most = 0;
    double worst = 0;
    int counted = 0;
    for (int i = 0; i < performance.frames().size(); i++) {
      float[] given = performance.frame(i);
      QuantizedFrame frame = ring[i % RING];
      encoder.quantize(i, timeMs(i), given, frame);
      worst = Math.max(worst, difference(given, frame));
      if (i >= age) {
        int length = encoder.encode(frame, ring[(i - age) % RING], out, 0);
        bits += 8.0 * (length - headerBytes(out));
        bytes += length;
        most = Math.max(most, length);
        counted++;
      }
    }
    return new Rate(bits / counted, (double) bytes / counted, most, worst, counted);
  }

  /** Key frames, each on its own. */
  static Rate keys(Performance performance, FrameProfile profile) {
    var encoder = new FrameEncoder(profile, DetailLevel.FULL);
    var frame = new QuantizedFrame();
    byte[] out = new byte[FrameEncoder.MAX_BYTES];
    long bytes = 0;
    int most = 0;
    int count = performance.frames().size();
    for (int i = 0; i < count; i++) {
      encoder.quantize(i, timeMs(i), performance.frame(i), frame);
      int length = encoder.encode(frame, null, out, 0);
      bytes += length;
      most = Math.max(most, length);
    }
    return new Rate(0, (double) bytes / count, most, 0, count);
  }

  static double messagePack(Performance performance) {
    var text = new FrameText();
    return average(performance, (frame, out) -> text.messagePack(frame, null, 0, out, 0));
  }

  static double json(Performance performance) {
    var text = new FrameText();
    return average(performance, (frame, out) -> text.json(frame, null, 0, out, 0));
  }

  static double written(Performance performance, DialectWriter writer) {
    byte[] out = new byte[DialectWriter.MAX_BYTES];
    return writer.write(performance.frame(0), 0, 0, out, 0);
  }

  /** Live Link Face packets with the app's own device id and a name of ten characters. */
  static double liveLink(Performance performance) {
    return written(performance, Dialects.liveLink("AVA-123456", 60));
  }

  /**
   * What a programmer would reach for first: the differences of the quantised values, a byte each,
   * through deflate (level 9), flushed after each frame.
   */
  static double deflate(Performance performance) {
    var encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    var frame = new QuantizedFrame();
    byte[] differences = new byte[Channel.COUNT];
    byte[] out = new byte[1_024];
    short[] before = new short[Channel.COUNT];
    long bytes = 0;
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      for (int i = 0; i < performance.frames().size(); i++) {
        encoder.quantize(i, timeMs(i), performance.frame(i), frame);
        for (int channel = 0; channel < Channel.COUNT; channel++) {
          differences[channel] = (byte) (frame.steps()[channel] - before[channel]);
        }
        before = frame.steps().clone();
        deflater.setInput(differences);
        for (int made = out.length; made == out.length; ) {
          made = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
          bytes += made;
        }
      }
    } finally {
      deflater.end();
    }
    return (double) bytes / performance.frames().size();
  }

  /** The bytes of the performance's frames, each with the one before as its base. */
  static byte[][] messages(Performance performance, int count) {
    var encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    QuantizedFrame[] ring = ring();
    byte[] out = new byte[FrameEncoder.MAX_BYTES];
    byte[][] messages = new byte[count][];
    for (int i = 0; i <= count; i++) {
      encoder.quantize(i, timeMs(i), performance.frame(i), ring[i % RING]);
      if (i > 0) {
        int length = encoder.encode(ring[i % RING], ring[(i - 1) % RING], out, 0);
        messages[i - 1] = Arrays.copyOf(out, length);
      }
    }
    return messages;
  }

  private interface Form {
    int write(QuantizedFrame frame, byte[] out);
  }

  private static double average(Performance performance, Form form) {
    var encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    var frame = new QuantizedFrame();
    byte[] out = new byte[4_096];
    long bytes = 0;
    for (int i = 0; i < performance.frames().size(); i++) {
      encoder.quantize(i, timeMs(i), performance.frame(i), frame);
      bytes += form.write(frame, out);
    }
    return (double) bytes / performance.frames().size();
  }

  private static QuantizedFrame[] ring() {
    QuantizedFrame[] ring = new QuantizedFrame[RING];
    Arrays.setAll(ring, i -> new QuantizedFrame());
    return ring;
  }

  private static long timeMs(long frame) {
    return frame * 1_000 / 60;
  }

  static int headerBytes(byte[] message) {
    int at = HEADER;
    while (message[at] < 0) {
      at++;
    }
    return at + 1;
  }

  /**
   * The largest difference of all channels, in double precision: of 1/255 float32 itself takes a
   * millionth.
   */
  private static double difference(float[] given, QuantizedFrame frame) {
    double top = frame.profile().steps();
    double worst = 0;
    for (int i = 0; i < Channel.COUNT; i++) {
      boolean turn = i >= Channel.SHAPES;
      double shown = turn ? frame.steps()[i] * 2 / top - 1 : frame.steps()[i] / top;
      worst = Math.max(worst, Math.abs(Math.clamp(given[i], turn ? -1f : 0f, 1f) - shown));
    }
    return worst;
  }
}
