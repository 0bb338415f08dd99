package org.avatarengine.webrtc.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.avatarengine.webrtc.ice.StunIntegrity;
import org.avatarengine.webrtc.ice.StunType;
import org.avatarengine.webrtc.ice.StunWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which address a peer's datagrams go to, seen with hand-made checks. */
class PathTest {
  private final List<DatagramChannel> sockets = new ArrayList<>();
  private PeerServer server;
  private PeerClients clients;
  private PeerConnection peer;
  private String username;
  private String password;

  @BeforeEach
  void accept() throws Exception {
    server = PeerServer.open(Links.loopback());
    clients = PeerClients.open(PeerClientSettings.defaults());
    PeerClient shape = clients.create(Links.CHANNELS, new Recorded(false));
    PeerServer.Answer answer = server.accept(shape.offer(), new Recorded(false));
    peer = (PeerConnection) answer.peer();
    username = peer.id() + ":" + shape.id();
    password =
        answer
            .sdp()
            .lines()
            .filter(line -> line.startsWith("a=ice-pwd:"))
            .map(line -> line.substring(10))
            .findFirst()
            .orElseThrow();
  }

  @AfterEach
  void close() throws Exception {
    for (DatagramChannel socket : sockets) {
      socket.close();
    }
    clients.close();
    server.close();
  }

  @Test
  void shouldMoveOnlyWhenASignedCheckNominatesAnotherAddress() throws Exception {
    // Given
    DatagramChannel home = socket();
    DatagramChannel train = socket();
    check(home, password, check -> check);
    assertThat(peer.remote()).isEqualTo(home.getLocalAddress());
    // When
    check(train, password, check -> check);
    // Then
    assertThat(peer.remote()).as("not nominated").isEqualTo(home.getLocalAddress());
    // When
    send(train, "another password than ours", StunWriter::useCandidate);
    check(home, password, check -> check);
    // Then
    assertThat(peer.remote()).as("not signed").isEqualTo(home.getLocalAddress());
    // When
    check(train, password, StunWriter::useCandidate);
    // Then
    assertThat(peer.remote()).isEqualTo(train.getLocalAddress());
  }

  @Test
  void shouldKeepThePathInUseWhenManyAddressesAreProven() throws Exception {
    // Given
    DatagramChannel home = socket();
    check(home, password, StunWriter::useCandidate);
    // When
    for (int i = 0; i < 40; i++) {
      check(socket(), password, check -> check);
    }
    // Then
    assertThat(peer.remote()).isEqualTo(home.getLocalAddress());
  }

  private DatagramChannel socket() throws Exception {
    DatagramChannel socket = DatagramChannel.open();
    sockets.add(socket);
    socket.bind(new InetSocketAddress(server.candidates().getFirst().getAddress(), 0));
    socket.configureBlocking(false);
    return socket;
  }

  private void check(DatagramChannel from, String key, UnaryOperator<StunWriter> more)
      throws Exception {
    send(from, key, more);
    ByteBuffer reply = ByteBuffer.allocate(2_048);
    Links.until(() -> from.receive(reply) != null);
    // The path moves after the reply was sent: one more turn of the I/O thread and it is there.
    send(from, key, check -> check);
    Links.until(() -> from.receive(reply.clear()) != null);
  }

  private void send(DatagramChannel from, String key, UnaryOperator<StunWriter> more)
      throws Exception {
    StunWriter check =
        new StunWriter(StunType.REQUEST, new byte[12]).username(username).controlling(1);
    from.send(
        ByteBuffer.wrap(more.apply(check).signed(new StunIntegrity(key))),
        server.candidates().getFirst());
  }
}
