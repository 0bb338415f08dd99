package org.avatarengine.benchmarks.vision;

import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs JMH, in a process of its own so that its forks inherit the environment that models need.
 * Arguments: result file, number of forks, warm-up and measured iterations of one second each,
 * photo (left out where there is none).
 */
final class JmhHost {

  private JmhHost() {}

  public static void main(String[] arguments) throws RunnerException {
    String photo = arguments.length > 4 ? arguments[4] : null;
    var options =
        new OptionsBuilder()
            .include(AnalyseJmh.class.getName())
            .include(DecodeJmh.class.getName())
            .include(QualityVectorBenchmark.class.getName())
            .param("subject", photo == null ? new String[] {"DRAWN"} : names())
            .forks(Integer.parseInt(arguments[1]))
            .warmupIterations(Integer.parseInt(arguments[2]))
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(Integer.parseInt(arguments[3]))
            .measurementTime(TimeValue.seconds(1))
            .threads(1)
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON)
            .result(arguments[0])
            // The worker's own collector and heap.
            .jvmArgs(
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-D" + Subject.PHOTO_PROPERTY + "=" + photo);
    new Runner(options.build()).run();
  }

  private static String[] names() {
    return new String[] {Subject.DRAWN.name(), Subject.PHOTO.name()};
  }
}
