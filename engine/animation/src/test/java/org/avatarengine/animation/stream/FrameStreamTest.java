package org.avatarengine.animation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.junit.jupiter.api.Test;

class FrameStreamTest {

  /** A receiver behind a lossy line with a delay each way, in frames. */
  private static final class Receiver {
    final AckWindow window = new AckWindow();
    final FrameDecoder decoder = new FrameDecoder();
    final QuantizedFrame shown = new QuantizedFrame();
    final int delay;
    final double loss;
    final Map<Long, List<byte[]>> arriving = new HashMap<>();
    final Map<Long, List<Long>> acknowledging = new HashMap<>();
    int frames;
    int keys;

    Receiver(int delay, double loss) {
      this.delay = delay;
      this.loss = loss;
    }
  }

  private final Random random = new Random(7);
  private final float[] values = new float[Channel.COUNT];

  @Test
  void shouldShowEveryReceiverTheEncodersFrameWhenFramesAreLostAndLate()
      throws FrameFormatException {
    // Given
    FrameStream stream = new FrameStream(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    List<Receiver> receivers = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      receivers.add(new Receiver(1 + i % 12, i % 3 * 0.1));
    }
    AckWindow[] windows = receivers.stream().map(r -> r.window).toArray(AckWindow[]::new);
    Map<Long, short[]> truth = new HashMap<>();
    long encodings = 0;
    // When
    for (long n = 0; n < 1_500; n++) {
      move();
      stream.next(n, n * 16, values);
      truth.put(n, stream.newest().steps().clone());
      stream.settle(windows, windows.length);
      assertThat(stream.baseCount()).isLessThanOrEqualTo(4);
      for (Receiver receiver : receivers) {
        EncodedFrame frame = stream.binary(receiver.window);
        receiver.window.sent(n);
        receiver.keys += frame.isKey() ? 1 : 0;
        if (random.nextDouble() >= receiver.loss) {
          byte[] bytes = Arrays.copyOf(frame.bytes(), frame.length());
          long due = n + receiver.delay + random.nextInt(2);
          receiver.arriving.computeIfAbsent(due, at -> new ArrayList<>()).add(bytes);
        }
        arrive(receiver, n, truth);
      }
      // Then
      assertThat(stream.encodings() - encodings).isLessThanOrEqualTo(5);
      encodings = stream.encodings();
    }
    for (Receiver receiver : receivers) {
      assertThat(receiver.frames).isGreaterThan(1_000);
      assertThat(receiver.keys)
          .as("key frames at delay %d, loss %.1f", receiver.delay, receiver.loss)
          .isLessThan(1_500 / 8);
    }
  }

  @Test
  void shouldGiveAKeyFrameWhenTheViewerHasNoneOfTheBases() {
    // Given
    FrameStream stream = new FrameStream(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    AckWindow[] windows = new AckWindow[6];
    for (int i = 0; i < windows.length; i++) {
      windows[i] = new AckWindow();
    }
    for (long n = 0; n < 300; n++) {
      move();
      stream.next(n, n, values);
      for (AckWindow window : windows) {
        window.sent(n);
      }
    }
    for (int i = 0; i < 5; i++) {
      windows[i].acknowledge(299 - i);
    }
    // When
    stream.next(300, 300, values);
    stream.settle(windows, windows.length);
    int keys = 0;
    for (AckWindow window : windows) {
      keys += stream.binary(window).isKey() ? 1 : 0;
    }
    // Then
    assertThat(stream.baseCount()).isEqualTo(4);
    assertThat(keys).as("the one without acknowledgement and the fifth base").isEqualTo(2);
    assertThat(stream.encodings()).isEqualTo(5);
  }

  @Test
  void shouldShareABaseWhenAllAcknowledgedAnOlderOne() {
    // Given
    FrameStream stream = new FrameStream(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    AckWindow[] windows = new AckWindow[8];
    for (int i = 0; i < windows.length; i++) {
      windows[i] = new AckWindow();
    }
    for (long n = 0; n < 20; n++) {
      move();
      stream.next(n, n, values);
      for (AckWindow window : windows) {
        window.sent(n);
        window.acknowledge(n > 10 ? -1 : n);
      }
    }
    for (int i = 0; i < windows.length; i++) {
      windows[i].acknowledge(11 + i);
    }
    // When
    stream.next(20, 20, values);
    stream.settle(windows, windows.length);
    int keys = 0;
    for (AckWindow window : windows) {
      keys += stream.binary(window).isKey() ? 1 : 0;
    }
    // Then: eight different newest ones, of which four are bases; the others have none of these
    assertThat(stream.baseCount()).isEqualTo(4);
    assertThat(keys).isEqualTo(4);
  }

  @Test
  void shouldEncodeTextOnceWhenManyAskForIt() {
    // Given
    FrameStream stream = new FrameStream(FrameProfile.EIGHT_BIT, DetailLevel.REDUCED);
    stream.next(3, 50, values);
    // When
    EncodedFrame first = stream.json(new float[] {0.5f});
    EncodedFrame second = stream.json(new float[] {0.5f});
    stream.messagePack(null);
    // Then
    assertThat(second).isSameAs(first);
    assertThat(stream.encodings()).isEqualTo(2);
    assertThat(new String(first.bytes(), 0, first.length(), StandardCharsets.UTF_8))
        .startsWith("{\"seq\":3,\"t\":50,\"values\":[")
        .contains("\"targets\":[0.5]");
  }

  private void arrive(Receiver receiver, long now, Map<Long, short[]> truth)
      throws FrameFormatException {
    for (byte[] bytes : receiver.arriving.getOrDefault(now, List.of())) {
      FrameDecoder.Outcome outcome =
          receiver.decoder.decode(bytes, 0, bytes.length, receiver.shown);
      assertThat(outcome).isNotEqualTo(FrameDecoder.Outcome.BASE_UNKNOWN);
      assertThat(receiver.shown.steps()).isEqualTo(truth.get(receiver.shown.sequence()));
      if (outcome == FrameDecoder.Outcome.SHOWN) {
        receiver.frames++;
        if (random.nextDouble() >= receiver.loss) {
          receiver
              .acknowledging
              .computeIfAbsent(now + receiver.delay, at -> new ArrayList<>())
              .add(receiver.shown.sequence());
        }
      }
    }
    receiver.acknowledging.getOrDefault(now, List.of()).forEach(receiver.window::acknowledge);
  }

  private void move() {
    for (int i = 0; i < values.length; i++) {
      float least = i < Channel.SHAPES ? 0 : -1;
      values[i] = Math.max(least, Math.min(1, values[i] + (random.nextFloat() - 0.5f) * 0.1f));
    }
  }
}
