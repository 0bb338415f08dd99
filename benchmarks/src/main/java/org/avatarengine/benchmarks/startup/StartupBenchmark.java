package org.avatarengine.benchmarks.startup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;

/** A warm {@code ./avatar up}: everything is built, archives are trained, the data is there. */
public final class StartupBenchmark implements Benchmark {

  private static final Target READY = Target.atMost(12);

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public Section run(Workbench workbench) throws IOException, InterruptedException {
    var engine = workbench.engine();
    engine.startFresh();
    List<Double> seconds = new ArrayList<>();
    int times = workbench.size(5, 1);
    for (int i = 0; i < times; i++) {
      engine.down();
      Duration took = engine.timedUp();
      workbench.say("  up after %.1f s".formatted(took.toMillis() / 1e3));
      seconds.add(took.toNanos() / 1e9);
    }
    return new Section(
        name(),
        "Start",
        "`./avatar up` after `./avatar down`, in a data folder of its own, with everything built,"
            + " start-up archives trained and the data of an earlier run in place. The time is that"
            + " of the whole command: check that the build is fresh, Postgres, Redis, Kafka and six"
            + " services, until each `/health/ready` answers 200. Measured is the median of all"
            + " runs.",
        List.of(
            Figure.median(
                "all services ready after a warm `./avatar up`",
                READY,
                Unit.SECONDS,
                Sample.of(seconds))),
        List.of(),
        Map.of("seconds", seconds));
  }
}
