package org.avatarengine.animation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.animation.stream.TargetMapper;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.session.SessionRole;
import org.junit.jupiter.api.Test;

class LiveSessionTest {

  private static final long BEAT_US = 16_667;
  private static final int JAW = Channel.JAW_OPEN.ordinal();

  private LiveSession session = session(CompositorSettings.defaults(), 100);
  private long nowUs;

  @Test
  void shouldShowAllViewersTheSameFaceWhenTheirLinesLoseAndReorder() {
    // Given
    Random random = new Random(5);
    List<TestViewer> viewers = new ArrayList<>();
    TestViewer truth = join(new TestViewer(), watching(DetailLevel.FULL));
    for (int i = 0; i < 20; i++) {
      viewers.add(
          join(
              new TestViewer(random, 0.1, 5_000L + 6_000 * i, 12_000), watching(DetailLevel.FULL)));
    }
    session.emotion(EmotionCue.of(Emotion.HAPPINESS, 0.9f, 2_000), nowUs);
    // When
    for (int i = 0; i < 1_200; i++) {
      beat();
      truth.tick(nowUs);
      viewers.forEach(viewer -> viewer.tick(nowUs));
    }
    // Then
    assertThat(truth.frames).hasSize(1_200);
    for (TestViewer viewer : viewers) {
      assertThat(viewer.unknown).isZero();
      assertThat(viewer.frames.size()).isGreaterThan(900);
      assertThat(viewer.longestGapUs).isLessThan(150_000);
      for (Map.Entry<Long, short[]> frame : viewer.frames.entrySet()) {
        assertThat(frame.getValue()).isEqualTo(truth.frames.get(frame.getKey()));
      }
    }
    assertThat(session.stats().encodingsMaxBeat()).isLessThanOrEqualTo(5);
  }

  @Test
  void shouldGoOnWithTheNextFrameWhenOneIsLost() {
    // Given
    TestViewer viewer = join(new TestViewer(), watching(DetailLevel.FULL));
    beats(30, viewer);
    long before = viewer.shown.sequence();
    // When
    viewer.decodes = false;
    beat();
    viewer.decodes = true;
    beats(1, viewer);
    // Then
    assertThat(viewer.shown.sequence()).isEqualTo(before + 2);
    assertThat(viewer.unknown).isZero();
    assertThat(viewer.keys).isEqualTo(1);
  }

  @Test
  void shouldTakeWhatIsSentForShownWhenTheTransportIsReliable() {
    // Given
    TestViewer acknowledging = new TestViewer();
    TestViewer silent = new TestViewer();
    silent.reliable = true;
    silent.acknowledges = false;
    join(acknowledging, watching(DetailLevel.FULL));
    join(silent, watching(DetailLevel.FULL));
    // When: now and then the transport is busy, and frames are left out
    for (int i = 0; i < 200; i++) {
      silent.writable = i % 7 != 3;
      beats(1, acknowledging, silent);
    }
    // Then
    assertThat(silent.texts.getFirst()).contains("\"acknowledge\":false");
    assertThat(acknowledging.texts.getFirst()).contains("\"acknowledge\":true");
    assertThat(silent.unknown).isZero();
    assertThat(silent.keys).isEqualTo(1);
    assertThat(silent.frames.size()).isGreaterThan(150);
    silent.frames.forEach(
        (number, steps) -> assertThat(steps).isEqualTo(acknowledging.frames.get(number)));
  }

