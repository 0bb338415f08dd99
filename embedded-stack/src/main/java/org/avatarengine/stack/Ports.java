package org.avatarengine.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free TCP ports on the loopback address and refuses taken ones. */
final class Ports {
  // Below the kernel's ephemeral range, so that an outgoing connection of another process cannot
  // take the port between this check and the engine's own bind.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 200;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** The wanted port if it is free, or any free one if 0 is wanted. */
  static int claim(int wanted, String engine) {
    if (wanted != 0) {
      if (!isFree(wanted)) {
        throw new StackStartException(
            "Port " + wanted + ", wanted by " + engine + ", is already in use on 127.0.0.1.");
      }
      return wanted;
    }
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new StackStartException(
        "No free port for " + engine + " between " + LOWEST + " and " + HIGHEST + ".");
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // A port whose last connections are still in TIME_WAIT is free to every engine here.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
