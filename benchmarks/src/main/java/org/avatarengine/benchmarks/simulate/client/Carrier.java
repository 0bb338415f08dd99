package org.avatarengine.benchmarks.simulate.client;

/** What carries messages between a client and a live session. */
public enum Carrier {
  /** A WebSocket over TCP: in order, nothing is lost. */
  WEB_SOCKET,
  /** A WebRTC data channel without retransmission over UDP. */
  WEB_RTC,
  /** No socket: a simulated link of datagrams. */
  SIMULATED;

  /** IPv4 and UDP. */
  private static final int DATAGRAM = 28;

  /** IPv4 and TCP with time stamps. */
  private static final int SEGMENT = 52;

  /** DTLS 1.2 with AES-GCM: record header, explicit nonce, tag. */
  private static final int DTLS = 13 + 8 + 16;

  /** SCTP: common header and a DATA chunk's. */
  private static final int SCTP = 12 + 16;

  /** The longest payload that a WebSocket frame of two bytes of header carries. */
  private static final int SHORT_FRAME = 125;

  /**
   * What a message costs on the wire, headers of all layers included, when it travels alone.
   *
   * @param payload bytes of the message
   */
  public int wireBytes(int payload) {
    return switch (this) {
      case WEB_SOCKET -> payload + (payload <= SHORT_FRAME ? 2 : 4) + SEGMENT;
      case WEB_RTC, SIMULATED -> (payload + 3) / 4 * 4 + SCTP + DTLS + DATAGRAM;
    };
  }
}
