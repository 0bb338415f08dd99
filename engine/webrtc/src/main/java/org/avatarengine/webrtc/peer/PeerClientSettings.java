package org.avatarengine.webrtc.peer;

import java.time.Duration;

/**
 * How our own peers behave.
 *
 * @param maxPeers 1..10,000; each has a socket
 * @param connectTimeout from the offer to an open association, 1 ms to 5 min
 * @param consentTimeout without an answer after which the other side is gone, 1 ms to 5 min
 */
public record PeerClientSettings(int maxPeers, Duration connectTimeout, Duration consentTimeout) {

  public PeerClientSettings {
    if (maxPeers < 1 || maxPeers > 10_000) {
      throw new IllegalArgumentException("maxPeers must be 1 to 10,000, not " + maxPeers);
    }
    Timeouts.check("connectTimeout", connectTimeout);
    Timeouts.check("consentTimeout", consentTimeout);
  }

  /** 1,000 peers, 15 s to connect, 30 s of silence (RFC 7675 section 5.1). */
  public static PeerClientSettings defaults() {
    return new PeerClientSettings(1_000, Duration.ofSeconds(15), Duration.ofSeconds(30));
  }
}
