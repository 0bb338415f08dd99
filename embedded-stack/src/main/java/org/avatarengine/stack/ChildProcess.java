package org.avatarengine.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A native engine as a child of this JVM. Its process id is recorded, so that what a {@code kill
 * -9} of this JVM leaves behind is found and ended at the next start.
 */
final class ChildProcess {
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);
  private static final Duration KILL_WAIT = Duration.ofSeconds(5);

  private static final long POLL_NANOS = 10_000_000;

  private final Process process;
  private final Path pidFile;
  private final Path log;

  private ChildProcess(Process process, Path pidFile, Path log) {
    this.process = process;
    this.pidFile = pidFile;
    this.log = log;
  }

  /** Starts the command with its output in {@code log}. */
  static ChildProcess start(List<String> command, Path folder, Path pidFile, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    Files.writeString(pidFile, Long.toString(process.pid()), StandardCharsets.US_ASCII);
    return new ChildProcess(process, pidFile, log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** The last lines of its output on one line, for an error message. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException unreadable) {
      return "no output";
    }
  }

  /** Asks with the signal (its name without SIG), waits, then kills. */
  void stop(String signal) {
    end(process.toHandle(), signal);
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException ignored) {
      // A stale record is checked against the command line before it is believed.
    }
  }

  /**
   * Ends a process that an earlier JVM left behind.
   *
   * @param marker a part of its command line that no foreign process has: the data folder
   * @return whether there was one
   */
  static boolean endOrphan(Path pidFile, String marker, String signal) {
    Optional<ProcessHandle> orphan =
        recorded(pidFile).filter(ChildProcess::runs).filter(handle -> isOurs(handle, marker));
    orphan.ifPresent(handle -> end(handle, signal));
    return orphan.isPresent();
  }

  /** The process whose id stands in the first line of the file, if it lives. */
  static Optional<ProcessHandle> recorded(Path pidFile) {
    try {
      String first =
          Files.readString(pidFile, StandardCharsets.US_ASCII).lines().findFirst().orElse("");
      return first.matches("[1-9][0-9]{0,9}")
          ? ProcessHandle.of(Long.parseLong(first)).filter(ProcessHandle::isAlive)
          : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(ProcessHandle handle, String marker) {
    try {
      String line =
          Files.readString(
              Path.of("/proc", Long.toString(handle.pid()), "cmdline"),
              StandardCharsets.ISO_8859_1);
      // Arguments end with a NUL: the marker must be one whole argument.
      return ("\0" + line).contains("\0" + marker + "\0");
    } catch (IOException gone) {
      return false;
    }
  }

  private static void end(ProcessHandle handle, String signal) {
    if (!runs(handle)) {
      return;
    }
    signal(handle, signal);
    if (!ended(handle, STOP_WAIT)) {
      signal(handle, "KILL");
      ended(handle, KILL_WAIT);
    }
  }

  private static void signal(ProcessHandle handle, String signal) {
    try {
      // The shell's own kill: a machine without procps has no other.
      new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, "" + handle.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(KILL_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException noShell) {
      handle.destroyForcibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // Not by ProcessHandle.onExit: it looks at a process that is no child of ours in growing steps of
  // seconds, and takes one that its init never reaps for alive.
  private static boolean ended(ProcessHandle handle, Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    while (runs(handle)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  /** Whether it still executes; a zombie does not. */
  private static boolean runs(ProcessHandle handle) {
    if (!handle.isAlive()) {
      return false;
    }
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(handle.pid()), "stat"), StandardCharsets.ISO_8859_1);
      // The state follows the name, which stands in parentheses and may hold anything.
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }
}
