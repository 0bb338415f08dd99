package org.avatarengine.benchmarks.simulate.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.avatarengine.animation.live.FlightFormatException;
import org.avatarengine.benchmarks.simulate.client.Beats;
import org.avatarengine.benchmarks.simulate.client.ClientClock;
import org.avatarengine.benchmarks.simulate.client.FrameViewer;
import org.avatarengine.benchmarks.simulate.client.ServerVitals;
import org.avatarengine.benchmarks.simulate.client.SessionApi;
import org.avatarengine.benchmarks.simulate.face.FaceSource;
import org.avatarengine.benchmarks.simulate.quality.Figure;
import org.avatarengine.benchmarks.simulate.quality.MeasureWindow;
import org.avatarengine.benchmarks.simulate.quality.QualityReport;

/**
 * A scenario over sockets: makes the sessions, lets everybody connect, measures, and ends the
 * sessions whatever happens.
 */
public final class SocketRun {

  private static final Duration CONNECT = Duration.ofSeconds(30);

  /** What connections and compilers need until they run as they will. */
  private static final Duration SETTLE = Duration.ofSeconds(2);

  private final Scenario scenario;
  private final List<FaceSource> faces;
  private final SessionApi api;

  /**
   * @param faces one for each session
   * @param api signed in
   */
  public SocketRun(Scenario scenario, List<FaceSource> faces, SessionApi api) {
    this.scenario = scenario;
    this.faces = List.copyOf(faces);
    this.api = api;
  }

  /** An API that is signed in as the scenario says. */
  public static SessionApi signedIn(Scenario.Sockets place)
      throws IOException, InterruptedException {
    SessionApi api = new SessionApi(place.sessions());
    if (place.token() != null) {
      api.use(place.token());
    } else {
      api.signIn(place.gateway(), place.user(), place.password());
    }
    return api;
  }

  /**
   * Runs it.
   *
   * @throws IOException when the engine cannot be reached or refuses
   */
  public RunResult run() throws IOException, InterruptedException {
    QualityReport quality = new QualityReport();
    List<Figure> facts = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    List<WatchedSession> sessions = new ArrayList<>();
    MeasureWindow window = new MeasureWindow();
    try (OpenSessions open = new OpenSessions(api);
        Clients clients = Clients.of(scenario);
        Beats beats = new Beats()) {
      try {
        for (int i = 0; i < scenario.sessions(); i++) {
          WatchedSession session = session(open, clients, window, i);
          sessions.add(session);
          session.connect(beats);
        }
        long late = waitForAll(sessions);
        TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
        long cpu = cpuNanos();
        double serverCpu = serverCpuNanos();
        window.open(ClientClock.nowUs());
        TimeUnit.MILLISECONDS.sleep(scenario.duration().toMillis());
        window.close(ClientClock.nowUs());
        double cores = (cpuNanos() - cpu) / (double) scenario.duration().toNanos();
        double served = serverCpuNanos() - serverCpu;
        facts.add(new Figure("absent", "viewers that never opened", "", late));
        facts.add(new Figure("clientCores", "cores used by the simulator", "", cores));
        facts.add(
            new Figure(
                "serverCores",
                "cores used by " + api.base(),
                "",
                served / scenario.duration().toNanos()));
        double lateness = beats.latenessP99Ms();
        facts.add(new Figure("beatLateP99", "lateness of performers p99", "ms", lateness));
        account(sessions, facts, broken);
      } finally {
        for (WatchedSession session : sessions) {
          session.close();
        }
      }
      waitForNone(sessions);
      for (WatchedSession session : sessions) {
        session.account(quality);
      }
      compare(sessions, quality, broken);
    }
    if (quality.figure("differing").orElseThrow().value() > 0) {
      broken.add("viewers of one session showed different values for the same frame");
    }
    return new RunResult(
        quality,
        facts,
        List.of(
            "Latency is from the beat that made a frame to its showing, by pings; ±1 ms.",
            "Wire rates are reckoned: each message with the headers of all layers, alone."),
        broken);
  }

  private WatchedSession session(
      OpenSessions open, Clients clients, MeasureWindow window, int number)
      throws IOException, InterruptedException {
    SessionApi.Order order =
        new SessionApi.Order(
            "arkit",
            scenario.fps(),
            scenario.profile().name(),
            scenario.preset(),
            scenario.seed() + number,
            null);
    boolean analysed = number < scenario.replaySessions();
    return new WatchedSession(
        scenario, api, open.make(order), clients, window, faces.get(number), analysed);
  }

  /** How many viewers are not open in time. */
  private static long waitForAll(List<WatchedSession> sessions) throws InterruptedException {
    long end = System.nanoTime() + CONNECT.toNanos();
    while (true) {
      long absent = 0;
      long waiting = 0;
      for (WatchedSession session : sessions) {
        for (FrameViewer viewer : session.viewers()) {
          absent += viewer.isOpen() ? 0 : 1;
          waiting += viewer.isOpen() || viewer.closeCode() >= 0 ? 0 : 1;
        }
      }
      if (waiting == 0 || System.nanoTime() > end) {
        return absent;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** What a viewer counted may be read once it is gone. */
  private static void waitForNone(List<WatchedSession> sessions) throws InterruptedException {
    long end = System.nanoTime() + CONNECT.toNanos();
    for (WatchedSession session : sessions) {
      for (FrameViewer viewer : session.viewers()) {
        while (viewer.isOpen() && System.nanoTime() < end) {
          TimeUnit.MILLISECONDS.sleep(5);
        }
      }
    }
  }

  private static void account(
      List<WatchedSession> sessions, List<Figure> facts, List<String> broken) {
    long frames = 0;
    long dropped = 0;
    long errors = 0;
    TreeMap<String, Integer> farewells = new TreeMap<>();
    for (WatchedSession session : sessions) {
      if (session.performer() != null) {
        frames += session.performer().frames();
        dropped += session.performer().dropped();
      }
      for (FrameViewer viewer : session.viewers()) {
        errors += viewer.errors();
        if (!viewer.isOpen()) {
          farewells.merge(String.valueOf(viewer.farewell()), 1, Integer::sum);
        }
      }
    }
    facts.add(new Figure("performed", "frames that performers sent", "", frames));
    facts.add(new Figure("notPerformed", "frames that performers could not send", "", dropped));
    facts.add(new Figure("errors", "errors that sessions told viewers", "", errors));
    farewells.forEach((why, count) -> broken.add(count + " viewers lost their connection: " + why));
  }

  /** Fetches flight recordings: what went into the encoders. */
  private void compare(List<WatchedSession> sessions, QualityReport quality, List<String> broken)
      throws InterruptedException {
    for (WatchedSession session : sessions) {
      if (!session.isAnalysed()) {
        continue;
      }
      String id = session.made().sessionId();
      try {
        Truth truth = Truth.of(api.recording(id));
        session.account(quality, truth);
        if (!truth.isSame()) {
          broken.add("session " + id + ": its flight recording, played again, is " + truth.text());
        }
      } catch (IOException | FlightFormatException e) {
        broken.add("session " + id + ": no flight recording: " + e.getMessage());
      }
    }
  }

  /** NaN when the service does not tell. */
  private double serverCpuNanos() throws InterruptedException {
    try {
      return ServerVitals.read(api.base()).cpuNanos();
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
