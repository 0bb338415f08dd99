package org.avatarengine.benchmarks.simulate.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.avatarengine.benchmarks.simulate.client.Beats;
import org.avatarengine.benchmarks.simulate.client.ClientClock;
import org.avatarengine.benchmarks.simulate.client.Format;
import org.avatarengine.benchmarks.simulate.client.FramePerformer;
import org.avatarengine.benchmarks.simulate.client.FrameViewer;
import org.avatarengine.benchmarks.simulate.client.LiveConnection;
import org.avatarengine.benchmarks.simulate.client.LiveLinkPerformer;
import org.avatarengine.benchmarks.simulate.client.Performer;
import org.avatarengine.benchmarks.simulate.client.SessionApi;
import org.avatarengine.benchmarks.simulate.face.FaceSource;
import org.avatarengine.benchmarks.simulate.quality.Agreement;
import org.avatarengine.benchmarks.simulate.quality.MeasureWindow;
import org.avatarengine.benchmarks.simulate.quality.MediaClock;
import org.avatarengine.benchmarks.simulate.quality.QualityReport;
import org.avatarengine.benchmarks.simulate.quality.ShownFrames;
import org.avatarengine.benchmarks.simulate.quality.ViewerMeter;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;

/** One session of a server with its performer and its viewers on real sockets. */
final class WatchedSession implements AutoCloseable {

  private final Scenario scenario;
  private final SessionApi api;
  private final SessionApi.Made made;
  private final Clients clients;
  private final MeasureWindow window;
  private final boolean analysed;
  private final FaceSource face;
  private final MediaClock clock = new MediaClock();
  private final Agreement agreement = new Agreement();
  private final ShownFrames performed = new ShownFrames(SimulatedSession.KEPT);
  private final List<FrameViewer> viewers = new ArrayList<>();
  private final List<LiveConnection> connections = new ArrayList<>();
  private FrameViewer reference;
  private Performer performer;

  /**
   * @param analysed whether it gets a viewer that loses nothing, and is compared with what went
   *     into its encoder
   */
  WatchedSession(
      Scenario scenario,
      SessionApi api,
      SessionApi.Made made,
      Clients clients,
      MeasureWindow window,
      FaceSource face,
      boolean analysed) {
    this.scenario = scenario;
    this.api = api;
    this.made = made;
    this.clients = clients;
    this.window = window;
    this.face = analysed ? new NotedFace(face, performed) : face;
    this.analysed = analysed;
  }

  /** Lets everybody connect; they are open some time later. */
  void connect(Beats beats) throws IOException, InterruptedException {
    if (analysed) {
      reference = viewer(Format.BINARY, true);
      connections.add(
          clients
              .sockets()
              .connect(stream(0), subprotocols(Format.BINARY, made.viewerToken()), reference));
    }
    perform();
    if (performer != null) {
      beats.add(performer);
    }
    for (int i = 0; i < scenario.viewers(); i++) {
      boolean kept = analysed && i < scenario.analysed();
      FrameViewer viewer = viewer(scenario.format(), kept);
      viewers.add(viewer);
      boolean rtc =
          switch (scenario.watch()) {
            case WEB_SOCKET -> false;
            case WEB_RTC -> true;
            case MIXED -> i % 2 == 1;
          };
      connections.add(
          rtc
              ? clients
                  .peers()
                  .connect(
                      api,
                      made.sessionId(),
                      made.viewerToken(),
                      scenario.format(),
                      scenario.level(),
                      viewer)
              : clients
                  .sockets()
                  .connect(
                      clients.detours().socket(stream(scenario.level())),
                      subprotocols(scenario.format(), made.viewerToken()),
                      viewer));
    }
  }

  private FrameViewer viewer(Format format, boolean kept) {
    return new FrameViewer(
        new FrameViewer.Habits(
            format, kept || !scenario.light(), true, scenario.acknowledgeEvery()),
        new ViewerMeter(scenario.fps(), clock, window),
        clock,
        agreement,
        kept ? new ShownFrames(SimulatedSession.KEPT) : null);
  }

