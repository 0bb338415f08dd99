package org.avatarengine.webrtc.dtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsSessionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final DtlsIdentity server = DtlsIdentity.create(new SecureRandom());
  private final DtlsIdentity client = DtlsIdentity.create(new SecureRandom());

  /** Two sessions, joined while they shake hands and letting go of their datagrams afterwards. */
  private final class Pair {
    private final ConcurrentLinkedQueue<byte[]> toClient = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<byte[]> toServer = new ConcurrentLinkedQueue<>();
    private final DtlsSession serverSide;
    private final DtlsSession clientSide;
    private final Random loss = new Random(11);
    private final double lost;
    private volatile boolean shaking = true;

    /** The type of a handshake message whose first sending is lost. */
    private volatile int lostOnce = -1;

    Pair(Fingerprint expectedClient, Fingerprint expectedServer, double lost) {
      this.lost = lost;
      DtlsSession[] sides = new DtlsSession[2];
      sides[0] =
          new DtlsSession(
              DtlsSession.Role.SERVER,
              server,
              List.of(expectedClient),
              TIMEOUT,
              (b, o, n) -> carry(sides[1], toClient, b, o, n));
      sides[1] =
          new DtlsSession(
              DtlsSession.Role.CLIENT,
              client,
              List.of(expectedServer),
              TIMEOUT,
              (b, o, n) -> carry(sides[0], toServer, b, o, n));
      serverSide = sides[0];
      clientSide = sides[1];
    }

    private void carry(
        DtlsSession to, ConcurrentLinkedQueue<byte[]> later, byte[] bytes, int offset, int length) {
      synchronized (loss) {
        if (shaking && bytes[offset] == 22 && bytes[offset + 13] == lostOnce) {
          lostOnce = -1;
          return;
        }
        if (shaking && loss.nextDouble() < lost) {
          return;
        }
      }
      if (shaking) {
        to.arriveForHandshake(bytes, offset, length);
      } else {
        later.add(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
      }
    }

    List<DtlsOutcome> shake() {
      CompletableFuture<DtlsOutcome> other = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> other.complete(serverSide.handshake()));
      DtlsOutcome mine = clientSide.handshake();
      DtlsOutcome theirs = other.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
      shaking = false;
      return List.of(theirs, mine);
    }

    void open() {
      serverSide.open();
      clientSide.open();
    }
  }

  @Test
  void shouldCarryBytesBothWaysWhenTheFingerprintsAreRight() throws Exception {
    // Given
    Pair pair = new Pair(client.fingerprint(), server.fingerprint(), 0);
    assertThat(pair.shake()).hasOnlyElementsOfType(DtlsOutcome.Connected.class);
    pair.open();
    byte[] plain = new byte[2_048];
    // When
    pair.clientSide.send("to server".getBytes(UTF_8), 0, 9);
    pair.clientSide.send("again".getBytes(UTF_8), 0, 5);
    pair.serverSide.send("to client".getBytes(UTF_8), 0, 9);
    // Then
    byte[] first = pair.toServer.poll();
    pair.serverSide.arrive(first, 0, first.length);
    assertThat(new String(plain, 0, pair.serverSide.next(plain), UTF_8)).isEqualTo("to server");
    assertThat(pair.serverSide.next(plain)).isEqualTo(-1);
    byte[] second = pair.toServer.poll();
    pair.serverSide.arrive(second, 0, second.length);
    assertThat(new String(plain, 0, pair.serverSide.next(plain), UTF_8)).isEqualTo("again");
    pair.serverSide.arrive(second, 0, second.length);
    assertThat(pair.serverSide.next(plain)).as("replayed").isEqualTo(-1);
    second[second.length - 1] ^= 1;
    pair.serverSide.arrive(second, 0, second.length);
    assertThat(pair.serverSide.next(plain)).as("forged").isEqualTo(-1);
    assertThat(pair.serverSide.isClosed()).isFalse();
    byte[] back = pair.toClient.poll();
    pair.clientSide.arrive(back, 0, back.length);
    assertThat(new String(plain, 0, pair.clientSide.next(plain), UTF_8)).isEqualTo("to client");
    // When
    pair.clientSide.close();
    byte[] bye = pair.toServer.poll();
    pair.serverSide.arrive(bye, 0, bye.length);
    assertThat(pair.serverSide.next(plain)).isEqualTo(-1);
    // Then
    assertThat(pair.serverSide.isClosed()).isTrue();
  }

  @Test
  void shouldConnectWhenAFifthOfTheHandshakeIsLost() {
    assertThat(new Pair(client.fingerprint(), server.fingerprint(), 0.2).shake())
        .hasOnlyElementsOfType(DtlsOutcome.Connected.class);
  }

  /** Certificate, ServerKeyExchange, ServerHelloDone, CertificateVerify, ClientKeyExchange. */
  @ParameterizedTest
  @ValueSource(ints = {11, 12, 14, 15, 16})
  void shouldConnectWhenOneMessageIsLostOnce(int type) {
    // Given
    Pair pair = new Pair(client.fingerprint(), server.fingerprint(), 0);
    pair.lostOnce = type;
    // When
    List<DtlsOutcome> outcomes = pair.shake();
    // Then
    assertThat(outcomes).hasOnlyElementsOfType(DtlsOutcome.Connected.class);
    assertThat(pair.lostOnce).as("it was lost").isEqualTo(-1);
  }

  @Test
  void shouldRefuseTheClientWhenItsFingerprintIsAnother() {
    // When
    List<DtlsOutcome> outcomes = new Pair(server.fingerprint(), server.fingerprint(), 0).shake();
    // Then
    assertThat(outcomes.getFirst()).isEqualTo(new DtlsOutcome.FingerprintMismatch());
    assertThat(outcomes.getLast()).isInstanceOf(DtlsOutcome.Failed.class);
  }

  @Test
  void shouldRefuseTheServerWhenItsFingerprintIsAnother() {
    // When
    List<DtlsOutcome> outcomes = new Pair(client.fingerprint(), client.fingerprint(), 0).shake();
    // Then
    assertThat(outcomes.getLast()).isEqualTo(new DtlsOutcome.FingerprintMismatch());
    assertThat(outcomes.getFirst()).isInstanceOf(DtlsOutcome.Failed.class);
  }

  @Test
  void shouldEndTheHandshakeWhenItIsClosed() {
    // Given
    DtlsSession alone =
        new DtlsSession(
            DtlsSession.Role.SERVER,
            server,
            List.of(client.fingerprint()),
            TIMEOUT,
            (bytes, offset, length) -> {});
    CompletableFuture<DtlsOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> outcome.complete(alone.handshake()));
    // When
    alone.close();
    // Then
    assertThat(outcome.orTimeout(5, java.util.concurrent.TimeUnit.SECONDS).join())
        .isInstanceOf(DtlsOutcome.Failed.class);
  }
}
