package org.avatarengine.benchmarks.live.jmh;

import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs JMH. Arguments: result file, folder of the test data, number of forks, warm-up and measured
 * iterations of half a second each.
 */
public final class LiveJmhHost {

  private static final String TESTDATA = "benchmarks.testdata";

  private LiveJmhHost() {}

  public static void main(String[] arguments) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(FrameJmh.class.getName())
            .include(PacketJmh.class.getName())
            .include(BeatJmh.class.getName())
            .forks(Integer.parseInt(arguments[2]))
            .warmupIterations(Integer.parseInt(arguments[3]))
            .warmupTime(TimeValue.milliseconds(500))
            .measurementIterations(Integer.parseInt(arguments[4]))
            .measurementTime(TimeValue.milliseconds(500))
            .threads(1)
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .resultFormat(ResultFormatType.JSON)
            .result(arguments[0])
            .jvmArgs(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-D" + TESTDATA + "=" + arguments[1]);
    new Runner(options.build()).run();
  }

  /** Of a fork. */
  static Path testdata() {
    return Path.of(System.getProperty(TESTDATA));
  }
}
