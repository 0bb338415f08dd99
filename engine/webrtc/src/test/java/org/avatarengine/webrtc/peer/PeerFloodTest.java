package org.avatarengine.webrtc.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.avatarengine.webrtc.ice.IceCredentials;
import org.avatarengine.webrtc.ice.StunIntegrity;
import org.avatarengine.webrtc.ice.StunType;
import org.avatarengine.webrtc.ice.StunWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever comes to the port: it still serves afterwards, and answers nobody who proved nothing.
 */
class PeerFloodTest {
  private static final int DATAGRAMS = 200_000;
  private static final int BATCH = 40;

  @Test
  @Timeout(60)
  void shouldServeAfterwardsWhenThePortIsFlooded() throws Exception {
    Recorded atServer = new Recorded(true);
    Recorded atClient = new Recorded(false);
    try (PeerServer server = PeerServer.open(Links.loopback());
        PeerClients clients = PeerClients.open(PeerClientSettings.defaults());
        DatagramChannel stranger = DatagramChannel.open()) {
      // Given
      PeerClient before = Links.open(server, clients, atServer, atClient);
      InetSocketAddress port = server.candidates().getFirst();
      stranger.configureBlocking(false);
      stranger.bind(new InetSocketAddress(port.getAddress(), 0));
      List<byte[]> seeds = seeds(before.id());
      Random random = new Random(9);
      // When
      for (int i = 0; i < DATAGRAMS; i++) {
        stranger.send(ByteBuffer.wrap(mutate(random, seeds)), port);
        if (i % BATCH == BATCH - 1) {
          // All of them arrive: a full socket buffer would save the server the work.
          long looked = i + 1L;
          while (server.stats().dropped() < looked) {
            Thread.onSpinWait();
          }
        }
      }
      Recorded laterThere = new Recorded(true);
      Recorded laterHere = new Recorded(false);
      PeerClient after = Links.open(server, clients, laterThere, laterHere);
      // Then
      assertThat(stranger.receive(ByteBuffer.allocate(2_048))).as("an answer").isNull();
      assertThat(server.stats().dropped()).isEqualTo(DATAGRAMS);
      for (PeerClient client : List.of(before, after)) {
        Recorded here = client == before ? atClient : laterHere;
        int control = here.stream("control");
        client.send(control, true, new byte[] {'x'}, 0, 1);
        Links.until(() -> here.messages.size() == 1);
      }
    }
  }

  /** The same flood from a peer that has proven its address, inside its DTLS session's address. */
  @Test
  void shouldKeepOthersWhenAPeerItselfSendsRubbish() throws Exception {
    Recorded atServer = new Recorded(true);
    Recorded atClient = new Recorded(false);
    Recorded mute = new Recorded(false);
    try (PeerServer server = PeerServer.open(Links.loopback());
        PeerClients clients = PeerClients.open(PeerClientSettings.defaults());
        DatagramChannel rogue = DatagramChannel.open()) {
      // Given
      PeerClient good = Links.open(server, clients, atServer, atClient);
      InetSocketAddress port = server.candidates().getFirst();
      rogue.configureBlocking(false);
      rogue.bind(new InetSocketAddress(port.getAddress(), 0));
      Random random = new Random(2);
      PeerClient shape = clients.create(Links.CHANNELS, new Recorded(false));
      String answer = server.accept(shape.offer(), mute).sdp();
      String ufrag = value(answer, "ice-ufrag");
      byte[] check =
          new StunWriter(StunType.REQUEST, new byte[12])
              .username(ufrag + ":" + shape.id())
              .controlling(1)
              .useCandidate()
              .signed(new StunIntegrity(value(answer, "ice-pwd")));
      rogue.send(ByteBuffer.wrap(check), port);
      ByteBuffer reply = ByteBuffer.allocate(2_048);
      Links.until(() -> rogue.receive(reply) != null);
      // When
      for (int i = 0; i < 20_000; i++) {
        byte[] record = new byte[20 + random.nextInt(400)];
        random.nextBytes(record);
        ByteBuffer.wrap(record)
            .put((byte) 22)
            .putShort((short) 0xFEFD)
            .putShort((short) 0)
            .putInt(0)
            .putShort((short) i)
            .putShort((short) (record.length - 13))
            .put((byte) 1);
        rogue.send(ByteBuffer.wrap(record), port);
      }
      // Then
      good.send(atClient.stream("control"), true, new byte[] {'x'}, 0, 1);
      Links.until(() -> atClient.messages.size() == 1);
    }
  }

  private static String value(String sdp, String name) {
    return sdp.lines()
        .filter(line -> line.startsWith("a=" + name + ":"))
        .map(line -> line.substring(name.length() + 3))
        .findFirst()
        .orElseThrow();
  }

  private static List<byte[]> seeds(String ufrag) {
    List<byte[]> seeds = new ArrayList<>();
    IceCredentials other = IceCredentials.random(new Random(1));
    seeds.add(
        new StunWriter(StunType.REQUEST, new byte[12])
            .username(ufrag + ":" + other.ufrag())
            .priority(1)
            .controlling(2)
            .useCandidate()
            .signed(new StunIntegrity(other.password())));
    byte[] hello = new byte[200];
    hello[0] = 22;
    hello[1] = (byte) 0xFE;
    hello[2] = (byte) 0xFD;
    hello[13] = 1;
    seeds.add(hello);
    byte[] record = new byte[120];
    record[0] = 23;
    record[4] = 1;
    seeds.add(record);
    seeds.add(new byte[0]);
    return seeds;
  }

  private static byte[] mutate(Random random, List<byte[]> seeds) {
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    byte[] bytes = seed.length == 0 ? new byte[random.nextInt(1_400)] : seed.clone();
    if (seed.length == 0) {
      random.nextBytes(bytes);
    } else {
      for (int i = random.nextInt(5); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
    }
    return bytes;
  }
}
