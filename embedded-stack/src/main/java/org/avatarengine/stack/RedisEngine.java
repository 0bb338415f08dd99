package org.avatarengine.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Redis as a child process: memory only, bounded, nothing on the disk. */
final class RedisEngine implements Engine {
  private static final Duration START_WAIT = Duration.ofSeconds(15);
  private static final String MEMORY = "64mb";

  private final StackFolder folder;
  private final Binaries binaries;
  private final int port;
  // Written by the thread that starts, read by the one that stops: the end of the JVM may come in
  // between.
  private volatile ChildProcess child;
  private volatile boolean closed;

  RedisEngine(StackFolder folder, Binaries binaries, int port) {
    this.folder = folder;
    this.binaries = binaries;
    this.port = port;
  }

  @Override
  public String name() {
    return "Redis";
  }

  static boolean endOrphan(StackFolder folder) {
    return ChildProcess.endOrphan(pidFile(folder), folder.redis().toString(), "TERM");
  }

  Optional<ProcessHandle> process() {
    return Optional.ofNullable(child).map(ChildProcess::handle);
  }

  @Override
  public void start() {
    try {
      Path executable = binaries.redis();
      Files.createDirectories(folder.redis());
      child =
          ChildProcess.start(
              List.of(
                  executable.toString(),
                  "--bind",
                  StackSettings.HOST,
                  "--port",
                  Integer.toString(port),
                  "--dir",
                  folder.redis().toString(),
                  "--save",
                  "",
                  "--appendonly",
                  "no",
                  "--maxmemory",
                  MEMORY,
                  "--maxmemory-policy",
                  "allkeys-lru",
                  // The command line stays as given: it is how an orphan is recognised.
                  "--set-proc-title",
                  "no",
                  "--loglevel",
                  "notice"),
              folder.redis(),
              pidFile(folder),
              folder.freshLog("redis"));
      if (closed) {
        child.stop("TERM");
        throw new StackStartException("Redis was stopped while starting.");
      }
      long deadline = System.nanoTime() + START_WAIT.toNanos();
      while (!answers()) {
        if (!child.isAlive()) {
          throw new StackStartException("Redis stopped while starting: " + child.lastWords());
        }
        if (System.nanoTime() > deadline) {
          throw new StackStartException(
              "Redis did not answer within " + START_WAIT.toSeconds() + " s.");
        }
        Pause.briefly("Redis");
      }
    } catch (IOException failure) {
      throw new StackStartException(
          "Redis cannot be started: " + StackFolder.reason(failure) + ".", failure);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Path pidFile(StackFolder folder) {
    return folder.run().resolve("redis.pid");
  }

  @Override
  public void close() {
    closed = true;
    if (child != null) {
      child.stop("TERM");
    }
  }
}
