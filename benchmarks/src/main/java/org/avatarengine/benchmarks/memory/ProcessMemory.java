package org.avatarengine.benchmarks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a process that lies in RAM.
 *
 * @param resident bytes of all its pages
 * @param proportional bytes, each shared page divided by the number of its sharers
 */
record ProcessMemory(long resident, long proportional) {

  static final ProcessMemory NONE = new ProcessMemory(0, 0);

  private static final Path PROC = Path.of("/proc");

  ProcessMemory plus(ProcessMemory other) {
    return new ProcessMemory(resident + other.resident, proportional + other.proportional);
  }

  /** Of a living process; nothing where it has just ended. */
  static Optional<ProcessMemory> of(long pid) throws IOException {
    try {
      List<String> lines =
          Files.readAllLines(PROC.resolve(Long.toString(pid)).resolve("smaps_rollup"));
      return Optional.of(of(lines));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException e) {
      if (Files.exists(PROC.resolve(Long.toString(pid)))) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Reads the lines of {@code /proc/PID/smaps_rollup}. */
  static ProcessMemory of(List<String> lines) {
    return new ProcessMemory(bytes(lines, "Rss"), bytes(lines, "Pss"));
  }

  private static long bytes(List<String> lines, String key) {
    var pattern = Pattern.compile(key + ":\\s+(\\d+) kB");
    for (String line : lines) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        return Long.parseLong(matcher.group(1)) * 1024;
      }
    }
    throw new IllegalArgumentException("no line " + key + " in " + lines);
  }
}
