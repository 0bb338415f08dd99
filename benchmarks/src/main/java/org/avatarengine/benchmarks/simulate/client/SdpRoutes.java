package org.avatarengine.benchmarks.simulate.client;

import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/** Sends a peer another way than its answer says. */
final class SdpRoutes {

  private static final String CANDIDATE = "a=candidate:";
  private static final int ADDRESS = 4;
  private static final int PORT = 5;

  private SdpRoutes() {}

  /** The same description with every UDP candidate's address replaced by where it is routed. */
  static String through(String sdp, UnaryOperator<InetSocketAddress> route) {
    StringBuilder out = new StringBuilder(sdp.length() + 32);
    for (String line : sdp.lines().toList()) {
      out.append(line.startsWith(CANDIDATE) ? candidate(line, route) : line).append("\r\n");
    }
    return out.toString();
  }

  private static String candidate(String line, UnaryOperator<InetSocketAddress> route) {
    String[] parts = line.split(" ");
    if (parts.length <= PORT || !parts[2].equalsIgnoreCase("udp")) {
      return line;
    }
    InetSocketAddress to =
        route.apply(new InetSocketAddress(parts[ADDRESS], Integer.parseInt(parts[PORT])));
    parts[ADDRESS] = to.getAddress().getHostAddress();
    parts[PORT] = Integer.toString(to.getPort());
    return String.join(" ", parts);
  }
}
