package org.avatarengine.benchmarks.simulate.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProxyTest {

  private static final LinkSettings SLOW = new LinkSettings(0, 1, 0, 30_000, 0, 0, 0);
  private static final LinkSettings LOSSY = new LinkSettings(.5, 1, 0, 0, 0, 0, 0);

  @Test
  void shouldDelayBothWaysWhenDatagramsGoThrough() throws Exception {
    // Given
    try (DatagramSocket server = server();
        UdpProxy proxy = new UdpProxy(address(server), SLOW, SLOW, 1);
        DatagramSocket client = new DatagramSocket()) {
      client.connect(proxy.address());
      long begun = System.nanoTime();

      // When
      client.send(new DatagramPacket(new byte[] {1, 2, 3}, 3));
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      server.receive(packet);
      server.send(new DatagramPacket(new byte[] {4}, 1, packet.getSocketAddress()));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      client.receive(answer);

      // Then
      assertThat(packet.getLength()).isEqualTo(3);
      assertThat(answer.getLength()).isEqualTo(1);
      assertThat(answer.getData()[0]).isEqualTo((byte) 4);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
          .isGreaterThanOrEqualTo(59);
    }
  }

  @Test
  void shouldLoseSomeWhenTheLinkIsLossy() throws Exception {
    // Given
    try (DatagramSocket server = server();
        UdpProxy proxy = new UdpProxy(address(server), LOSSY, LinkSettings.clean(), 1);
        DatagramSocket client = new DatagramSocket()) {
      server.setSoTimeout(1_000);
      client.connect(proxy.address());

      // When
      for (int i = 0; i < 200; i++) {
        client.send(new DatagramPacket(new byte[10], 10));
      }
      int got = 0;
      try {
        for (; got < 200; got++) {
          server.receive(new DatagramPacket(new byte[100], 100));
        }
      } catch (SocketTimeoutException e) {
        // All that came has come.
      }

      // Then
      assertThat(got).isBetween(60, 140);
      assertThat(proxy.dropped()).isEqualTo(200 - got);
    }
  }

  @Test
  void shouldLoseNothingAndComeLateWhenTcpGoesThroughALossyLink() throws Exception {
    // Given
    byte[] sent = new byte[50_000];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (byte) (i * 31);
    }
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        TcpProxy proxy =
            new TcpProxy(
                (InetSocketAddress) server.getLocalSocketAddress(), SLOW, LinkSettings.clean(), 1);
        Socket client = new Socket(proxy.address().getAddress(), proxy.address().getPort());
        Socket accepted = server.accept()) {
      long begun = System.nanoTime();

      // When
      client.getOutputStream().write(sent);
      client.shutdownOutput();
      InputStream in = accepted.getInputStream();
      byte[] got = in.readAllBytes();

      // Then
      assertThat(got).isEqualTo(sent);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
          .isGreaterThanOrEqualTo(29);
    }
  }

  private static DatagramSocket server() throws Exception {
    return new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  private static InetSocketAddress address(DatagramSocket socket) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }
}
