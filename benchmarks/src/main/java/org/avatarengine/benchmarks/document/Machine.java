package org.avatarengine.benchmarks.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine that measured.
 *
 * @param memoryBytes all of its memory
 */
public record Machine(String processor, int cores, long memoryBytes, String jdk, String kernel) {

  private static final Path PROC = Path.of("/proc");

  static Machine here() throws IOException {
    return of(
        Files.readString(PROC.resolve("cpuinfo")),
        Files.readString(PROC.resolve("meminfo")),
        Files.readString(PROC.resolve("sys/kernel/osrelease")));
  }

  static Machine of(String cpuInfo, String memoryInfo, String kernel) {
    String kibibytes = valueOf(memoryInfo, "MemTotal", "0 kB").replaceAll("\\D", "");
    return new Machine(
        valueOf(cpuInfo, "model name", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(kibibytes) * 1024,
        System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
        kernel.strip());
  }

  static double load() throws IOException {
    return Double.parseDouble(Files.readString(PROC.resolve("loadavg")).split(" ", -1)[0]);
  }

  private static String valueOf(String lines, String key, String otherwise) {
    return lines
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(otherwise);
  }

  /** One line for a person. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.1f GB of memory; %s; Linux %s",
        processor,
        cores,
        memoryBytes / 1e9,
        jdk,
        kernel);
  }
}
