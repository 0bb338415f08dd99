package org.avatarengine.video;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The command line of a child: prlimit, where the machine allows it a network namespace with
 * nothing in it, and a small JVM. The number of processes is not limited: that limit counts all
 * processes of the user, the service's own threads among them.
 *
 * @param prefix prlimit and unshare with their arguments
 * @param folder the child's working folder and the libraries' place
 */
record ChildCommand(List<String> prefix, Path java, Path folder, String classPath) {

  private static final long PROBE_SECONDS = 5;

  /** Above the processor time: the first limit is a signal with a name, the second only kills. */
  private static final int HARD_CPU_MARGIN = 5;

  static ChildCommand of(VideoSettings settings) {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IllegalStateException("Videos are decoded on Linux only.");
    }
    Path folder = settings.folder().toAbsolutePath();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (!Files.isExecutable(java)) {
      throw new IllegalStateException("Videos need " + java + ", which is not there.");
    }
    List<String> prefix = new ArrayList<>();
    prefix.add(
        onPath("prlimit")
            .orElseThrow(
                () ->
                    new IllegalStateException("Videos need prlimit: apt-get install util-linux.")));
    prefix.add("--as=" + settings.memory());
    prefix.add(
        "--cpu=%d:%d".formatted(settings.cpuSeconds(), settings.cpuSeconds() + HARD_CPU_MARGIN));
    prefix.add("--nofile=64");
    prefix.add("--core=0");
    // The last of the limits: a child without it unpacks the libraries.
    prefix.add("--fsize=0");
    prefix.addAll(withoutNetwork());
    return new ChildCommand(
        List.copyOf(prefix), java, folder.resolve("lib"), CodeLocations.classPath());
  }

  /** How a process gets rid of the network here; empty where the machine does not allow it. */
  private static List<String> withoutNetwork() {
    Optional<String> unshare = onPath("unshare");
    if (unshare.isEmpty()) {
      return List.of();
    }
    List<List<String>> ways =
        List.of(
            List.of(unshare.get(), "--net"),
            List.of(unshare.get(), "--user", "--map-current-user", "--net"));
    return ways.stream().filter(ChildCommand::works).findFirst().orElse(List.of());
  }

  private static boolean works(List<String> way) {
    List<String> probe = new ArrayList<>(way);
    probe.add("true");
    try {
      Process process =
          new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<String> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/bin:/bin";
    for (String folder : path.split(File.pathSeparator)) {
      Path candidate = Path.of(folder).resolve(program);
      if (candidate.isAbsolute() && Files.isExecutable(candidate)) {
        return Optional.of(candidate.toString());
      }
    }
    return Optional.empty();
  }

  /** Whether children have no network. */
  boolean fenced() {
    return prefix.contains("--net");
  }

  /** A child that decodes. */
  ProcessBuilder decoder() {
    return process(prefix, DecoderProcess.class.getName());
  }

  /** A child that may write, unpacks the libraries and ends. */
  ProcessBuilder unpacker() {
    return process(
        prefix.stream().filter(argument -> !argument.startsWith("--fsize")).toList(),
        DecoderProcess.class.getName(),
        DecoderProcess.UNPACK);
  }

  ProcessBuilder process(List<String> limits, String... program) {
    List<String> command = new ArrayList<>(limits);
    command.add(java.toString());
    command.addAll(
        List.of(
            "-Xms4m",
            "-Xmx24m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:CompressedClassSpaceSize=8m",
            "-XX:MaxMetaspaceSize=32m",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:MaxDirectMemorySize=8m",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.bytedeco.javacpp.cachedir=" + folder,
            // FFmpeg's memory is freed by name; JavaCPP's own bounds count the whole process.
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-cp",
            classPath));
    command.addAll(List.of(program));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    // UTF-8 for the names of files; without the second, address space goes to malloc's arenas.
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    return builder;
  }
}
