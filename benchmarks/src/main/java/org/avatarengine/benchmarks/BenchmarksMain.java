package org.avatarengine.benchmarks;

import java.io.IOException;
import java.util.List;
import org.avatarengine.benchmarks.clip.ClipBenchmark;
import org.avatarengine.benchmarks.document.BenchmarkDocument;
import org.avatarengine.benchmarks.document.Provenance;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.facecache.FaceCacheBenchmark;
import org.avatarengine.benchmarks.faceread.FaceReadBenchmark;
import org.avatarengine.benchmarks.live.AnimationBenchmark;
import org.avatarengine.benchmarks.live.FrameCodecBenchmark;
import org.avatarengine.benchmarks.live.LiveBenchmark;
import org.avatarengine.benchmarks.live.LiveLossBenchmark;
import org.avatarengine.benchmarks.live.LiveWebRtcBenchmark;
import org.avatarengine.benchmarks.memory.MemoryBenchmark;
import org.avatarengine.benchmarks.registration.RegistrationBenchmark;
import org.avatarengine.benchmarks.startup.StartupBenchmark;
import org.avatarengine.benchmarks.vision.VisionBenchmark;

/** Runs the benchmarks one after the other and writes each into the document when it is done. */
public final class BenchmarksMain {

  // In this order memory is read on an engine that has seen its hundred registrations and no more.
  private static final List<Benchmark> ALL =
      List.of(
          new VisionBenchmark(),
          new AnimationBenchmark(),
          new FrameCodecBenchmark(),
          new LiveLossBenchmark(),
          new StartupBenchmark(),
          new MemoryBenchmark(),
          new RegistrationBenchmark(),
          new ClipBenchmark(),
          new FaceReadBenchmark(),
          // These restart the engine with other settings.
          new LiveBenchmark(),
          new LiveWebRtcBenchmark(),
          new FaceCacheBenchmark());

  private static final List<String> NAMES = ALL.stream().map(Benchmark::name).toList();

  private static final String USAGE =
      """
      Measures the engine on this machine and writes docs/benchmarks.md.

      usage: ./avatar bench [--only NAME[,NAME]] [--quick]

        --only NAME   measure and replace one section: %s
        --quick       a short run to see that it works; docs/benchmarks.md stays as it is

      The engine is started in a data folder of its own, on free ports of 127.0.0.1, and stopped
      at the end. Raw results are left in benchmarks/target/bench/results.
      """
          .formatted(String.join(", ", NAMES));

  private BenchmarksMain() {}

  public static void main(String[] arguments) {
    CommandLine command;
    try {
      command = CommandLine.of(NAMES, arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (command.help()) {
      System.out.print(USAGE);
      return;
    }
    try {
      run(command);
    } catch (BrokenRunException | IOException e) {
      System.err.println("bench: " + (e instanceof IOException ? e.toString() : e.getMessage()));
      System.exit(1);
    } catch (InterruptedException e) {
      System.err.println("bench: interrupted");
      System.exit(130);
    }
  }

  private static void run(CommandLine command) throws IOException, InterruptedException {
    Folders folders = Folders.ofThisBuild();
    Workbench workbench = Workbench.in(folders, command.quick());
    workbench.engine().requireNoOther();
    var document =
        new BenchmarkDocument(
            command.quick() ? folders.quickDocument() : folders.document(), NAMES);
    try (var engine = workbench.engine()) {
      for (Benchmark benchmark : ALL) {
        if (command.wants(benchmark.name())) {
          workbench.say("benchmark " + benchmark.name());
          Provenance provenance = Provenance.now(folders.root());
          Section section = benchmark.run(workbench);
          document.write(section, provenance, command.quick());
          workbench.raw().write(section, provenance);
          section.figures().forEach(figure -> workbench.say("  " + figure.line()));
        }
      }
      engine.remove();
    }
    workbench.say("written to " + document.file());
  }
}
