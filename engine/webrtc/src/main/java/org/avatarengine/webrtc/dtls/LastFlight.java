package org.avatarengine.webrtc.dtls;

import java.util.ArrayList;
import java.util.List;

/**
 * A server's last datagrams of the handshake, sent again when the client shows that it did not get
 * them (RFC 6347 section 4.2.4). BouncyCastle does so too, but only once the client's whole flight
 * has come again, which on a lossy link takes several of its ever rarer attempts.
 */
final class LastFlight {
  private static final int MOST_DATAGRAMS = 8;

  /** A flight has some five datagrams, each of which is answered. */
  private static final int MOST_REPEATS = 40;

  private static final int HANDSHAKE = 22;

  private final DtlsSession.Datagrams out;
  private final List<byte[]> datagrams = new ArrayList<>();
  private boolean ended;
  private int repeats;

  LastFlight(DtlsSession.Datagrams out) {
    this.out = out;
  }

  /** Something came, or nothing in time: what is sent next begins another flight. */
  void end() {
    ended = true;
  }

  void sent(byte[] bytes, int offset, int length) {
    if (ended) {
      ended = false;
      datagrams.clear();
    }
    if (datagrams.size() < MOST_DATAGRAMS) {
      datagrams.add(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }

  /** A datagram came after the handshake. One with a record that was not lost is a replay there. */
  void after(byte[] datagram, int offset) {
    if (datagram[offset] == HANDSHAKE && repeats < MOST_REPEATS) {
      repeats++;
      for (byte[] each : datagrams) {
        out.send(each, 0, each.length);
      }
    }
  }

  /** The client has it. */
  void settle() {
    datagrams.clear();
  }
}
