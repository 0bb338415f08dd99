package org.avatarengine.benchmarks;

import java.util.Arrays;

/** The programs of this module by their names, as {@code ./avatar} calls them. */
public final class ToolMain {

  private ToolMain() {}

  public static void main(String[] arguments) throws Exception {
    String program = arguments.length == 0 ? "" : arguments[0];
    String[] rest =
        arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
    switch (program) {
      case "bench" -> BenchmarksMain.main(rest);
      default -> {
        System.err.println("There is no program '" + program + "'; there is bench.");
        System.exit(2);
      }
    }
  }
}
