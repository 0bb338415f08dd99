package org.avatarengine.webrtc.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The value of an {@code a=candidate} line (RFC 8839 section 5.1). */
final class CandidateLine {
  /** Type preference of host candidates (RFC 8445 section 5.1.2.2). */
  private static final long HOST = 126;

  /** Java would ask a resolver for 999.1.1.1. */
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  private CandidateLine() {}

  /** A UDP candidate with a literal address; names (mDNS) and TCP give nothing. */
  static Optional<InetSocketAddress> parse(String value) {
    String[] parts = value.split(" +", -1);
    if (parts.length < 8
        || !parts[1].equals("1")
        || !parts[2].equalsIgnoreCase("udp")
        || !isLiteral(parts[4])
        || !parts[5].matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(parts[5]);
    if (port < 1 || port > 65_535) {
      return Optional.empty();
    }
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByName(parts[4]), port));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Only literals: a name would ask a resolver in the sender's place. */
  private static boolean isLiteral(String address) {
    return IPV4.matcher(address).matches()
        || (address.length() <= 45
            && address.indexOf(':') >= 0
            && address.matches("[0-9A-Fa-f:.]+"));
  }

  /** The line of a host candidate, the n-th of its side. */
  static String host(int n, InetSocketAddress address) {
    long priority = HOST << 24 | (65_535L - n) << 8 | 255;
    return "a=candidate:%d 1 udp %d %s %d typ host"
        .formatted(n + 1, priority, literal(address.getAddress()), address.getPort());
  }

  /** Without a scope, which means nothing elsewhere. */
  static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int scope = address instanceof Inet6Address ? text.indexOf('%') : -1;
    return scope < 0 ? text : text.substring(0, scope);
  }
}
