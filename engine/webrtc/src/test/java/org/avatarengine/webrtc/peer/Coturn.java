package org.avatarengine.webrtc.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A real coturn that lets in whoever has a credential of its secret. */
final class Coturn implements AutoCloseable {
  private static final String SECRET = "only for this test";
  private static final int RELAY_PORTS = 40;

  private final InetAddress address;
  private final int port;
  private final int firstRelayPort;
  private final Process process;

  Coturn(InetAddress address, Path folder) throws IOException {
    this.address = address;
    this.port = freePort(address);
    // Below the ephemeral range, so that nobody else takes one by chance.
    this.firstRelayPort = 20_000 + port % 10_000;
    this.process =
        new ProcessBuilder(
                Objects.requireNonNullElse(
                    System.getenv("AVATAR_TURNSERVER"), "/usr/bin/turnserver"),
                "-n",
                "--listening-ip=" + address.getHostAddress(),
                "--relay-ip=" + address.getHostAddress(),
                "--listening-port=" + port,
                "--min-port=" + firstRelayPort,
                "--max-port=" + (firstRelayPort + RELAY_PORTS),
                "--use-auth-secret",
                "--static-auth-secret=" + SECRET,
                "--realm=avatar",
                "--no-tls",
                "--no-dtls",
                "--no-cli",
                "--allow-loopback-peers",
                "--userdb=" + folder.resolve("turndb"),
                "--pidfile=" + folder.resolve("turn.pid"),
                "--simple-log",
                "--log-file=" + folder.resolve("turn.log"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Links.until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** An RTCPeerConnection that may only go through here. */
  Map<String, Object> relayOnly(String secret) throws GeneralSecurityException {
    String user = Instant.now().plusSeconds(600).getEpochSecond() + ":viewer";
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    String credential =
        Base64.getEncoder().encodeToString(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
    return Map.of(
        "iceTransportPolicy",
        "relay",
        "iceServers",
        java.util.List.of(
            Map.of(
                "urls",
                "turn:" + address.getHostAddress() + ":" + port + "?transport=udp",
                "username",
                user,
                "credential",
                credential)));
  }

  Map<String, Object> relayOnly() throws GeneralSecurityException {
    return relayOnly(SECRET);
  }

  boolean isRelayPort(int candidate) {
    return candidate >= firstRelayPort && candidate <= firstRelayPort + RELAY_PORTS;
  }

  private static int freePort(InetAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
