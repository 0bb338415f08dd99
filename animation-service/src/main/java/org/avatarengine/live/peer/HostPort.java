package org.avatarengine.live.peer;

import java.net.InetSocketAddress;

/** An address as configuration has it: {@code host}, {@code host:port}, {@code [ipv6]:port}. */
final class HostPort {

  private static final int MAX_PORT = 65_535;

  private HostPort() {}

  /**
   * Reads an address; without a port it is 0.
   *
   * @throws IllegalArgumentException when it is none, or its host has no address
   */
  static InetSocketAddress parse(String text) {
    String trimmed = text.trim();
    int colon = trimmed.lastIndexOf(':');
    boolean bracketed = trimmed.startsWith("[");
    int close = trimmed.indexOf(']');
    boolean bareIpv6 = !bracketed && trimmed.indexOf(':') != colon;
    boolean hasPort = !bareIpv6 && colon > close && colon > 0;
    String host = hasPort ? trimmed.substring(0, colon) : trimmed;
    if (bracketed) {
      if (close < 0) {
        throw new IllegalArgumentException("no closing bracket: " + text);
      }
      host = trimmed.substring(1, close);
    }
    if (host.isEmpty()) {
      throw new IllegalArgumentException("no host: " + text);
    }
    int port = 0;
    if (hasPort) {
      try {
        port = Integer.parseInt(trimmed.substring(colon + 1));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("no port: " + text, e);
      }
      if (port < 0 || port > MAX_PORT) {
        throw new IllegalArgumentException("no port: " + text);
      }
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("unknown host: " + text);
    }
    return address;
  }
}