  @Test
  void shouldKeepTheLevelAndCountNothingWhileATransportStillConnects() {
    // Given
    TestViewer slow = new TestViewer();
    slow.writable = false;
    join(slow, new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, null));
    // When: five seconds until its channel opens
    beats(300, slow);
    slow.writable = true;
    slow.viewer.writable(nowUs);
    beats(2, slow);
    // Then
    assertThat(slow.viewer.level()).isEqualTo(DetailLevel.FULL);
    assertThat(session.stats().notWritable()).isZero();
    assertThat(slow.frames).isNotEmpty();
  }

  @Test
  void shouldSendAKeyFrameAtOnceWhenAViewerLostItsBase() {
    for (DetailLevel level : DetailLevel.values()) {
      // Given
      session = session(CompositorSettings.defaults(), 100);
      TestViewer viewer = join(new TestViewer(), watching(level));
      beats(100, viewer);
      int shownBefore = viewer.frames.size();
      viewer.decoder.reset();
      viewer.frames.clear();
      // When: the next frame cannot be decoded, the viewer asks, and has a key frame in that call
      int beats = 0;
      while (viewer.unknown == 0) {
        beats(1, viewer);
        beats++;
      }
      viewer.tick(nowUs);
      // Then
      assertThat(shownBefore).isPositive();
      assertThat(beats).isLessThanOrEqualTo(8);
      assertThat(viewer.frames).hasSize(1);
      beats(60, viewer);
      assertThat(viewer.unknown).isEqualTo(1);
    }
  }

  @Test
  void shouldGiveEachLevelItsFramesWhenTenSecondsPass() {
    // Given
    List<TestViewer> viewers = new ArrayList<>();
    for (DetailLevel level : DetailLevel.values()) {
      viewers.add(join(new TestViewer(), watching(level)));
    }
    // When
    for (int i = 0; i < 600; i++) {
      beat();
      viewers.forEach(viewer -> viewer.tick(nowUs));
    }
    // Then
    assertThat(viewers).extracting(viewer -> viewer.received).containsExactly(600, 300, 150, 80);
    assertThat(session.stats().framesSent()).containsExactly(600L, 300L, 150L, 80L);
    assertThat(viewers.get(1).sentSequences).startsWith(0L, 2L, 4L, 6L);
  }

  @Test
  void shouldSendOnlyTheNewestWhenATransportWasBlocked() {
    // Given
    TestViewer viewer = join(new TestViewer(), watching(DetailLevel.FULL));
    beats(10, viewer);
    viewer.writable = false;
    beats(7, viewer);
    // When
    viewer.writable = true;
    viewer.viewer.writable(nowUs);
    viewer.viewer.writable(nowUs);
    viewer.tick(nowUs);
    // Then
    assertThat(viewer.received).isEqualTo(11);
    assertThat(viewer.shown.sequence()).isEqualTo(16);
    assertThat(session.stats().notWritable()).isEqualTo(7);
  }

  @Test
  void shouldComeDownWhenATransportIsBlockedAgainAndAgain() {
    // Given
    TestViewer viewer =
        join(
            new TestViewer(), new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, null));
    // When
    for (int i = 0; i < 150; i++) {
      viewer.writable = i % 2 == 0;
      beats(1, viewer);
    }
    // Then
    assertThat(viewer.viewer.level()).isEqualTo(DetailLevel.REDUCED);
    assertThat(viewer.texts.getLast())
        .isEqualTo(
            "{\"type\":\"level\",\"level\":1,\"fps\":30,\"channels\":52,\"reason\":\"backlog\"}");
    assertThat(viewer.unknown).isZero();
  }

  @Test
  void shouldFollowReportsWhenTheLevelIsAutomatic() {
    // Given
    TestViewer viewer =
        join(
            new TestViewer(), new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, null));
    beats(180, viewer);
    // When
    viewer.viewer.text(report(200, 0), nowUs);
    beats(60, viewer);
    viewer.viewer.text(report(200, 0), nowUs);
    beats(4, viewer);
    // Then
    assertThat(viewer.viewer.level()).isEqualTo(DetailLevel.REDUCED);
    assertThat(viewer.unknown).isZero();
    viewer.viewer.text("{\"type\":\"level\",\"level\":3}", nowUs);
    assertThat(viewer.viewer.level()).isEqualTo(DetailLevel.MINIMAL);
    assertThat(viewer.texts.getLast()).contains("\"reason\":\"requested\"");
    beats(60, viewer);
    assertThat(viewer.unknown).isZero();
  }

  @Test
  void shouldNeverShowAnotherFaceWhenLevelsChangeAllTheTime() {
    // Given
    Random random = new Random(9);
    List<TestViewer> truth = new ArrayList<>();
    for (DetailLevel level : DetailLevel.values()) {
      truth.add(join(new TestViewer(), watching(level)));
    }
    TestViewer viewer =
        join(new TestViewer(random, 0.05, 30_000, 20_000), watching(DetailLevel.FULL));
    // When
    for (int i = 0; i < 3_000; i++) {
      beat();
      truth.forEach(other -> other.tick(nowUs));
      long before = viewer.frames.size();
      viewer.tick(nowUs);
      // Then
      if (viewer.frames.size() > before) {
        assertThat(viewer.shown.steps())
            .isEqualTo(
                truth.get(viewer.shown.level().ordinal()).frames.get(viewer.shown.sequence()));
      }
      if (random.nextInt(5) == 0) {
        viewer.viewer.text("{\"type\":\"level\",\"level\":" + random.nextInt(4) + "}", nowUs);
      }
      if (random.nextInt(9) == 0) {
        viewer.viewer.text("{\"type\":\"key\"}", nowUs);
      }
      viewer.writable = random.nextInt(7) != 0;
      if (viewer.writable && random.nextBoolean()) {
        viewer.viewer.writable(nowUs);
      }
    }
    assertThat(viewer.frames.size()).isGreaterThan(400);
  }

  @Test
  void shouldGoOnAsTheSameViewerWhenItComesBack() {
    // Given
    TestViewer first =
        join(
            new TestViewer(), new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, null));
    first.viewer.text("{\"type\":\"level\",\"level\":1}", nowUs);
    beats(20, first);
    String id = first.viewer.id();
    // When
    TestViewer second =
        join(new TestViewer(), new ViewerRequest(id, SessionRole.VIEWER, WireFormat.BINARY, null));
    second.tick(nowUs);
    // Then
    assertThat(first.closed).isEqualTo(CloseReason.REPLACED);
    assertThat(second.viewer.id()).isEqualTo(id);
    assertThat(second.viewer.level()).isEqualTo(DetailLevel.REDUCED);
    assertThat(second.keys).as("a key frame at once").isEqualTo(1);
    assertThat(second.frames).hasSize(1);
    int before = first.received;
    first.viewer.text("{\"type\":\"key\"}", nowUs);
    beats(4, second);
    assertThat(first.received).isEqualTo(before);
    assertThat(session.viewers()).isEqualTo(1);
  }

  @Test
  void shouldRememberAViewerForAMinuteWhenItLeft() {
    // Given
    TestViewer viewer = join(new TestViewer(), watching(DetailLevel.LOW));
    String id = viewer.viewer.id();
    viewer.viewer.left();
    viewer.viewer.left();
    // When
    boolean known = session.knows(id);
    nowUs += 61_000_000;
    TestViewer late =
        join(new TestViewer(), new ViewerRequest(id, SessionRole.VIEWER, WireFormat.BINARY, null));
    // Then
    assertThat(known).isTrue();
    assertThat(late.viewer.id()).isNotEqualTo(id);
    assertThat(late.viewer.level()).isEqualTo(DetailLevel.FULL);
  }

  @Test
  void shouldTurnAwayWhenTheSessionIsFull() {
    // Given
    session = session(CompositorSettings.defaults(), 2);
    TestViewer first = join(new TestViewer(), watching(DetailLevel.FULL));
    join(new TestViewer(), watching(DetailLevel.FULL));
    // When
    TestViewer third = join(new TestViewer(), watching(DetailLevel.FULL));
    TestViewer again =
        join(
            new TestViewer(),
            new ViewerRequest(
                first.viewer.id(), SessionRole.VIEWER, WireFormat.BINARY, DetailLevel.FULL));
    // Then
    assertThat(third.viewer).isNull();
    assertThat(again.viewer).isNotNull();
    assertThat(session.stats().refused()).isEqualTo(1);
  }

  @Test
  void shouldWelcomeWhenSomebodyJoins() {
    // Given, When
    TestViewer viewer = join(new TestViewer(), watching(DetailLevel.LOW));
    // Then
    assertThat(viewer.texts)
        .containsExactly(
            "{\"type\":\"welcome\",\"sessionId\":\""
                + session.id().value()
                + "\",\"viewerId\":\""
                + viewer.viewer.id()
                + "\",\"role\":\"viewer\",\"rig\":\"arkit\",\"fps\":60,\"level\":2,"
                + "\"levelFps\":15,\"channels\":24,\"profile\":\"EIGHT_BIT\",\"acknowledge\":true,\"t\":0}");
    assertThat(viewer.viewer.id()).hasSize(22);
  }

  @Test
  void shouldDriveTheFaceWhenAPerformerSendsFrames() {
    // Given
    session = session(CompositorSettings.raw(), 10);
    TestViewer performer =
        join(
            new TestViewer(),
            new ViewerRequest(null, SessionRole.PERFORMER, WireFormat.BINARY, DetailLevel.FULL));
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    QuantizedFrame[] sent = new QuantizedFrame[60];
    float[] values = new float[Channel.COUNT];
    byte[] bytes = new byte[FrameEncoder.MAX_BYTES];
    // When
    for (int i = 0; i < sent.length; i++) {
      values[JAW] = i / 80f;
      sent[i] = new QuantizedFrame();
      encoder.quantize(i, i * 16L, values, sent[i]);
      int length = encoder.encode(sent[i], i == 0 ? null : sent[i - 1], bytes, 0);
      performer.viewer.binary(bytes, 0, length, nowUs);
      beats(1, performer);
    }
    // Then
    assertThat(performer.binaries).hasSize(60);
    assertThat(performer.binaries.getLast()).containsExactly(0x11, 59, 0, 0, 0);
    assertThat(performer.shown.steps()[JAW] / 255f).isCloseTo(59 / 80f, Offset.offset(0.02f));
    assertThat(session.stats().samples()).isEqualTo(60);
  }

  @Test
  void shouldAskForAKeyFrameWhenAPerformersBaseIsUnknown() {
    // Given
    TestViewer performer =
        join(
            new TestViewer(),
            new ViewerRequest(null, SessionRole.PERFORMER, WireFormat.BINARY, DetailLevel.FULL));
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    QuantizedFrame first = new QuantizedFrame();
    QuantizedFrame second = new QuantizedFrame();
    encoder.quantize(1, 16, new float[Channel.COUNT], first);
    encoder.quantize(2, 33, new float[Channel.COUNT], second);
    byte[] bytes = new byte[FrameEncoder.MAX_BYTES];
    // When
    performer.viewer.binary(bytes, 0, encoder.encode(second, first, bytes, 0), nowUs);
    // Then
    assertThat(performer.texts.getLast()).isEqualTo("{\"type\":\"key\"}");
    assertThat(performer.binaries).isEmpty();
  }

  @Test
  void shouldDriveTheFaceWhenAPerformerSendsJson() {
    // Given
    session = session(CompositorSettings.raw(), 10);
    TestViewer performer =
        join(
            new TestViewer(),
            new ViewerRequest(null, SessionRole.PERFORMER, WireFormat.JSON, DetailLevel.FULL));
    performer.decodes = false;
    // When
    for (int i = 0; i < 20; i++) {
      performer.viewer.text(
          "{\"type\":\"values\",\"t\":" + i * 16 + ",\"values\":{\"jawOpen\":0.5}}", nowUs);
      beats(1, performer);
    }
    // Then
    String json = new String(performer.raw.getLast(), StandardCharsets.UTF_8);
    assertThat(json).startsWith("{\"seq\":19,").contains("0.5");
    performer.viewer.text("{\"type\":\"input\",\"dialect\":\"azure\",\"data\":{}}", nowUs);
    assertThat(performer.texts.getLast()).contains("\"code\":\"bad-input\"", "azure");
    performer.viewer.text("{\"type\":\"emotion\",\"emotion\":\"joy\",\"intensity\":1}", nowUs);
    performer.viewer.text("{\"type\":\"calibrate\"}", nowUs);
    assertThat(performer.texts).hasSize(2);
  }

  @Test
  void shouldAnswerWithAnErrorWhenAViewerPerforms() {
    // Given
    TestViewer viewer = join(new TestViewer(), watching(DetailLevel.FULL));
    // When
    viewer.viewer.text("{\"type\":\"values\",\"values\":{\"jawOpen\":1}}", nowUs);
    viewer.viewer.binary(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}, 0, 8, nowUs);
    viewer.viewer.text("{\"type\":\"nonsense\"}", nowUs);
    // Then
    assertThat(viewer.texts.subList(1, 4))
        .satisfiesExactly(
            text -> assertThat(text).contains("\"code\":\"forbidden\""),
            text -> assertThat(text).contains("\"code\":\"forbidden\""),
            text -> assertThat(text).contains("\"code\":\"unknown-type\"", "report"));
    assertThat(viewer.closed).isNull();
    assertThat(session.stats().samples()).isZero();
  }

  @Test
  void shouldPutOutWhoFloods() {
    // Given
    TestViewer viewer = join(new TestViewer(), watching(DetailLevel.FULL));
    // When
    int messages = 0;
    while (viewer.closed == null && messages < 10_000) {
      viewer.viewer.text("{\"type\":\"ping\",\"t\":1}", nowUs);
      messages++;
    }
    // Then
    assertThat(viewer.closed).isEqualTo(CloseReason.PROTOCOL);
    assertThat(messages).isBetween(500, 700);
    assertThat(viewer.texts).hasSizeLessThan(120);
    assertThat(viewer.texts.getLast()).contains("\"bye\"", "protocol");
    assertThat(session.viewers()).isZero();
    assertThat(session.knows(viewer.viewer.id())).isFalse();
  }

  @Test
  void shouldWriteADialectOnceWhenSeveralOutputsShareIt() {
    // Given
    session = session(CompositorSettings.raw(), 10);
    int source =
        session.openSource(
            Dialects.reader(Dialect.LIVE_LINK), SourceSettings.named("phone"), nowUs);
    DialectWriter phone = Dialects.liveLink("AVA-7K3Q", 60);
    TestViewer output =
        join(
            new TestViewer(),
            new ViewerRequest(null, SessionRole.VIEWER, WireFormat.LIVE_LINK, null, "Unreal"));
    output.decodes = false;
    float[] values = new float[Channel.COUNT];
    byte[] packet = new byte[DialectWriter.MAX_BYTES];
    // When
    for (int i = 0; i < 60; i++) {
      values[JAW] = 0.25f;
      int length = phone.write(values, i, nowUs, packet, 0);
      session.packet(source, packet, 0, length, nowUs);
      beat();
    }
    // Then
    DialectReader unreal = Dialects.reader(Dialect.LIVE_LINK);
    FaceSample sample = new FaceSample();
    byte[] last = output.raw.getLast();
    assertThat(unreal.read(last, 0, last.length, sample)).isEqualTo(DialectReader.Outcome.SAMPLE);
    assertThat(sample.subject()).isEqualTo("Unreal");
    assertThat(sample.values()[JAW]).isCloseTo(0.25f, Offset.offset(0.01f));
    assertThat(output.received).isEqualTo(60);
  }

  @Test
  void shouldMapTheRigOncePerBeatWhenTextViewersWatch() {
    // Given
    AtomicInteger calls = new AtomicInteger();
    TargetMapper rig =
        new TargetMapper() {
          @Override
          public int count() {
            return 2;
          }

          @Override
          public void map(float[] values, long atUs, float[] targets) {
            calls.incrementAndGet();
            targets[0] = 0.25f;
            targets[1] = 0.75f;
          }
        };
    session = new LiveSession(session.settings(), rig, FlightSettings.OFF);
    List<TestViewer> viewers = new ArrayList<>();
    for (WireFormat format : List.of(WireFormat.JSON, WireFormat.JSON, WireFormat.MESSAGE_PACK)) {
      TestViewer viewer = new TestViewer();
      viewer.decodes = false;
      viewers.add(
          join(viewer, new ViewerRequest(null, SessionRole.VIEWER, format, DetailLevel.FULL)));
    }
    // When
    for (int i = 0; i < 10; i++) {
      beat();
    }
    // Then
    assertThat(calls).hasValue(10);
    assertThat(new String(viewers.getFirst().raw.getLast(), StandardCharsets.UTF_8))
        .contains("\"targets\":[0.25,0.75]");
    assertThat(session.stats().encodings()).as("one JSON, one MessagePack a beat").isEqualTo(20);
  }

  @Test
  void shouldSayGoodbyeWhenTheSessionCloses() {
    // Given
    TestViewer viewer = join(new TestViewer(), watching(DetailLevel.FULL));
    // When
    session.close(CloseReason.SESSION_CLOSED);
    // Then
    assertThat(viewer.texts.getLast())
        .isEqualTo("{\"type\":\"bye\",\"reason\":\"session-closed\"}");
    assertThat(viewer.closed).isEqualTo(CloseReason.SESSION_CLOSED);
    assertThat(session.isClosed()).isTrue();
    assertThat(join(new TestViewer(), watching(DetailLevel.FULL)).viewer).isNull();
    beat();
    assertThat(viewer.received).isZero();
  }

  @Test
  void shouldBeIdleWhenNobodyWatchesAndNothingComes() {
    // Given
    TestViewer viewer = join(new TestViewer(), watching(DetailLevel.FULL));
    beats(60, viewer);
    long whileWatched = session.idleSinceUs();
    // When
    viewer.viewer.left();
    long leftUs = nowUs;
    beats(120, viewer);
    // Then
    assertThat(whileWatched).isEqualTo(-1);
    assertThat(session.idleSinceUs()).isBetween(leftUs - 2 * BEAT_US, leftUs);
  }

  private TestViewer join(TestViewer viewer, ViewerRequest request) {
    return viewer.join(session, request, nowUs);
  }

  private void beat() {
    nowUs += BEAT_US;
    session.beat(nowUs);
  }

  private void beats(int count, TestViewer... viewers) {
    for (int i = 0; i < count; i++) {
      for (TestViewer viewer : viewers) {
        viewer.tick(nowUs);
      }
      beat();
      for (TestViewer viewer : viewers) {
        viewer.tick(nowUs);
      }
    }
  }

  private static String report(int rttMs, int loss) {
    return "{\"type\":\"report\",\"rttMs\":" + rttMs + ",\"lossPercent\":" + loss + "}";
  }

  private static ViewerRequest watching(DetailLevel level) {
    return new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, level);
  }

  private static LiveSession session(CompositorSettings compositor, int maxViewers) {
    return new LiveSession(
        new LiveSettings(
            SessionId.create("test"),
            "arkit",
            60,
            FrameProfile.EIGHT_BIT,
            compositor,
            7,
            maxViewers));
  }
}
