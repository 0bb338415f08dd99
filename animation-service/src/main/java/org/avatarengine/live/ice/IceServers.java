package org.avatarengine.live.ice;

import java.util.List;

/**
 * What a browser may use.
 *
 * @param iceServers empty when none is configured: peers then meet directly or not at all
 * @param ttlSeconds how long the credentials are good for
 */
public record IceServers(List<IceServer> iceServers, long ttlSeconds) {
  public IceServers {
    iceServers = List.copyOf(iceServers);
  }
}
