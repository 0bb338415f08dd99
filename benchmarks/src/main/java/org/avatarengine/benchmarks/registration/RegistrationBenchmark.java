package org.avatarengine.benchmarks.registration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.Folders;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.engine.Account;
import org.avatarengine.benchmarks.engine.Portraits;
import org.avatarengine.benchmarks.engine.ProcessorUse;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Target;

/** Registering a 1.5 megapixel portrait through the gateway: upload to verdict in one call. */
public final class RegistrationBenchmark implements Benchmark {

  private static final int PICTURES = 40;

  /** So many may take as long as they need after a start, before any load. */
  private static final int FIRST = 5;

  @Override
  public String name() {
    return "registration";
  }

  @Override
  public Section run(Workbench workbench) throws IOException, InterruptedException {
    workbench.engine().requireUp();
    Folders folders = workbench.folders();
    Path pictures = folders.work().resolve("pictures");
    Portraits.write(pictures, PICTURES);
    Map<RegistrationPhase, Integer> seconds = new EnumMap<>(RegistrationPhase.class);
    seconds.put(RegistrationPhase.WARM_UP, workbench.size(30, 4));
    seconds.put(RegistrationPhase.ONE_CLIENT, workbench.size(60, 5));
    seconds.put(RegistrationPhase.EIGHT_CLIENTS, workbench.size(60, 5));
    Account account = Account.demo(workbench.engine());
    for (int i = 0; i < FIRST; i++) {
      account.register("first " + i, Portraits.jpeg(i));
    }
    var processors = new ProcessorUse(workbench.engine());
    processors.begin();
    List<TimedRequest> requests =
        new GatlingRun(folders, workbench.engine().gateway(), account.token(), pictures, seconds)
            .run();
    processors.end();
    return section(requests, processors, seconds, Portraits.jpeg(0).length);
  }

  private Section section(
      List<TimedRequest> requests,
      ProcessorUse processors,
      Map<RegistrationPhase, Integer> seconds,
      int bytes) {
    var one = PhaseTimes.of(RegistrationPhase.ONE_CLIENT, requests);
    var eight = PhaseTimes.of(RegistrationPhase.EIGHT_CLIENTS, requests);
    List<Figure> figures =
        new ArrayList<>(
            List.of(
                one.percentile("one client, p50", Target.atMost(300), 50),
                one.percentile("one client, p95", Target.atMost(800), 95),
                one.percentile("one client, p99", Target.none(), 99),
                one.rate("one client, registrations", Target.none()),
                eight.rate("eight clients, registrations", Target.atLeast(8)),
                eight.percentile("eight clients, p50", Target.none(), 50),
                eight.percentile("eight clients, p95", Target.none(), 95),
                eight.percentile("eight clients, p99", Target.none(), 99)));
    figures.addAll(processors.figures("a registration", requests.size()));
    return new Section(
        name(),
        "Registering a face",
        ("`POST /api/v1/avatars` with a drawn JPEG of %d × %d pixels (about %d KB) through the"
                + " gateway, until the verdict is in the answer; Gatling on the same machine. Each"
                + " client sends one request after the other on a connection that it keeps. After %d"
                + " s of warm-up by two clients: one client for %d s, then eight for %d s. Measured"
                + " is taken over all requests of a phase; lowest and highest are the same figure in"
                + " sixths of the phase.")
            .formatted(
                Portraits.WIDTH,
                Portraits.HEIGHT,
                bytes / 1000,
                seconds.get(RegistrationPhase.WARM_UP),
                seconds.get(RegistrationPhase.ONE_CLIENT),
                seconds.get(RegistrationPhase.EIGHT_CLIENTS)),
        figures,
        List.of(
            "%d different pictures (another grain each, five skin tones) in turn; rate limits are"
                    .formatted(PICTURES)
                + " off, everything else is as delivered.",
            "CPU is processor time of all phases, warm-up included, divided by their requests; Postgres"
                + " and Redis count with embedded-stack.",
            "No request failed; one that does ends the run without a figure."),
        Map.of("requests", requests));
  }
}
