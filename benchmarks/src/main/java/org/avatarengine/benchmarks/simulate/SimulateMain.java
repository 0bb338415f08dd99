package org.avatarengine.benchmarks.simulate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.avatarengine.benchmarks.simulate.run.RunResult;
import org.avatarengine.benchmarks.simulate.run.Scenario;

/** {@code ./avatar simulate}: runs a scenario, compares two, or looks for the first limit. */
public final class SimulateMain {

  /** All went well. */
  static final int WELL = 0;

  /** It ran, and something broke. */
  static final int BROKEN = 1;

  /** The words make no sense. */
  static final int MISUSED = 2;

  /** The engine could not be reached, or refused; a file could not be read. */
  static final int UNREACHED = 3;

  /** Ended from outside. */
  static final int INTERRUPTED = 130;

  private final PrintStream out;
  private final PrintStream err;
  private final Installation installation;
  private final Runs runs = new Runs();

  SimulateMain(PrintStream out, PrintStream err, Installation installation) {
    this.out = out;
    this.err = err;
    this.installation = installation;
  }

  public static void main(String[] arguments) {
    int code =
        new SimulateMain(System.out, System.err, Installation.current())
            .run(Arrays.asList(arguments));
    System.out.flush();
    System.exit(code);
  }

  /** Does what the words say; returns the exit code. */
  int run(List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    if (arguments.contains("--help") || arguments.contains("-h") || first.equals("help")) {
      out.print(HelpText.SIMULATE);
      return WELL;
    }
    try {
      List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
      return switch (first) {
        case "compare" -> new CompareProgram(out, runs, installation).run(rest);
        case "stress" -> new StressProgram(out, runs, installation).run(rest);
        default -> simulate(arguments);
      };
    } catch (IllegalArgumentException e) {
      err.println("simulate: " + e.getMessage());
      return MISUSED;
    } catch (IOException e) {
      err.println("simulate: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
      return UNREACHED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      err.println("simulate: interrupted");
      return INTERRUPTED;
    }
  }

  private int simulate(List<String> arguments) throws IOException, InterruptedException {
    Words words = new Words(ScenarioWords.NAMED, ScenarioWords.FLAGS, arguments);
    if (!words.rest().isEmpty()) {
      throw new IllegalArgumentException(
          "'" + words.rest().get(0) + "' is not understood; --help explains");
    }
    Scenario scenario = ScenarioWords.scenario(words, installation);
    RunResult result = runs.run(scenario);
    RunReport.print(scenario.text(), result, out);
    if (words.has("json")) {
      RunReport.write(scenario.text(), result, Path.of(words.text("json", "")));
    }
    return result.broken().isEmpty() ? WELL : BROKEN;
  }
}
