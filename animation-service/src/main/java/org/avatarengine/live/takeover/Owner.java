package org.avatarengine.live.takeover;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * One life of an instance. The name comes back after a restart, the incarnation never does: it is
 * the fencing token by which Redis refuses what an instance writes that others took for dead.
 *
 * @param incarnation 16 hex digits
 */
record Owner(String instance, String incarnation) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new life. */
  static Owner born(String instance) {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    return new Owner(instance, HexFormat.of().formatHex(random));
  }

  static Owner of(String text) {
    int hash = text.indexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException("not an owner: " + text);
    }
    return new Owner(text.substring(0, hash), text.substring(hash + 1));
  }

  /** As it stands in Redis. */
  String text() {
    return instance + '#' + incarnation;
  }
}
