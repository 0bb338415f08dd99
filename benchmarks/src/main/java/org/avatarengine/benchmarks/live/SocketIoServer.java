package org.avatarengine.benchmarks.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.Folders;
import org.avatarengine.benchmarks.process.Children;

/** The Socket.IO server of {@code benchmarks/peers/socket-io}, in a process of its own. */
final class SocketIoServer implements AutoCloseable {

  static final String PATH = "/socket.io/?EIO=4&transport=websocket";

  private static final Duration START = Duration.ofSeconds(20);

  private final Process process;
  private final int port;

  private SocketIoServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Installs its packages where they are missing, as {@code package-lock.json} pins them. */
  static Path install(Folders folders) throws IOException, InterruptedException {
    Path peer = folders.root().resolve("benchmarks/peers/socket-io");
    Path work = folders.work().resolve("socket-io");
    Files.createDirectories(work);
    boolean same = true;
    for (String name : new String[] {".npmrc", "package.json", "package-lock.json", "server.mjs"}) {
      Path copy = work.resolve(name);
      byte[] wanted = Files.readAllBytes(peer.resolve(name));
      if (!Files.exists(copy) || !java.util.Arrays.equals(Files.readAllBytes(copy), wanted)) {
        same &= name.equals("server.mjs");
        Files.write(copy, wanted);
      }
    }
    if (!same || !Files.exists(work.resolve("node_modules/.package-lock.json"))) {
      Children.run(
          "npm ci",
          new ProcessBuilder(
                  "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
              .directory(work.toFile()),
          folders.logs().resolve("npm-socket-io.log"),
          Duration.ofMinutes(5));
    }
    return work;
  }

  /**
   * Starts it.
   *
   * @param frames what it sends to each client in turn
   */
  static SocketIoServer start(Folders folders, Path work, byte[][] frames)
      throws IOException, InterruptedException {
    Path file = work.resolve("frames.bin");
    Files.write(file, packed(frames));
    Path log = folders.logs().resolve("socket-io.log");
    Process process =
        Children.start(
            new ProcessBuilder("node", "server.mjs", file.toString()).directory(work.toFile()),
            log);
    try {
      return new SocketIoServer(process, port(process, log));
    } catch (IOException | InterruptedException | RuntimeException e) {
      Children.stop(process);
      throw e;
    }
  }

  private static int port(Process process, Path log) throws IOException, InterruptedException {
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return out.readLine();
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    try {
      String said = line.get(START.toSeconds(), TimeUnit.SECONDS);
      int port = said == null ? 0 : new ObjectMapper().readTree(said).path("port").asInt();
      if (port > 0) {
        return port;
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new BrokenRunException("Socket.IO does not start: " + Children.tail(log), e);
    }
    throw new BrokenRunException("Socket.IO does not start: " + Children.tail(log));
  }

  /** Each frame after its length as u16, little-endian. */
  static byte[] packed(byte[][] frames) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      bytes.write(frame.length);
      bytes.write(frame.length >>> 8);
      bytes.writeBytes(frame);
    }
    return bytes.toByteArray();
  }

  int port() {
    return port;
  }

  /** Processor time so far. */
  Duration processorTime() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new BrokenRunException("Socket.IO has died"));
  }

  @Override
  public void close() throws InterruptedException {
    Children.stop(process);
  }
}
