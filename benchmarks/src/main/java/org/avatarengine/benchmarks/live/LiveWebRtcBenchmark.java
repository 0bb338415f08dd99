package org.avatarengine.benchmarks.live;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.engine.Account;
import org.avatarengine.benchmarks.engine.BenchedEngine;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;
import org.avatarengine.benchmarks.live.load.LoadMember;
import org.avatarengine.benchmarks.live.load.LoadProcess;
import org.avatarengine.benchmarks.live.load.LoadReport;
import org.avatarengine.benchmarks.process.Children;

/** Two hundred viewers over WebRTC, and a thousand that come and go. */
public final class LiveWebRtcBenchmark implements Benchmark {

  private static final int AT_ONCE = 10;
  private static final Duration GONE = Duration.ofSeconds(30);

  /**
   * One window.
   *
   * @param cores of the animation service
   */
  private record Window(LoadReport report, double cores) {}

  /**
   * What the service holds after a collection.
   *
   * @param heap bytes
   */
  private record Held(double heap, double threads) {
    double megabytes() {
      return heap / 1e6;
    }
  }

  @Override
  public String name() {
    return "live-webrtc";
  }

  @Override
  public Section run(Workbench workbench) throws IOException, InterruptedException {
    BenchedEngine engine = workbench.engine();
    LiveEngine.start(engine);
    URI service = engine.address("animation");
    int viewers = workbench.size(200, 10);
    int cycles = workbench.size(1_000, 20);
    int warmUp = workbench.size(100, 10);
    int windows = workbench.size(5, 2);
    Duration length = Duration.ofMillis(workbench.size(3_000, 1_000));
    List<Window> measured = new ArrayList<>();
    Held empty;
    Held full;
    Held before;
    Held after;
    double cycleSeconds;
    try (var rooms = new Rooms(service, Account.demo(engine).token());
        var load = LoadProcess.start(workbench.folders(), LoadProcess.Kind.PEER)) {
      // The cycles come before the crowd, so that nothing it leaves behind hides what they leave.
      LoadMember one = member(service, rooms.atLeast(1).getFirst());
      load.cycle(one, warmUp, AT_ONCE);
      before = held(workbench);
      long begin = System.nanoTime();
      load.cycle(one, cycles, AT_ONCE);
      cycleSeconds = (System.nanoTime() - begin) / 1e9;
      after = held(workbench);
      workbench.say("  %d came and went".formatted(cycles));
      List<LoadMember> crowd =
          rooms.atLeast(viewers).stream().map(room -> member(service, room)).toList();
      empty = held(workbench);
      load.join(crowd);
      Thread.sleep(Duration.ofMillis(workbench.size(3_000, 500)));
      full = held(workbench);
      workbench.say("  %d viewers are here".formatted(viewers));
      for (int i = 0; i < windows; i++) {
        measured.add(window(workbench, load, length));
      }
      load.leave(viewers);
    }
    List<Figure> figures = new ArrayList<>();
    addWindows(figures, measured);
    figures.add(
        single(
            "heap a viewer, after a collection",
            Unit.KILOBYTES,
            (full.heap() - empty.heap()) / viewers / 1e3,
            viewers));
    figures.add(
        single("cycles of connect, frame, close", Unit.PER_SECOND, cycles / cycleSeconds, cycles));
    figures.add(single("heap before the cycles", Unit.MEGABYTES, before.megabytes(), 1));
    figures.add(
        new Figure(
            "heap after %,d cycles, grown by".formatted(cycles),
            Target.atMost(1),
            Unit.MEGABYTES,
            after.megabytes() - before.megabytes(),
            after.megabytes() - before.megabytes(),
            after.megabytes() - before.megabytes(),
            cycles));
    figures.add(single("threads before the cycles", Unit.COUNT, before.threads(), 1));
    figures.add(single("threads after the cycles", Unit.COUNT, after.threads(), 1));
    return section(figures, measured, viewers, cycles, length);
  }

  private static LoadMember member(URI service, Rooms.Room room) {
    return new LoadMember(
        service.getHost(), service.getPort(), room.offer(), room.viewerToken(), null, 0);
  }

  private static Window window(Workbench workbench, LoadProcess load, Duration length)
      throws IOException, InterruptedException {
    Duration before = LiveEngine.processorTime(workbench.engine(), LiveEngine.SERVICE);
    long begin = System.nanoTime();
    LoadReport report = load.measure(length);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Duration used = LiveEngine.processorTime(workbench.engine(), LiveEngine.SERVICE).minus(before);
    return new Window(report, used.toNanos() / 1e9 / seconds);
  }

