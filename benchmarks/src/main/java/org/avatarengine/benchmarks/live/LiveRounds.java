package org.avatarengine.benchmarks.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;
import org.avatarengine.benchmarks.live.LiveBenchmark.Way;
import org.avatarengine.benchmarks.live.capture.Performance;

/** The ramps of all rounds, and what they say. */
final class LiveRounds {

  private record Round(Map<Way, Ramp> ramps, int reached) {
    Optional<Ramp.Step> best(Way way) {
      return ramps.get(way).best();
    }
  }

  private interface Ratio {
    OptionalDouble of(Round round);
  }

  private final List<Round> rounds = new ArrayList<>();

  /**
   * @param reached the number of sessions at which the engine was measured beside the other
   */
  void add(Map<Way, Ramp> ramps, int reached) {
    rounds.add(new Round(Map.copyOf(ramps), reached));
  }

  Section section(String name, Performance performance, Duration window, int driven, int step) {
    List<Figure> figures = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    addWay(figures, notes, Way.DIRECT, Target.atLeast(600));
    addWay(figures, notes, Way.GATEWAY, Target.none());
    addWay(figures, notes, Way.SOCKET_IO, Target.none());
    addRatios(figures, notes);
    notes.addAll(notes(performance, driven, step));
    Map<String, Object> raw = new LinkedHashMap<>();
    for (int i = 0; i < rounds.size(); i++) {
      int number = i + 1;
      rounds
          .get(i)
          .ramps()
          .forEach((way, ramp) -> raw.put("round " + number + ", " + way.text(), ramp.steps()));
    }
    return new Section(
        name,
        "Live sessions over WebSocket",
        ("Sessions at 60 fps with one viewer each, full detail, 8 bits, binary codec, more and more of"
                + " them, until the server takes more than one core, 99 of 100 frames take longer than"
                + " %.0f ms, or a viewer gets fewer than %.0f frames a second on average. Rounds:"
                + " %d, in each of them Socket.IO, the engine directly (CPU of animation-service) and"
                + " through the gateway (CPU of both), each tried at up to 8 numbers, of"
                + " which each counts with the median of %d windows of %.1f s. Measured is the median of the rounds, lowest and highest are single rounds.")
            .formatted(
                Ramp.P99_MS, Ramp.FPS, rounds.size(), RampRun.WINDOWS, window.toMillis() / 1e3),
        figures,
        notes,
        raw);
  }

  private void addWay(List<Figure> figures, List<String> notes, Way way, Target sessions) {
    List<Ramp.Step> best = new ArrayList<>();
    for (Round round : rounds) {
      round.best(way).ifPresent(best::add);
    }
    String name = way.text() + ", ";
    double[] counts =
        rounds.stream()
            .mapToDouble(round -> round.best(way).map(Ramp.Step::sessions).orElse(0))
            .toArray();
    figures.add(
        Figure.median(
            name + "sessions on one core at p99 ≤ 8 ms", sessions, Unit.COUNT, Sample.of(counts)));
    if (best.isEmpty()) {
      Ramp.Step fewest = rounds.getFirst().ramps().get(way).steps().getFirst();
      notes.add(
          "%s: not even %d sessions held (%s: %.2f cores, p99 %.1f ms, %.1f fps)."
              .formatted(
                  way.text(),
                  fewest.sessions(),
                  fewest.limit(),
                  fewest.cores(),
                  fewest.p99(),
                  fewest.fps()));
      return;
    }
    figures.add(of(name + "p50 at that number", Unit.MILLISECONDS, best, Ramp.Step::p50));
    figures.add(of(name + "p99 at that number", Unit.MILLISECONDS, best, Ramp.Step::p99));
    figures.add(of(name + "frames a second of a viewer", Unit.PER_SECOND, best, Ramp.Step::fps));
    figures.add(of(name + "server at that number", Unit.CORES, best, Ramp.Step::cores));
    figures.add(
        of(name + "CPU a second of one session", Unit.MILLISECONDS, best, Ramp.Step::milliCores));
    figures.add(of(name + "sessions a core of CPU used", Unit.COUNT, best, Ramp.Step::perCore));
    figures.add(of(name + "the load itself", Unit.CORES, best, Ramp.Step::loadCores));
    notes.add(limits(way));
  }

