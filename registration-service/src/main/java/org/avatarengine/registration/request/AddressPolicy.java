package org.avatarengine.registration.request;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses an original may be fetched from: public unicast ones. What is refused are the
 * blocks of the IANA registries for special purposes (IPv4 and IPv6) that are not globally
 * reachable, multicast, every form that carries another address inside (mapped, 6to4, Teredo,
 * NAT64), and public addresses at which a cloud answers its own machines.
 *
 * @param opened addresses that are admitted all the same
 */
public record AddressPolicy(Set<InetAddress> opened) {

  private static final List<Block> REFUSED_V4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // Azure's platform address.
          "168.63.129.16/32");

  /** All of IPv6 that is given out as global unicast; loopback, local and mapped lie outside. */
  private static final Block GLOBAL_V6 = Block.of("2000::/3");

  private static final List<Block> REFUSED_V6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  public AddressPolicy {
    opened = Set.copyOf(opened);
  }

  /** Nothing but public addresses. */
  public static AddressPolicy publicOnly() {
    return new AddressPolicy(Set.of());
  }

  /** Whether a connection to that address may be made. */
  public boolean admits(InetAddress address) {
    if (opened.contains(address)) {
      return true;
    }
    if (address.getAddress().length == 4) {
      return REFUSED_V4.stream().noneMatch(block -> block.contains(address));
    }
    return GLOBAL_V6.contains(address)
        && REFUSED_V6.stream().noneMatch(block -> block.contains(address));
  }

  private static List<Block> blocks(String... texts) {
    return Stream.of(texts).map(Block::of).toList();
  }

  /**
   * Addresses that begin alike.
   *
   * @param first any address of the block
   * @param bits how many leading bits are the same
   */
  private record Block(InetAddress first, int bits) {

    static Block of(String text) {
      String[] parts = text.split("/", 2);
      try {
        // A literal is read, not looked up.
        return new Block(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("not an address: " + text, e);
      }
    }

    boolean contains(InetAddress address) {
      byte[] own = first.getAddress();
      byte[] other = address.getAddress();
      if (own.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((own[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
