package org.avatarengine.animation.compositor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;

class CompositorReplayTest {

  private static final int FRAMES = 10_000;

  /** Of the run below; it may change only with a stage's formula or constant, on purpose. */
  private static final String GOLDEN =
      "af7d64a52bf86a45e241d60a9c586c3a441307b98384c2129771625418e52be7";

  /** Everything at once: two performers that come and go, emotions, gaze, speech, uneven time. */
  private static final class Run {
    private final SplittableRandom random = new SplittableRandom(77);
    private final ScriptedPerformer phone = new ScriptedPerformer(1);
    private final ScriptedPerformer mouth = new ScriptedPerformer(2);
    private final ByteBuffer frame = ByteBuffer.allocate(Channel.COUNT * Float.BYTES);
    private final float[] out = new float[Channel.COUNT];
    private Compositor compositor;
    private long now;
    private int done;

    Run() {
      compositor = new Compositor(CompositorSettings.defaults(), 12_345);
      compositor.addSource(SourceSettings.named("phone"));
      compositor.addSource(
          new SourceSettings(
              "mouth",
              5,
              BlendMode.MAX,
              0.7f,
              ChannelGroup.LIPS.mask() | ChannelGroup.JAW.mask(),
              200,
              Calibration.none().withMirror(true)));
      hook();
    }

    private void hook() {
      compositor.coArticulation(
          (values, at) -> {
            if (at / 1_000_000 % 7 == 3) {
              values[Channel.MOUTH_ROLL_LOWER.ordinal()] = (at / 1_000 % 1_000) * 0.001f;
            }
          });
    }

    void restore() {
      compositor = Compositor.restore(CompositorSettings.defaults(), compositor.save());
      hook();
    }

    byte[] next() {
      now += 16_000 + random.nextInt(1_400);
      int second = (int) (now / 1_000_000);
      if (second % 20 < 12) {
        compositor.offer(0, phone.next(now), now);
      }
      if (second % 9 < 4 && done % 2 == 0) {
        compositor.offer(1, mouth.next(now), now);
      }
      if (done % 400 == 50) {
        Emotion[] all = Emotion.values();
        compositor.emotion(EmotionCue.of(all[random.nextInt(all.length)], 0.8f, 900), now);
      }
      if (done % 700 == 200) {
        compositor.gaze(random.nextInt(-50, 50) * 0.01f, 0.1f, 1_500, now);
      }
      if (done % 3_000 == 1_000) {
        compositor.calibrate(0, now);
      }
      compositor.compose(now, out);
      done++;
      frame.clear();
      for (float value : out) {
        frame.putFloat(value);
      }
      return frame.array();
    }
  }

  @Test
  void shouldGiveTheSameBitsWhenTheSameCallsAreMade() throws Exception {
    // Given
    Run first = new Run();
    Run second = new Run();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    // When
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = first.next();
      digest.update(frame);
      // Then
      if (!Arrays.equals(frame, second.next())) {
        throw new AssertionError("frame " + i + " differs");
      }
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(GOLDEN);
  }

  @Test
  void shouldGoOnBitForBitWhenRestored() {
    // Given
    Run kept = new Run();
    Run moved = new Run();
    for (int i = 0; i < FRAMES; i++) {
      if (i % 997 == 996) {
        // When
        moved.restore();
      }
      // Then
      if (!Arrays.equals(kept.next(), moved.next())) {
        throw new AssertionError("frame " + i + " differs");
      }
    }
    assertThat(moved.compositor.stages()).isEqualTo(kept.compositor.stages());
    assertThat(moved.compositor.source(1)).isEqualTo(kept.compositor.source(1));
    assertThat(kept.compositor.save().length).isLessThan(12 * 1_024);
  }

  @Test
  void shouldGiveOtherFramesWhenTheSeedIsAnother() {
    // Given
    Compositor one = new Compositor(CompositorSettings.defaults(), 1);
    Compositor two = new Compositor(CompositorSettings.defaults(), 2);
    float[] first = new float[Channel.COUNT];
    float[] second = new float[Channel.COUNT];
    // When
    for (long now = 0; now < 10_000_000; now += 16_667) {
      one.compose(now, first);
      two.compose(now, second);
    }
    // Then
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void shouldRefuseBytesThatAreNoSavedState() {
    // Given
    byte[] saved = new Run().compositor.save();
    // When / Then
    CompositorSettings settings = CompositorSettings.defaults();
    assertThatThrownBy(() -> Compositor.restore(settings, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 2_000; i++) {
      byte[] bad = Arrays.copyOf(saved, random.nextInt(saved.length) + 1);
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        Compositor.restore(settings, bad).compose(1_000_000, new float[Channel.COUNT]);
      } catch (IllegalArgumentException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }
}
