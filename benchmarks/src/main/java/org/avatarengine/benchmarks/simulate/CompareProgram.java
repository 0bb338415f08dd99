package org.avatarengine.benchmarks.simulate;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.avatarengine.benchmarks.simulate.compare.PairedFigures;
import org.avatarengine.benchmarks.simulate.quality.Figure;
import org.avatarengine.benchmarks.simulate.run.RunResult;
import org.avatarengine.benchmarks.simulate.run.Scenario;

/** {@code ./avatar simulate compare}. */
final class CompareProgram {

  private static final int LABEL = 48;
  private static final int COLUMN = 14;

  private final PrintStream out;
  private final Runs runs;
  private final Installation installation;

  CompareProgram(PrintStream out, Runs runs, Installation installation) {
    this.out = out;
    this.runs = runs;
    this.installation = installation;
  }

  int run(List<String> arguments) throws IOException, InterruptedException {
    Set<String> named = new TreeSet<>(ScenarioWords.NAMED);
    named.addAll(Set.of("a", "b", "rounds"));
    Words words = new Words(named, ScenarioWords.FLAGS, arguments);
    if (!words.has("a") || !words.has("b")) {
      throw new IllegalArgumentException("compare takes --a \"OPTIONS\" and --b \"OPTIONS\"");
    }
    int rounds = words.count("rounds", 5);
    if (rounds < 1 || rounds > 100) {
      throw new IllegalArgumentException("--rounds is 1..100: " + rounds);
    }
    List<String> common = common(arguments);
    PairedFigures figures = new PairedFigures();
    boolean broken = false;
    for (int round = 0; round < rounds; round++) {
      // a b, b a, a b: what drifts in one direction favours neither.
      boolean aFirst = round % 2 == 0;
      RunResult first = one(common, words.text(aFirst ? "a" : "b", ""), round);
      RunResult second = one(common, words.text(aFirst ? "b" : "a", ""), round);
      figures.round((aFirst ? first : second).figures(), (aFirst ? second : first).figures());
      broken |= !first.broken().isEmpty() || !second.broken().isEmpty();
      out.println("round " + (round + 1) + " of " + rounds + " done");
      for (RunResult each : List.of(first, second)) {
        each.broken().forEach(line -> out.println("  BROKEN: " + line));
      }
    }
    print(words, figures);
    return broken ? SimulateMain.BROKEN : SimulateMain.WELL;
  }

  /** Each round has a seed of its own, the same for both sides. */
  private RunResult one(List<String> common, String own, int round)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(common);
    all.addAll(own.isBlank() ? List.of() : List.of(own.strip().split("\\s+")));
    Words words = new Words(ScenarioWords.NAMED, ScenarioWords.FLAGS, all);
    all.add("--seed");
    all.add(Long.toString(words.number("seed", 1, Long.MAX_VALUE) + 1_000L * round));
    Scenario scenario =
        ScenarioWords.scenario(
            new Words(ScenarioWords.NAMED, ScenarioWords.FLAGS, all), installation);
    return runs.run(scenario);
  }

  private static List<String> common(List<String> arguments) {
    List<String> common = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (Set.of("--a", "--b", "--rounds").contains(word)) {
        i++;
      } else if (!word.matches("--(a|b|rounds)=.*")) {
        common.add(word);
      }
    }
    return common;
  }

  private void print(Words words, PairedFigures figures) {
    out.println("a: " + words.text("a", ""));
    out.println("b: " + words.text("b", ""));
    out.println(row("", "a", "b", "b / a", "least..greatest of " + figures.rounds() + " rounds"));
    for (PairedFigures.Line line : figures.lines()) {
      Figure of = line.figure();
      out.println(
          row(
              of.label(),
              text(of, line.a()),
              text(of, line.b()),
              ratio(line.ratio()),
              ratio(line.least())
                  + " .. "
                  + ratio(line.greatest())
                  + (line.isClear() ? "  clear" : "")));
    }
  }

  private static String row(String label, String a, String b, String ratio, String spread) {
    return "  "
        + RunReport.pad(label, LABEL)
        + RunReport.pad(a, COLUMN)
        + RunReport.pad(b, COLUMN)
        + RunReport.pad(ratio, COLUMN)
        + spread;
  }

  private static String text(Figure of, double value) {
    return new Figure(of.key(), of.label(), of.unit(), value).text();
  }

  private static String ratio(double ratio) {
    return Double.isNaN(ratio) || Double.isInfinite(ratio)
        ? "–"
        : String.format(java.util.Locale.ROOT, "%.3f", ratio);
  }
}