  /** What stopped each round. */
  private String limits(Way way) {
    List<String> limits = new ArrayList<>();
    for (Round round : rounds) {
      Ramp ramp = round.ramps().get(way);
      int best = ramp.best().map(Ramp.Step::sessions).orElse(0);
      limits.add(
          ramp.steps().stream()
              .filter(step -> !step.holds() && step.sessions() > best)
              .min(java.util.Comparator.comparingInt(Ramp.Step::sessions))
              .map(step -> "%d (%s)".formatted(step.sessions(), step.limit()))
              .orElse("nothing that was tried"));
    }
    return way.text() + " stopped at " + String.join(" and ", limits) + ".";
  }

  private void addRatios(List<Figure> figures, List<String> notes) {
    addRatio(
        figures,
        notes,
        "sessions a core, direct to Socket.IO",
        Target.atLeast(2),
        round -> ratio(round.best(Way.DIRECT), round.best(Way.SOCKET_IO), Ramp.Step::perCore));
    addRatio(
        figures,
        notes,
        "p99, direct to Socket.IO, as many sessions",
        Target.atMost(0.5),
        round -> latency(round, 1));
    addRatio(
        figures,
        notes,
        "p99, direct with twice the sessions to Socket.IO",
        Target.atMost(0.5),
        round -> latency(round, 2));
  }

  private static OptionalDouble latency(Round round, int times) {
    return ratio(
        round.ramps().get(Way.DIRECT).at(times * round.reached()),
        round.best(Way.SOCKET_IO),
        Ramp.Step::p99);
  }

  private static OptionalDouble ratio(
      Optional<Ramp.Step> above, Optional<Ramp.Step> below, ToDoubleFunction<Ramp.Step> part) {
    return above.isEmpty() || below.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            part.applyAsDouble(above.orElseThrow()) / part.applyAsDouble(below.orElseThrow()));
  }

  private void addRatio(
      List<Figure> figures, List<String> notes, String name, Target asked, Ratio ratio) {
    double[] values =
        rounds.stream()
            .map(ratio::of)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    if (values.length == 0) {
      notes.add("There is no figure \"" + name + "\": one of the two never held.");
    } else {
      figures.add(Figure.median(name, asked, Unit.TIMES, Sample.of(values)));
    }
  }

  private static Figure of(
      String name, Unit unit, List<Ramp.Step> steps, ToDoubleFunction<Ramp.Step> part) {
    return Figure.median(
        name, Target.none(), unit, Sample.of(steps.stream().mapToDouble(part).toArray()));
  }

  private List<String> notes(Performance performance, int driven, int step) {
    return List.of(
        "Every %dth session is driven by Live Link packets over UDP at 60 fps, with %s; the others"
                .formatted(driven, performance.text())
            + " live by the server's own life (blinks, gaze, breath). All viewers acknowledge every"
            + " frame; one in 16 decodes each frame wholly, the others read its header.",
        "Latency is from the server's clock, when it composes a frame, to the viewer's after its read,"
            + " on the same machine; frames tell whole milliseconds and the session's beginning is"
            + " bounded from the safe side, so up to 1.3 ms of it may not be there. Socket.IO's"
            + " frames tell whole milliseconds too, when they are sent.",
        "Socket.IO is version 4.8.4 of npm on this machine's node, WebSocket alone, no compression, its"
            + " defaults otherwise: one room for each client, one volatile emit a frame, the bytes of"
            + " the same codec (read from a file, not composed or encoded), sent in eight slots of a"
            + " sixtieth as the engine does. Its clients send nothing back.",
        "Two cores carry all: the server, the load (its cores are in the table, one thread for all"
            + " viewers) and, for the engine, Postgres, Redis, Kafka and the other services at rest."
            + " Numbers of sessions are found to %d.".formatted(step),
        LiveEngine.TEXT);
  }
}
