package org.avatarengine.live.device;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike: {@code 10.0.0.0/8}, {@code fd00::/8}, or a single one.
 *
 * @param prefix how many bits, 0..32 or 0..128
 */
record AddressRange(InetAddress network, int prefix) {

  // Only literals: a name would be asked for at a name server, and might change.
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /**
   * Reads a range.
   *
   * @throws IllegalArgumentException when it is none
   */
  static AddressRange of(String text) {
    int slash = text.indexOf('/');
    InetAddress network = address(slash < 0 ? text.trim() : text.substring(0, slash).trim());
    int bits = network.getAddress().length * 8;
    int prefix;
    try {
      prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1).trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not an address range: " + text, e);
    }
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("not an address range: " + text);
    }
    return new AddressRange(network, prefix);
  }

  /**
   * Reads an address, no name.
   *
   * @throws IllegalArgumentException when it is none
   */
  static InetAddress address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException("not an IP address: " + text);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address: " + text, e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += 8) {
      int mask = prefix - bit >= 8 ? 0xFF : 0xFF00 >> (prefix - bit) & 0xFF;
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
