package org.avatarengine.benchmarks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the program was asked to do.
 *
 * @param only names of benchmarks; all of them where empty
 */
record CommandLine(Set<String> only, boolean quick, boolean help) {

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with one line for a person if they make no sense
   */
  static CommandLine of(List<String> known, String... arguments) {
    Set<String> only = new LinkedHashSet<>();
    boolean quick = false;
    boolean help = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> quick = true;
        case "-h", "--help" -> help = true;
        case "--only" -> {
          i++;
          if (i == arguments.length) {
            throw new IllegalArgumentException("--only takes a name: " + String.join(", ", known));
          }
          for (String name : arguments[i].split(",", -1)) {
            if (!known.contains(name)) {
              throw new IllegalArgumentException(
                  "there is no benchmark '" + name + "'; there are " + String.join(", ", known));
            }
            only.add(name);
          }
        }
        default -> throw new IllegalArgumentException("'" + arguments[i] + "' is not understood");
      }
    }
    return new CommandLine(Set.copyOf(only), quick, help);
  }

  boolean wants(String name) {
    return only.isEmpty() || only.contains(name);
  }
}
