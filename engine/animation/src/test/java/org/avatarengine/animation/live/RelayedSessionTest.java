package org.avatarengine.animation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.session.SessionRole;
import org.junit.jupiter.api.Test;

class RelayedSessionTest {

  private static final long BEAT_US = 16_667;

  private final LiveSettings settings =
      new LiveSettings(
          SessionId.create("test"),
          "arkit",
          60,
          FrameProfile.EIGHT_BIT,
          CompositorSettings.defaults(),
          7,
          3);
  private final LiveSession owner = new LiveSession(settings);
  private final LiveSession relay = LiveSession.relay(settings, null, 0);
  private final TestViewer upstream = new TestViewer();
  private long nowUs;

  private static ViewerRequest watching(DetailLevel level) {
    return new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, level);
  }

  private void beat(boolean arrives) {
    nowUs += BEAT_US;
    owner.beat(nowUs);
    int before = upstream.frames.size();
    upstream.tick(nowUs);
    if (arrives && upstream.frames.size() > before) {
      relay.show(upstream.shown, nowUs);
    }
  }

  @Test
  void shouldKeepEveryStepWhenAnyFollowsAnyOther() {
    for (FrameProfile profile : FrameProfile.values()) {
      for (DetailLevel level : DetailLevel.values()) {
        // Given
        FrameEncoder again = new FrameEncoder(profile, level);
        FrameEncoder first = new FrameEncoder(profile, level);
        float[] exact = new float[Channel.COUNT];
        float[] shown = new float[Channel.COUNT];
        QuantizedFrame there = new QuantizedFrame();
        QuantizedFrame here = new QuantizedFrame();
        int top = profile.steps();
        int frame = 0;
        int wrong = 0;
        for (int from = 0; from <= top; from++) {
          for (int to = 0; to <= top; to++) {
            for (int step : new int[] {from, to}) {
              for (int i = 0; i < Channel.COUNT; i++) {
                exact[i] = i < Channel.SHAPES ? step / (float) top : 2f * step / top - 1;
              }
              // When
              first.quantize(frame, frame, exact, there);
              there.toValues(shown);
              again.quantize(frame, frame, shown, here);
              wrong += Arrays.equals(here.steps(), there.steps()) ? 0 : 1;
              frame++;
            }
          }
        }
        // Then
        assertThat(wrong).isZero();
      }
    }
  }

  @Test
  void shouldShowTheOwnersStepsWhenFramesAreLostOnTheWay() {
    // Given
    TestViewer truth = new TestViewer().join(owner, watching(DetailLevel.FULL), nowUs);
    upstream.join(owner, watching(DetailLevel.FULL), nowUs);
    List<TestViewer> viewers = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 3; i++) {
      viewers.add(
          new TestViewer(random, 0.1, 5_000L * i, 9_000)
              .join(relay, watching(DetailLevel.FULL), nowUs));
    }
    owner.emotion(EmotionCue.of(Emotion.HAPPINESS, 0.9f, 2_000), nowUs);
    // When
    for (int i = 0; i < 900; i++) {
      beat(i % 7 != 3 && (i < 400 || i > 460));
      truth.tick(nowUs);
      viewers.forEach(viewer -> viewer.tick(nowUs));
    }
    // Then
    assertThat(owner.viewers()).isEqualTo(2);
    for (TestViewer viewer : viewers) {
      assertThat(viewer.frames.size()).isGreaterThan(500);
      for (Map.Entry<Long, short[]> frame : viewer.frames.entrySet()) {
        assertThat(frame.getValue()).isEqualTo(truth.frames.get(frame.getKey()));
      }
    }
  }

  @Test
  void shouldKeepTheRateOfALowerLevelWhenTheOwnersFramesAreOfThatLevel() {
    // Given
    upstream.join(owner, watching(DetailLevel.REDUCED), nowUs);
    TestViewer truth = new TestViewer().join(owner, watching(DetailLevel.REDUCED), nowUs);
    TestViewer half = new TestViewer().join(relay, watching(DetailLevel.REDUCED), nowUs);
    TestViewer few = new TestViewer().join(relay, watching(DetailLevel.MINIMAL), nowUs);
    // When
    for (int i = 0; i < 600; i++) {
      beat(true);
      truth.tick(nowUs);
      half.tick(nowUs);
      few.tick(nowUs);
    }
    // Then
    assertThat(half.frames.keySet().equals(truth.frames.keySet())).isTrue();
    half.frames.forEach(
        (sequence, steps) -> assertThat(steps).isEqualTo(truth.frames.get(sequence)));
    assertThat(few.frames.size()).isBetween(78, 82);
  }

  @Test
  void shouldComposeNothingAndTakeNoOldFrameWhenItRelays() {
    // Given
    TestViewer viewer = new TestViewer().join(relay, watching(DetailLevel.FULL), 0);
    QuantizedFrame frame = new QuantizedFrame();
    frame.stamp(FrameProfile.EIGHT_BIT, DetailLevel.FULL, 0xFFFF_FFFFL, 5);
    // When
    relay.beat(10);
    relay.show(frame, 20);
    relay.show(frame, 30);
    frame.stamp(FrameProfile.EIGHT_BIT, DetailLevel.FULL, 0, 22);
    relay.show(frame, 40);
    viewer.tick(50);
    // Then
    assertThat(viewer.sentSequences).containsExactly(0xFFFF_FFFFL, 0L);
    assertThat(viewer.shown.timeMs()).isEqualTo(22);
    viewer.viewer.text("{\"type\":\"emotion\",\"emotion\":\"happiness\",\"intensity\":1}", 60);
    assertThat(viewer.texts.getLast()).contains("forbidden");
  }

  @Test
  void shouldLetARelayInWhenViewersAreAsManyAsMay() {
    // Given
    for (int i = 0; i < 3; i++) {
      new TestViewer().join(owner, watching(null), nowUs);
    }
    ViewerRequest request =
        new ViewerRequest(
            null, SessionRole.VIEWER, WireFormat.BINARY, DetailLevel.FULL, null, true);
    // When
    TestViewer late = new TestViewer().join(owner, watching(null), nowUs);
    TestViewer instance = new TestViewer().join(owner, request, nowUs);
    // Then
    assertThat(late.viewer).isNull();
    assertThat(instance.viewer).isNotNull();
  }
}
