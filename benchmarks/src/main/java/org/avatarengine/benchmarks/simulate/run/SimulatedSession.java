package org.avatarengine.benchmarks.simulate.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.live.FlightSettings;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.LiveSettings;
import org.avatarengine.animation.live.SessionStats;
import org.avatarengine.animation.live.Viewer;
import org.avatarengine.animation.live.ViewerRequest;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.benchmarks.simulate.client.Format;
import org.avatarengine.benchmarks.simulate.client.FramePerformer;
import org.avatarengine.benchmarks.simulate.client.FrameViewer;
import org.avatarengine.benchmarks.simulate.client.LiveListener;
import org.avatarengine.benchmarks.simulate.face.FaceSource;
import org.avatarengine.benchmarks.simulate.link.LinkModel;
import org.avatarengine.benchmarks.simulate.link.LinkSettings;
import org.avatarengine.benchmarks.simulate.quality.Agreement;
import org.avatarengine.benchmarks.simulate.quality.MeasureWindow;
import org.avatarengine.benchmarks.simulate.quality.MediaClock;
import org.avatarengine.benchmarks.simulate.quality.QualityReport;
import org.avatarengine.benchmarks.simulate.quality.ShownFrames;
import org.avatarengine.benchmarks.simulate.quality.ViewerMeter;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.session.SessionRole;

/** One session with its performer, its viewers and their links, on a clock of its own. */
final class SimulatedSession {

  /** Frames kept of a viewer: over a minute. */
  static final int KEPT = 4_096;

  private static final long TAIL_US = 1_500_000;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private final VirtualTime time = new VirtualTime();
  private final Scenario scenario;
  private final FaceSource face;
  private final LiveSession session;
  private final SplittableRandom seeds;
  private final MediaClock clock = MediaClock.known(0);
  private final Agreement agreement = new Agreement();
  private final MeasureWindow window = MeasureWindow.always();
  private final ShownFrames source = new ShownFrames(KEPT);
  private final float[] values = new float[Channel.COUNT];
  private final List<FrameViewer> viewers = new ArrayList<>();
  private final long endUs;
  private ShownFrames reference;
  private long beats;

  SimulatedSession(Scenario scenario, CompositorSettings compositor, FaceSource face, int number) {
    this.scenario = scenario;
    this.face = face;
    this.seeds = new SplittableRandom(scenario.seed() * 1_000_003 + number);
    this.endUs = scenario.duration().toNanos() / 1_000;
    LiveSettings settings =
        new LiveSettings(
            id(seeds.split()),
            "arkit",
            scenario.fps(),
            scenario.profile(),
            compositor,
            seeds.nextLong(),
            Math.min(10_000, scenario.viewers() + DetailLevel.values().length + 1));
    int seconds = (int) Math.min(600, endUs / 1_000_000 + 2);
    this.session = new LiveSession(settings, null, new FlightSettings(seconds, 64 << 20));
  }

