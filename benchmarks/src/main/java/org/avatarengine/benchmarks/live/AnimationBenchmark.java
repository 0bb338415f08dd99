package org.avatarengine.benchmarks.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.avatarengine.benchmarks.live.jmh.LiveJmhHost;
import org.avatarengine.benchmarks.live.jmh.LiveJmhResults;
import org.avatarengine.benchmarks.process.Children;

/** The steps of a frame, one at a time and together. */
public final class AnimationBenchmark implements Benchmark {

  private static final Target FRAME = Target.atMost(5);
  private static final Target NO_GARBAGE = Target.atMost(0);
  private static final Target PACKETS = Target.atLeast(200_000);

  @Override
  public String name() {
    return "animation";
  }

  @Override
  public Section run(Workbench workbench) throws IOException, InterruptedException {
    int forks = workbench.size(2, 1);
    int warmUps = workbench.size(3, 1);
    int iterations = workbench.size(4, 1);
    Path results = workbench.folders().results().resolve("animation-jmh.json");
    Path testdata = workbench.folders().testdata();
    Performance performance = Performance.load(testdata);
    Children.runJava(
        "JMH",
        workbench.folders().temporary(),
        List.of("-Xmx256m"),
        LiveJmhHost.class,
        List.of(results.toString(), testdata.toString(), "" + forks, "" + warmUps, "" + iterations),
        workbench.folders().logs().resolve("jmh-animation.log"),
        Duration.ofMinutes(10));
    JsonNode measured = new ObjectMapper().readTree(Files.readAllBytes(results));
    return section(new LiveJmhResults(measured), performance, forks, warmUps, iterations);
  }

  private Section section(
      LiveJmhResults results, Performance performance, int forks, int warmUps, int iterations) {
    List<Figure> figures = new ArrayList<>();
    var frame = results.frame("frame");
    figures.add(frame.micros("a frame: compositor + rig + encode", FRAME));
    figures.add(frame.bytes("a frame, allocated", NO_GARBAGE));
    figures.add(results.frame("compositor").micros("compositor alone", Target.none()));
    figures.add(results.frame("rig").micros("rig alone (cc4-extended)", Target.none()));
    figures.add(results.frame("encode").micros("encoder alone", Target.none()));
    var decode = results.frame("decode");
    figures.add(decode.micros("decoder", Target.none()));
    figures.add(decode.bytes("decoder, allocated", Target.none()));
    var liveLink = results.packet("LIVE_LINK");
    figures.add(liveLink.rate("Live Link packets read, one core", PACKETS));
    figures.add(liveLink.bytes("a Live Link packet, allocated", Target.none()));
    figures.add(results.packet("VMC").rate("VMC bundles read, one core", Target.none()));
    figures.add(
        results.packet("IFACIALMOCAP").rate("iFacialMocap texts read, one core", Target.none()));
    for (int viewers : new int[] {1, 10, 100}) {
      String who = viewers == 1 ? "one viewer" : viewers + " viewers";
      var beat = results.beat(viewers);
      figures.add(beat.micros("a session's beat, " + who, Target.none()));
      figures.add(beat.bytes("a session's beat, " + who + ", allocated", Target.none()));
    }
    return new Section(
        name(),
        "A frame of live animation",
        ("One thread, JMH, driven by %s. A frame is: a live source's sample taken and composed"
                + " (preset natural), mapped to the rig cc4-extended, quantised to 8 bits and encoded"
                + " against the frame before. Measured is the median of %d iterations of half a"
                + " second in each of %d JVMs, after %d to warm up; lowest and highest are the medians of"
                + " single JVMs; n counts iterations.")
            .formatted(performance.text(), iterations, forks, warmUps),
        figures,
        List.of(
            "Allocated is what the thread takes from the heap (JMH's gc profiler), in tenths of a byte:"
                + " the few kilobytes that JMH itself takes in an iteration lie below that, an object"
                + " in every 160th frame would not.",
            performance.real()
                ? "Live Link packets are 180 recorded ones, version 6; VMC bundles and iFacialMocap"
                    + " texts hold the capture."
                : "Live Link packets are our own writer's, version 6, as VMC bundles are.",
            "A beat is one Live Link packet in, one frame out to each viewer, and each viewer's"
                + " acknowledgement, without any transport."),
        Map.of("jmh", results.benchmarks()));
  }
}
