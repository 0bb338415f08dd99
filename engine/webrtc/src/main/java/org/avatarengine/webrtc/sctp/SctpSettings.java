package org.avatarengine.webrtc.sctp;

/**
 * The bounds of an association.
 *
 * @param mtu most bytes of a packet, 512..9,000
 * @param maxMessageBytes most bytes of a message, both ways
 * @param sendBufferBytes most bytes that wait
 * @param receiveBufferBytes the advertised window
 * @param maxStreams channels at most
 */
public record SctpSettings(
    int mtu, int maxMessageBytes, int sendBufferBytes, int receiveBufferBytes, int maxStreams) {

  /** 1,172 bytes fit an IPv6 path of 1,280 with UDP and DTLS around them. */
  public static SctpSettings defaults() {
    return new SctpSettings(1_172, 65_536, 262_144, 262_144, 64);
  }
}
