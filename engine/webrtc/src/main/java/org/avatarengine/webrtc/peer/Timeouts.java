package org.avatarengine.webrtc.peer;

import java.time.Duration;

/** The range of every timeout of a connection. */
final class Timeouts {
  private static final Duration MOST = Duration.ofMinutes(5);

  private Timeouts() {}

  static void check(String name, Duration timeout) {
    if (timeout.toMillis() < 1 || timeout.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(name + " must be 1 ms to 5 min, not " + timeout);
    }
  }
}
