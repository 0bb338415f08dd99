package org.avatarengine.stack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Under whom Postgres runs: it refuses to be root. Where this JVM is root, Postgres gets a user
 * namespace of its own, in which nobody is root; where the system forbids that, it runs as the
 * unprivileged user 65534.
 */
sealed interface PostgresUser {
  /** The command as it must be run. */
  List<String> command(List<String> plain);

  /** Gives a folder that Postgres writes to its user. */
  void own(Path folder) throws IOException;

  /** Decides by trying. */
  static PostgresUser find(Path executable) {
    try {
      Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      if (!uid.equals(0)) {
        return new Myself();
      }
    } catch (IOException | UnsupportedOperationException noProc) {
      return new Myself();
    }
    return find(executable, "unshare");
  }

  /** For root: a namespace if {@code unshare} works, the unprivileged user otherwise. */
  static PostgresUser find(Path executable, String unshare) {
    PostgresUser namespace = new Namespace(unshare);
    if (succeeds(namespace.command(List.of(executable.toString(), "--version")))) {
      return namespace;
    }
    PostgresUser nobody = new Nobody();
    if (succeeds(nobody.command(List.of(executable.toString(), "--version")))) {
      return nobody;
    }
    throw new StackStartException(
        "Postgres refuses to run as root, and the user 65534 cannot read "
            + executable
            + ": run as an ordinary user or put the data into a folder that everyone may enter.");
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(10, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      return ended && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackStartException("Postgres was interrupted while starting.", interrupted);
    }
  }

  /** An ordinary user. */
  record Myself() implements PostgresUser {
    @Override
    public List<String> command(List<String> plain) {
      return plain;
    }

    @Override
    public void own(Path folder) {
      // Already mine.
    }
  }

  /** Root, in a user namespace where no user is mapped; its files stay root's. */
  record Namespace(String unshare) implements PostgresUser {
    @Override
    public List<String> command(List<String> plain) {
      return prefixed(List.of(unshare, "-U"), plain);
    }

    @Override
    public void own(Path folder) throws IOException {
      chown(folder, 0);
    }
  }

  /** Root, dropped to an unprivileged user that owns the data. */
  record Nobody() implements PostgresUser {
    private static final int ID = 65_534;

    @Override
    public List<String> command(List<String> plain) {
      return prefixed(
          List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups"), plain);
    }

    @Override
    public void own(Path folder) throws IOException {
      chown(folder, ID);
    }
  }

  private static List<String> prefixed(List<String> prefix, List<String> plain) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(plain);
    return List.copyOf(whole);
  }

  private static void chown(Path folder, int id) throws IOException {
    if (Files.getAttribute(folder, "unix:uid").equals(id)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(path, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.setAttribute(path, "unix:uid", id);
            Files.setAttribute(path, "unix:gid", id);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
