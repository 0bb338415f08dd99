package org.avatarengine.benchmarks.simulate;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.avatarengine.benchmarks.simulate.client.SessionApi;
import org.avatarengine.benchmarks.simulate.run.Scenario;
import org.avatarengine.benchmarks.simulate.stress.Baseline;
import org.avatarengine.benchmarks.simulate.stress.Churn;
import org.avatarengine.benchmarks.simulate.stress.Malformed;
import org.avatarengine.benchmarks.simulate.stress.Ramp;
import org.avatarengine.benchmarks.simulate.stress.ReconnectStorm;
import org.avatarengine.benchmarks.simulate.stress.SlowReaders;
import org.avatarengine.benchmarks.simulate.stress.StageResult;
import org.avatarengine.benchmarks.simulate.stress.StressStage;

/** {@code ./avatar simulate stress}. */
final class StressProgram {

  private static final Set<String> OWN =
      Set.of("minutes", "only", "limit-p99", "limit-loss", "metrics");
  private static final int RAMP_SHARES = 3;
  private static final int MOST_SESSIONS = 5_000;
  private static final int MOST_VIEWERS = 5_000;

  private final PrintStream out;
  private final Runs runs;
  private final Installation installation;

  StressProgram(PrintStream out, Runs runs, Installation installation) {
    this.out = out;
    this.runs = runs;
    this.installation = installation;
  }

  int run(List<String> arguments) throws IOException, InterruptedException {
    Set<String> named = new TreeSet<>(ScenarioWords.NAMED);
    named.addAll(OWN);
    Words words = new Words(named, ScenarioWords.FLAGS, arguments);
    double minutes = words.real("minutes", 5);
    if (minutes < .1 || minutes > 1_440) {
      throw new IllegalArgumentException("--minutes is 0.1..1440: " + minutes);
    }
    if (!(ScenarioWords.place(words, installation) instanceof Scenario.Sockets place)) {
      throw new IllegalArgumentException("stress needs a running engine, not --in-process");
    }
    List<StressStage> stages = stages(words, place);
    Baseline baseline = new Baseline(URI.create(words.text("metrics", installation.animation())));
    baseline.note();
    int shares = stages.stream().mapToInt(StressProgram::shares).sum();
    List<StageResult> results = new ArrayList<>();
    for (StressStage stage : stages) {
      StageResult result =
          stage.run(Duration.ofMillis((long) (minutes * 60_000 * shares(stage) / shares)));
      results.add(result);
      print(result);
    }
    StageResult last = baseline.check(Duration.ofSeconds(30));
    results.add(last);
    print(last);
    results.stream()
        .filter(result -> !result.held() || !result.limit().isEmpty())
        .findFirst()
        .ifPresentOrElse(
            result ->
                out.println(
                    "first to break: "
                        + result.stage()
                        + ", "
                        + (result.limit().isEmpty() ? result.text() : result.limit())),
            () -> out.println("nothing broke"));
    return results.stream().allMatch(StageResult::held) ? SimulateMain.WELL : SimulateMain.BROKEN;
  }

  /** A ramp takes many steps. */
  private static int shares(StressStage stage) {
    return stage instanceof Ramp ? RAMP_SHARES : 1;
  }

  private void print(StageResult result) {
    out.println(
        (result.held() ? "held   " : "BROKE  ")
            + RunReport.pad(result.stage(), 10)
            + result.text()
            + (result.limit().isEmpty() ? "" : "; limit at " + result.limit()));
  }

  private List<StressStage> stages(Words words, Scenario.Sockets place)
      throws IOException, InterruptedException {
    Ramp.Limits limits =
        new Ramp.Limits(
            words.micros("limit-p99", 50_000) / 1_000.0, 100 * words.share("limit-loss", .01));
    long seed = words.number("seed", 1, Long.MAX_VALUE);
    SessionApi api = runs.api(place);
    List<StressStage> all =
        List.of(
            new Ramp(
                "sessions",
                "sessions of one viewer",
                8,
                MOST_SESSIONS,
                limits,
                number -> scenario(words, number, 1),
                runs::run),
            new Ramp(
                "viewers",
                "viewers of one session",
                8,
                MOST_VIEWERS,
                limits,
                number -> scenario(words, 1, number),
                runs::run),
            new Churn(api, seed),
            new Malformed(api, seed),
            new SlowReaders(api, seed),
            new ReconnectStorm(api, seed));
    if (!words.has("only")) {
      return all;
    }
    List<StressStage> some = new ArrayList<>();
    for (String name : words.text("only", "").split(",", -1)) {
      some.add(
          all.stream()
              .filter(stage -> stage.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no stage '"
                              + name
                              + "'; there are "
                              + String.join(", ", all.stream().map(StressStage::name).toList()))));
    }
    return some;
  }

  /** Light and short, whatever else was asked: the engine is to break first. */
  private Scenario scenario(Words words, int sessions, int viewers) {
    Scenario asked = ScenarioWords.scenario(words, installation);
    return new Scenario(
        asked.place(),
        sessions,
        viewers,
        asked.watch(),
        asked.format(),
        asked.perform(),
        asked.source(),
        asked.seed(),
        words.has("duration") ? asked.duration() : Duration.ofSeconds(5),
        asked.up(),
        asked.down(),
        asked.level(),
        asked.fps(),
        asked.profile(),
        asked.preset(),
        true,
        asked.acknowledgeEvery(),
        0,
        0);
  }
}