  private static SessionId id(SplittableRandom random) {
    StringBuilder text = new StringBuilder("simulated.");
    for (int i = 0; i < 16; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return SessionId.of(text.toString());
  }

  /** Lives through the scenario. */
  void run() {
    for (DetailLevel level : DetailLevel.values()) {
      FrameViewer viewer = viewer(Format.BINARY, true);
      join(viewer, Format.BINARY, level, LinkSettings.clean(), LinkSettings.clean());
      if (level == DetailLevel.FULL) {
        reference = viewer.track();
      }
    }
    for (int i = 0; i < scenario.viewers(); i++) {
      FrameViewer viewer = viewer(scenario.format(), i < scenario.analysed());
      viewers.add(viewer);
      DetailLevel level = scenario.level() < 0 ? null : DetailLevel.values()[scenario.level()];
      join(viewer, scenario.format(), level, scenario.up(), scenario.down());
    }
    perform();
    time.at(0, this::beat);
    time.until(endUs + TAIL_US);
  }

  private FrameViewer viewer(Format format, boolean kept) {
    return new FrameViewer(
        new FrameViewer.Habits(
            format, !scenario.light() || kept, true, scenario.acknowledgeEvery()),
        new ViewerMeter(scenario.fps(), clock, window),
        clock,
        agreement,
        kept ? new ShownFrames(KEPT) : null);
  }

  private void join(
      LiveListener client, Format format, DetailLevel level, LinkSettings up, LinkSettings down) {
    WireFormat wire =
        switch (format) {
          case BINARY -> WireFormat.BINARY;
          case JSON -> WireFormat.JSON;
          case MSGPACK -> WireFormat.MESSAGE_PACK;
        };
    join(client, SessionRole.VIEWER, wire, level, up, down);
  }

  private void join(
      LiveListener client,
      SessionRole role,
      WireFormat format,
      DetailLevel level,
      LinkSettings up,
      LinkSettings down) {
    SimulatedLink link =
        new SimulatedLink(
            time,
            new LinkModel(up, seeds.nextLong()),
            new LinkModel(down, seeds.nextLong()),
            client,
            format == WireFormat.JSON);
    client.onOpen(link, time.nowUs());
    Viewer viewer =
        session.join(new ViewerRequest(null, role, format, level), link.port(), time.nowUs());
    if (viewer == null) {
      throw new IllegalStateException("the session let nobody in");
    }
    link.joined(viewer);
  }

  private void perform() {
    switch (scenario.perform()) {
      case LIVE_LINK -> {
        int number =
            session.openSource(
                Dialects.reader(Dialect.LIVE_LINK), SourceSettings.named("simulated"), 0);
        LinkModel link = new LinkModel(scenario.up(), seeds.nextLong());
        DialectWriter writer = Dialects.liveLink("simulated", 60);
        time.at(0, nowUs -> packet(number, link, writer, 0, nowUs));
      }
      case WEB_SOCKET, WEB_RTC -> {
        FramePerformer performer = new FramePerformer(face, null);
        join(
            performer,
            SessionRole.PERFORMER,
            WireFormat.BINARY,
            DetailLevel.MINIMAL,
            scenario.up(),
            scenario.down());
        time.at(0, nowUs -> frame(performer, 0, nowUs));
      }
      case NOBODY -> {}
    }
  }

  private void packet(int number, LinkModel link, DialectWriter writer, long count, long nowUs) {
    performed(nowUs);
    byte[] bytes = new byte[DialectWriter.MAX_BYTES];
    int length = writer.write(values, count, nowUs, bytes, 0);
    byte[] packet = Arrays.copyOf(bytes, length);
    long arrivesUs = link.pass(nowUs, length + 28);
    if (arrivesUs >= 0) {
      time.at(arrivesUs, atUs -> session.packet(number, packet, 0, length, atUs));
      if (link.secondUs() >= 0) {
        time.at(link.secondUs(), atUs -> session.packet(number, packet, 0, length, atUs));
      }
    }
    next(count, atUs -> packet(number, link, writer, count + 1, atUs));
  }

  private void frame(FramePerformer performer, long count, long nowUs) {
    performed(nowUs);
    performer.beat(nowUs);
    next(count, atUs -> frame(performer, count + 1, atUs));
  }

  private void performed(long nowUs) {
    face.at(nowUs, values);
    source.add(-1, nowUs / 1_000, nowUs, DetailLevel.FULL, values);
  }

  /** At 60 Hz, without drift. */
  private void next(long count, java.util.function.LongConsumer task) {
    long dueUs = (count + 1) * 1_000_000 / 60;
    if (dueUs <= endUs) {
      time.at(dueUs, task);
    }
  }

  private void beat(long nowUs) {
    session.beat(nowUs);
    beats++;
    long dueUs = beats * 1_000_000 / scenario.fps();
    if (dueUs <= endUs) {
      time.at(dueUs, this::beat);
    }
  }

  byte[] recording() {
    return session.recording();
  }

  SessionStats stats() {
    return session.stats();
  }

  /** Adds what its viewers lived through. */
  void account(QualityReport quality, Truth truth) {
    for (FrameViewer viewer : viewers) {
      quality.viewer(viewer.meter());
      if (viewer.track() != null) {
        quality.encoderInput(truth.input(), viewer.track());
        if (scenario.perform() != Scenario.Perform.NOBODY) {
          quality.source(source, viewer.track());
        }
      }
    }
  }

  /** Frames of the viewer that loses nothing which an encoder of its own makes otherwise. */
  long unlike(Truth truth) {
    long unlike = 0;
    ShownFrames rebuilt = truth.rebuilt();
    int at = 0;
    for (int i = 0; i < reference.count(); i++) {
      while (at < rebuilt.count() && rebuilt.sequence(at) < reference.sequence(i)) {
        at++;
      }
      if (at < rebuilt.count() && rebuilt.sequence(at) == reference.sequence(i)) {
        boolean same = rebuilt.timeMs(at) == reference.timeMs(i);
        for (int c = 0; c < Channel.COUNT && same; c++) {
          same = rebuilt.value(at, c) == reference.value(i, c);
        }
        unlike += same ? 0 : 1;
      }
    }
    return unlike;
  }
}
