package org.avatarengine.benchmarks.simulate.stress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.avatarengine.benchmarks.simulate.client.Beats;
import org.avatarengine.benchmarks.simulate.client.FrameViewer;
import org.avatarengine.benchmarks.simulate.client.LiveLinkPerformer;
import org.avatarengine.benchmarks.simulate.client.LiveListener;
import org.avatarengine.benchmarks.simulate.client.OpenSocket;
import org.avatarengine.benchmarks.simulate.client.SessionApi;
import org.avatarengine.benchmarks.simulate.client.WebSockets;
import org.avatarengine.benchmarks.simulate.face.SyntheticFace;
import org.avatarengine.benchmarks.simulate.quality.MeasureWindow;
import org.avatarengine.benchmarks.simulate.quality.MediaClock;
import org.avatarengine.benchmarks.simulate.quality.ViewerMeter;
import org.avatarengine.benchmarks.simulate.run.OpenSessions;

/** One session with a performer and a healthy viewer, and all it takes to bring worse ones. */
final class TestBed implements AutoCloseable {

  private static final int FPS = 60;

  private final SessionApi api;
  private final OpenSessions open;
  private final WebSockets sockets = new WebSockets(1, Duration.ofSeconds(10));
  private final Beats beats = new Beats();
  private final SessionApi.Made made;
  private final List<LiveLinkPerformer> phones = new ArrayList<>();
  private final MediaClock clock = new MediaClock();
  private final FrameViewer healthy;

  TestBed(SessionApi api, long seed) throws IOException, InterruptedException {
    this.api = api;
    this.open = new OpenSessions(api);
    this.made = open.make(SessionApi.Order.raw(seed));
    for (SessionApi.Ingest ingest : made.ingest()) {
      if (ingest.dialect().startsWith("live") || ingest.dialect().startsWith("LIVE")) {
        LiveLinkPerformer phone =
            new LiveLinkPerformer(new SyntheticFace(seed), address(ingest), ingest.subject(), FPS);
        phones.add(phone);
        beats.add(phone);
      }
    }
    this.healthy = viewer(FrameViewer.Habits.full());
    connect(healthy);
    await(Duration.ofSeconds(10), () -> healthy.meter().framesShown() > 0);
  }

  private InetSocketAddress address(SessionApi.Ingest ingest) {
    boolean anywhere = ingest.host().isEmpty() || ingest.host().equals("0.0.0.0");
    return new InetSocketAddress(anywhere ? api.base().getHost() : ingest.host(), ingest.port());
  }

  /** Where the session takes datagrams. */
  List<InetSocketAddress> ports() {
    return made.ingest().stream().map(this::address).distinct().toList();
  }

  /** A viewer that is not connected yet. */
  FrameViewer viewer(FrameViewer.Habits habits) {
    ViewerMeter meter = new ViewerMeter(FPS, clock, MeasureWindow.always());
    return new FrameViewer(habits, meter, clock, null, null);
  }

  OpenSocket connect(FrameViewer viewer) {
    List<String> offered = new ArrayList<>();
    offered.add("avatar.frame.v1");
    offered.add("bearer." + made.viewerToken());
    if (viewer.viewerId() != null) {
      offered.add("resume." + viewer.viewerId());
    }
    return sockets.connect(api.socket(made.streamPath()), offered, viewer);
  }

  /** As a performer, who may say more. */
  OpenSocket perform(LiveListener listener) {
    return sockets.connect(
        api.socket(made.streamPath()),
        List.of("avatar.frame.v1", "bearer." + made.performerToken()),
        listener);
  }

  /** The viewer that does all as it should, and should notice nothing. */
  FrameViewer healthy() {
    return healthy;
  }

  /** Why the healthy viewer is not well since it had shown so many frames; empty if it is. */
  String complaint(long framesBefore, Duration time) {
    long expected = time.toMillis() * FPS / 1_000 / 4;
    long shown = healthy.meter().framesShown() - framesBefore;
    if (!healthy.isOpen()) {
      return "the healthy viewer lost its connection: " + healthy.farewell();
    }
    return shown < expected
        ? "the healthy viewer saw " + shown + " frames in " + time.toMillis() + " ms"
        : "";
  }

  /** Whether it came true in time. */
  static boolean await(Duration most, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    beats.close();
    for (LiveLinkPerformer phone : phones) {
      phone.close();
    }
    open.close();
    sockets.close();
  }
}
