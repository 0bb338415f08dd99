package org.avatarengine.systemtests.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.avatarengine.systemtests.engine.RunningEngine;

/** A real coturn, where the engine says that its relay is. */
final class Relay implements AutoCloseable {

  private final Path folder;
  private final Process process;
  private final Thread atEnd;

  private Relay(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.atEnd = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atEnd);
  }

  static Relay start(RunningEngine engine) {
    try {
      Path folder = Files.createDirectories(engine.data().resolve("tmp/relay"));
      // Loopback peers only because all of this lives on one machine.
      Path settings =
          Files.writeString(
              folder.resolve("turnserver.conf"),
              """
              listening-ip=127.0.0.1
              relay-ip=127.0.0.1
              listening-port=%d
              use-auth-secret
              static-auth-secret=%s
              realm=avatar-engine
              userdb=%s
              pidfile=%s
              log-file=stdout
              simple-log
              no-tls
              no-dtls
              no-cli
              allow-loopback-peers
              """
                  .formatted(
                      engine.turnPort(),
                      engine.turnSecret(),
                      folder.resolve("turn.db"),
                      folder.resolve("turn.pid")));
      Process process =
          new ProcessBuilder(
                  Objects.requireNonNullElse(System.getenv("AVATAR_TURNSERVER"), "turnserver"),
                  "-c",
                  settings.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("turn.log").toFile())
              .start();
      Relay relay = new Relay(folder, process);
      await()
          .atMost(Duration.ofSeconds(20))
          .failFast("it stopped", () -> assertThat(process.isAlive()).as(relay.said()).isTrue())
          .until(() -> listens(engine.turnPort()));
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  String said() {
    try {
      return Files.readString(folder.resolve("turn.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    Runtime.getRuntime().removeShutdownHook(atEnd);
  }
}
