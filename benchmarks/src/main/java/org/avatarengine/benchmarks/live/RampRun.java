package org.avatarengine.benchmarks.live;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.live.load.LoadMember;
import org.avatarengine.benchmarks.live.load.LoadProcess;
import org.avatarengine.benchmarks.live.load.LoadReport;

/** Runs a ramp against one server with one load. */
final class RampRun {

  /** What is measured. */
  interface Server {
    /** Members number {@code from} to {@code to}, their sessions made. */
    List<LoadMember> members(int from, int to) throws IOException, InterruptedException;

    /** Only the first so many sessions are needed any more. */
    void keep(int sessions) throws IOException, InterruptedException;

    /** Processor time of all processes that count, so far. */
    Duration processorTime() throws IOException;
  }

  /** Of one number of sessions; their median counts, so that one hiccup decides nothing. */
  static final int WINDOWS = 3;

  private final Workbench workbench;
  private final Duration warmUp;
  private final Duration settle;
  private final Duration length;

  RampRun(Workbench workbench) {
    this.workbench = workbench;
    this.warmUp = Duration.ofMillis(workbench.size(12_000, 1_000));
    this.settle = Duration.ofMillis(workbench.size(1_000, 300));
    this.length = Duration.ofMillis(workbench.size(1_000, 500));
  }

  Duration length() {
    return length;
  }

  /** Lets a server work for a while, so that its compilers are done when it is measured. */
  void warmUp(Server server, int sessions) throws IOException, InterruptedException {
    try (var load = LoadProcess.start(workbench.folders(), LoadProcess.Kind.SOCKET)) {
      load.join(server.members(0, sessions));
      Thread.sleep(warmUp);
    }
  }

  /** One try after the other, all in one load process. */
  void run(String name, Ramp ramp, Server server) throws IOException, InterruptedException {
    try (var load = LoadProcess.start(workbench.folders(), LoadProcess.Kind.SOCKET)) {
      int members = 0;
      for (OptionalInt next = ramp.next(); next.isPresent(); next = ramp.next()) {
        int wanted = next.getAsInt();
        if (wanted > members) {
          load.join(server.members(members, wanted));
        } else {
          load.leave(members - wanted);
          server.keep(wanted);
        }
        members = wanted;
        Thread.sleep(settle);
        List<Ramp.Step> windows = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
          windows.add(window(wanted, load, server));
        }
        Ramp.Step step = Ramp.Step.median(windows);
        ramp.add(step);
        workbench.say(
            "  %s, %d sessions: %.2f cores, p50 %.2f ms, p99 %.2f ms, %.1f fps, load %.2f cores: %s"
                .formatted(
                    name,
                    wanted,
                    step.cores(),
                    step.p50(),
                    step.p99(),
                    step.fps(),
                    step.loadCores(),
                    step.limit()));
      }
    }
  }

  private Ramp.Step window(int sessions, LoadProcess load, Server server)
      throws IOException, InterruptedException {
    Duration before = server.processorTime();
    long begin = System.nanoTime();
    LoadReport report = load.measure(length);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpu = server.processorTime().minus(before).toNanos() / 1e9;
    return new Ramp.Step(
        sessions,
        cpu / seconds,
        report.p50Millis(),
        report.p99Millis(),
        report.fps(),
        report.cores());
  }
}