  private void perform() throws IOException, InterruptedException {
    switch (scenario.perform()) {
      case LIVE_LINK -> {
        SessionApi.Ingest ingest =
            made.ingest().stream()
                .filter(each -> each.dialect().toLowerCase(Locale.ROOT).startsWith("live"))
                .findFirst()
                .orElseThrow(() -> new IOException("the session takes no Live Link packets"));
        InetSocketAddress to =
            new InetSocketAddress(host(ingest.host(), api.base()), ingest.port());
        performer = new LiveLinkPerformer(face, clients.detours().udp(to), ingest.subject(), 60);
      }
      case WEB_SOCKET -> {
        FramePerformer frames = new FramePerformer(face, watcher());
        performer = frames;
        connections.add(
            clients
                .sockets()
                .connect(
                    clients.detours().socket(stream(DetailLevel.MINIMAL.ordinal())),
                    subprotocols(Format.BINARY, made.performerToken()),
                    frames));
      }
      case WEB_RTC -> {
        FramePerformer frames = new FramePerformer(face, watcher());
        performer = frames;
        connections.add(
            clients
                .peers()
                .connect(
                    api,
                    made.sessionId(),
                    made.performerToken(),
                    Format.BINARY,
                    DetailLevel.MINIMAL.ordinal(),
                    frames));
      }
      case NOBODY -> {}
    }
  }

  /** A performer watches too, and acknowledges like everybody. */
  private FrameViewer watcher() {
    return new FrameViewer(
        new FrameViewer.Habits(Format.BINARY, false, false, 1),
        new ViewerMeter(scenario.fps(), clock, new MeasureWindow()),
        clock,
        null,
        null);
  }

  /** A service that listens everywhere says so; from here it is where its REST is. */
  private static String host(String said, URI base) {
    return said.isEmpty() || said.equals("0.0.0.0") || said.equals("::") ? base.getHost() : said;
  }

  private URI stream(int level) {
    return api.socket(made.streamPath() + (level < 0 ? "" : "?level=" + level));
  }

  static List<String> subprotocols(Format format, String token) {
    return List.of(format.subprotocol(), "bearer." + token);
  }

  SessionApi.Made made() {
    return made;
  }

  List<FrameViewer> viewers() {
    return viewers;
  }

  Performer performer() {
    return performer;
  }

  boolean isAnalysed() {
    return analysed;
  }

  /** Adds what its viewers lived through; when all of them are gone. */
  void account(QualityReport quality) {
    for (FrameViewer viewer : viewers) {
      quality.viewer(viewer.meter());
    }
    if (!analysed || performer == null || !clock.isKnown()) {
      return;
    }
    ShownFrames source = new ShownFrames(SimulatedSession.KEPT);
    float[] values = new float[Channel.COUNT];
    for (int i = 0; i < performed.count(); i++) {
      for (int c = 0; c < values.length; c++) {
        values[c] = performed.value(i, c);
      }
      long momentUs = performed.momentUs(i);
      source.add(-1, (long) clock.mediaMs(momentUs), momentUs, DetailLevel.FULL, values);
    }
    forTracks(track -> quality.source(source, track));
  }

  /** Compares with what went into the encoder. */
  void account(QualityReport quality, Truth truth) {
    forTracks(track -> quality.encoderInput(truth.input(), track));
  }

  private void forTracks(java.util.function.Consumer<ShownFrames> use) {
    for (FrameViewer viewer : viewers) {
      if (viewer.track() != null) {
        use.accept(viewer.track());
      }
    }
  }

  /** How many frames the viewer that loses nothing showed. */
  long referenceFrames() {
    return reference == null ? 0 : reference.meter().framesShown();
  }

  /** Everybody leaves. */
  @Override
  public void close() throws IOException {
    connections.forEach(LiveConnection::close);
    if (performer instanceof LiveLinkPerformer phone) {
      phone.close();
    }
  }

  /** A face that is noted down as it is performed. */
  private record NotedFace(FaceSource face, ShownFrames notes) implements FaceSource {
    @Override
    public void at(long timeUs, float[] out) {
      face.at(timeUs, out);
      notes.add(-1, 0, ClientClock.nowUs(), DetailLevel.FULL, out);
    }

    @Override
    public String description() {
      return face.description();
    }
  }
}
