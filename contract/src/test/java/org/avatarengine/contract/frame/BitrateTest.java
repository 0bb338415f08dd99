package org.avatarengine.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** What a frame of a real performance costs, and what others would make of it. */
class BitrateTest {

  private record Cost(double payloadBits, double wholeBytes, int longest) {}

  @Test
  void shouldStayWithinTheBitsWhenAPerformanceIsSent() throws Exception {
    // Given
    List<float[]> capture = Capture.frames();

    // When
    Cost one = cost(capture, FrameProfile.EIGHT_BIT, 1);
    Cost two = cost(capture, FrameProfile.EIGHT_BIT, 2);
    Cost four = cost(capture, FrameProfile.EIGHT_BIT, 4);
    Cost key = cost(capture, FrameProfile.EIGHT_BIT, 0);

    // Then
    assertThat(one.payloadBits).isLessThanOrEqualTo(110);
    assertThat(two.payloadBits).isLessThanOrEqualTo(150);
    assertThat(four.payloadBits).isLessThanOrEqualTo(190);
    assertThat(key.longest).isLessThanOrEqualTo(80);
    report(capture);
  }

  private static void report(List<float[]> capture) throws Exception {
    StringBuilder table = new StringBuilder("bits are of the payload, whole bytes of it\n");
    for (FrameProfile profile : FrameProfile.values()) {
      for (int age : new int[] {0, 1, 2, 4, 8, 30}) {
        Cost cost = cost(capture, profile, age);
        table.append(
            "%s base age %d: %.1f bits, %.1f bytes with header, longest %d%n"
                .formatted(profile, age, cost.payloadBits, cost.wholeBytes, cost.longest));
      }
    }
    table.append("Live Link: 312 bytes\n");
    table.append(
        "JSON: %.1f, MessagePack: %.1f, deflated differences: %.1f bytes%n"
            .formatted(text(capture, true), text(capture, false), deflated(capture)));
    System.out.print(table);
  }

  private static Cost cost(List<float[]> capture, FrameProfile profile, int age)
      throws FrameFormatException {
    FrameEncoder encoder = new FrameEncoder(profile, DetailLevel.FULL);
    FrameDecoder decoder = new FrameDecoder();
    List<QuantizedFrame> sent = new ArrayList<>();
    QuantizedFrame shown = new QuantizedFrame();
    float[] values = new float[Channel.COUNT];
    byte[] out = new byte[FrameEncoder.MAX_BYTES];
    long payload = 0;
    long whole = 0;
    int longest = 0;
    int counted = 0;
    for (int i = 0; i < capture.size(); i++) {
      QuantizedFrame frame = new QuantizedFrame();
      encoder.quantize(i, i * 33L, capture.get(i), frame);
      boolean key = age == 0 || i < age;
      int length = encoder.encode(frame, key ? null : sent.get(i - age), out, 0);
      assertThat(decoder.decode(out, 0, length, shown)).isEqualTo(FrameDecoder.Outcome.SHOWN);
      assertThat(shown.steps()).isEqualTo(frame.steps());
      shown.toValues(values);
      for (int c = 0; c < Channel.COUNT; c++) {
        float wanted = Math.max(Channel.ALL.get(c).min(), Math.min(1, capture.get(i)[c]));
        assertThat(Math.abs(values[c] - wanted)).isLessThanOrEqualTo(profile.maxError() + 1e-6f);
      }
      if (key == (age == 0)) {
        int header =
            key
                ? FrameFormat.KEY_PAYLOAD_OFFSET
                : FrameFormat.DELTA_TIME_OFFSET + (33 * age < 128 ? 1 : 2);
        payload += (length - header) * 8L;
        whole += length;
        longest = Math.max(longest, length);
        counted++;
      }
      sent.add(frame);
    }
    return new Cost((double) payload / counted, (double) whole / counted, longest);
  }

  private static double text(List<float[]> capture, boolean json) {
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    FrameText text = new FrameText();
    QuantizedFrame frame = new QuantizedFrame();
    byte[] out = new byte[2_000];
    long bytes = 0;
    for (int i = 0; i < capture.size(); i++) {
      encoder.quantize(i, i * 33L, capture.get(i), frame);
      bytes += json ? text.json(frame, null, 0, out, 0) : text.messagePack(frame, null, 0, out, 0);
    }
    return (double) bytes / capture.size();
  }

  /** One stream of differences, flushed for each frame: what WebSocket compression would do. */
  private static double deflated(List<float[]> capture) {
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    QuantizedFrame frame = new QuantizedFrame();
    short[] before = new short[Channel.COUNT];
    byte[] differences = new byte[Channel.COUNT];
    byte[] out = new byte[2_000];
    long bytes = 0;
    Deflater deflater = new Deflater(9, true);
    try {
      for (int i = 0; i < capture.size(); i++) {
        encoder.quantize(i, i * 33L, capture.get(i), frame);
        for (int c = 0; c < Channel.COUNT; c++) {
          differences[c] = (byte) (frame.steps()[c] - before[c]);
          before[c] = frame.steps()[c];
        }
        deflater.setInput(differences);
        bytes += deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      }
    } finally {
      deflater.end();
    }
    return (double) bytes / capture.size();
  }
}
