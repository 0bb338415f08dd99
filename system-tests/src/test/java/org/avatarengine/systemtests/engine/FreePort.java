package org.avatarengine.systemtests.engine;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody holds, neither by TCP nor by UDP. */
final class FreePort {

  // Below those that the script picks from, and those of outgoing connections.
  private static final int FROM = 14_000;
  private static final int TO = 20_000;

  private FreePort() {}

  static int find() {
    for (int i = 0; i < 1_000; i++) {
      int port = ThreadLocalRandom.current().nextInt(FROM, TO);
      try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
          DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
        if (tcp.isBound() && udp.isBound()) {
          return port;
        }
      } catch (IOException taken) {
        // Another one, then.
        continue;
      }
    }
    throw new IllegalStateException("no free port from " + FROM + " to " + TO);
  }
}
