package org.avatarengine.benchmarks;

import java.util.Arrays;
import org.avatarengine.benchmarks.simulate.SimulateMain;
import org.avatarengine.benchmarks.simulate.replay.ReplayMain;

/** The programs of this module by their names, as {@code ./avatar} calls them. */
public final class ToolMain {

  private ToolMain() {}

  public static void main(String[] arguments) throws Exception {
    String program = arguments.length == 0 ? "" : arguments[0];
    String[] rest =
        arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
    switch (program) {
      case "bench" -> BenchmarksMain.main(rest);
      case "simulate" -> SimulateMain.main(rest);
      case "replay" -> ReplayMain.main(rest);
      default -> {
        System.err.println(
            "There is no program '" + program + "'; there are bench, simulate and replay.");
        System.exit(2);
      }
    }
  }
}