  /** Waits until closed peers are forgotten, collects, and reads what is left. */
  private static Held held(Workbench workbench) throws IOException, InterruptedException {
    BenchedEngine engine = workbench.engine();
    URI service = engine.address("animation");
    double peers = PrometheusPage.read(service).peers();
    long end = System.nanoTime() + GONE.toNanos();
    for (double now = peers; System.nanoTime() < end; ) {
      Thread.sleep(500);
      double later = PrometheusPage.read(service).peers();
      if (later == now) {
        break;
      }
      now = later;
    }
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      throw new BrokenRunException("the heap cannot be collected: there is no " + jcmd);
    }
    String pid = Long.toString(LiveEngine.pid(engine, LiveEngine.SERVICE));
    for (int i = 0; i < 2; i++) {
      Children.run(
          "jcmd",
          new ProcessBuilder(jcmd.toString(), pid, "GC.run"),
          workbench.folders().logs().resolve("jcmd.log"),
          Duration.ofSeconds(30));
    }
    var page = PrometheusPage.read(service);
    return new Held(page.heap(), page.threads());
  }

  private static void addWindows(List<Figure> figures, List<Window> windows) {
    figures.add(
        of(
            "viewers with 59 frames a second or more",
            Target.atLeast(200),
            Unit.COUNT,
            windows,
            window -> window.report().leastFps() >= Ramp.FPS ? window.report().members() : 0));
    figures.add(
        of(
            "frames a second, the slowest viewer",
            Target.atLeast(Ramp.FPS),
            Unit.PER_SECOND,
            windows,
            window -> window.report().leastFps()));
    figures.add(
        of(
            "frames lost",
            Target.none(),
            Unit.PERCENT,
            windows,
            window -> window.report().lostPercent()));
    figures.add(
        of(
            "latency, p50",
            Target.none(),
            Unit.MILLISECONDS,
            windows,
            window -> window.report().p50Millis()));
    figures.add(
        of(
            "latency, p99",
            Target.none(),
            Unit.MILLISECONDS,
            windows,
            window -> window.report().p99Millis()));
    figures.add(of("animation-service", Target.none(), Unit.CORES, windows, Window::cores));
    figures.add(
        of(
            "CPU a second of one viewer and its session",
            Target.none(),
            Unit.MILLISECONDS,
            windows,
            window -> window.cores() * 1_000 / window.report().members()));
    figures.add(
        of(
            "the load itself",
            Target.none(),
            Unit.CORES,
            windows,
            window -> window.report().cores()));
  }

  private Section section(
      List<Figure> figures, List<Window> measured, int viewers, int cycles, Duration length) {
    return new Section(
        name(),
        "Live sessions over WebRTC",
        ("%d sessions at 60 fps with one viewer each over WebRTC (ICE, DTLS 1.2, SCTP; frames"
                + " unordered and without retransmission), all in one process on the same machine by"
                + " our own client. Measured is the median of %d windows of %.1f s, lowest and highest"
                + " are single windows. Before that, %,d times: offer, connect, one frame, close, %d at a"
                + " time, as viewers of one session.")
            .formatted(viewers, measured.size(), length.toMillis() / 1e3, cycles, AT_ONCE),
        figures,
        List.of(
            "Sessions live by the server's own life (blinks, gaze, breath). Each viewer acknowledges"
                + " every frame; one in 16 decodes each frame wholly, the others read its header.",
            "Latency as in \"Live sessions over WebSocket\". Lost are numbers of frames that were passed"
                + " over, on the way or because a viewer could take none at that beat.",
            "Heap is what the service publishes at `/health/metrics` after two collections (jcmd"
                + " GC.run), %d cycles having gone before to fill pools; it is that of the whole"
                    .formatted(cycles / 10)
                + " service, all its own activity included.",
            "Asked of the heap is less than a kilobyte a cycle: a peer that stays behind is many.",
            LiveEngine.TEXT),
        Map.of("windows", measured));
  }

  private static Figure of(
      String name, Target asked, Unit unit, List<Window> windows, ToDoubleFunction<Window> part) {
    return Figure.median(
        name, asked, unit, Sample.of(windows.stream().mapToDouble(part).toArray()));
  }

  private static Figure single(String name, Unit unit, double value, long count) {
    return new Figure(name, Target.none(), unit, value, value, value, count);
  }
}
