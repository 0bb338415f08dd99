package org.avatarengine.benchmarks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.engine.BenchedEngine;

/**
 * Memory of every process of the engine at one moment.
 *
 * @param parts by name: the services, {@code embedded-stack} (Kafka's JVM), {@code postgres},
 *     {@code redis}; a service's own children count with it
 */
record EngineMemory(Map<String, ProcessMemory> parts) {

  private static final String STACK = "embedded-stack";

  /**
   * Reads all of them.
   *
   * @throws BrokenRunException if one has died
   */
  static EngineMemory of(BenchedEngine engine) throws IOException {
    Map<String, ProcessMemory> parts = new LinkedHashMap<>();
    Set<Long> counted = new LinkedHashSet<>();
    for (Map.Entry<String, Long> process : engine.processes().entrySet()) {
      ProcessHandle root =
          ProcessHandle.of(process.getValue())
              .orElseThrow(() -> new BrokenRunException(process.getKey() + " has died"));
      add(parts, counted, process.getKey(), root);
    }
    // An engine whose starter has ended is nobody's child; the stack records its number.
    Path recorded = engine.data().resolve("data/run");
    if (Files.isDirectory(recorded)) {
      try (Stream<Path> files = Files.list(recorded)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".pid")).toList()) {
          long pid = Long.parseLong(Files.readString(file).strip().split("\\s+", -1)[0]);
          Optional<ProcessHandle> process = ProcessHandle.of(pid);
          if (process.isPresent()) {
            add(parts, counted, STACK, process.get());
          }
        }
      }
    }
    for (String engineName : Set.of("postgres", "redis")) {
      if (!parts.containsKey(engineName)) {
        throw new BrokenRunException(engineName + " was not found among the processes");
      }
    }
    return new EngineMemory(parts);
  }

  private static void add(
      Map<String, ProcessMemory> parts, Set<Long> counted, String name, ProcessHandle root)
      throws IOException {
    try (Stream<ProcessHandle> family = Stream.concat(Stream.of(root), root.descendants())) {
      for (ProcessHandle process : family.toList()) {
        if (counted.add(process.pid())) {
          Optional<ProcessMemory> memory = ProcessMemory.of(process.pid());
          if (memory.isPresent()) {
            parts.merge(partOf(name, process.pid()), memory.get(), ProcessMemory::plus);
          }
        }
      }
    }
  }

  /** Postgres and Redis run below the stack's JVM. */
  private static String partOf(String name, long pid) throws IOException {
    if (!name.equals(STACK)) {
      return name;
    }
    String program = Files.readString(Path.of("/proc", Long.toString(pid), "comm")).strip();
    if (program.startsWith("postgres")) {
      return "postgres";
    }
    return program.startsWith("redis") ? "redis" : STACK;
  }

  ProcessMemory total() {
    return parts.values().stream().reduce(ProcessMemory.NONE, ProcessMemory::plus);
  }
}
