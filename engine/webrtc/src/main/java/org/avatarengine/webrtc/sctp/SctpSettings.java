package org.avatarengine.webrtc.sctp;

/**
 * The bounds of an association.
 *
 * @param mtu most bytes of a packet, 512..9,000
 * @param maxMessageBytes most bytes of a message, both ways, 1..16 MiB
 * @param sendBufferBytes most bytes that wait; no less than a message
 * @param receiveBufferBytes the advertised window; no less than a message and 4,096
 * @param maxStreams channels at most, 1..65,535
 * @param dtlsClient whether this side was the DTLS client: its channels have even streams, those of
 *     the server odd ones (RFC 8832 section 6)
 * @param rtoMinMs shortest retransmission timeout, 10..10,000 ms (RFC 9260 section 6.3.1). Browsers
 *     hold an acknowledgement back for up to 200 ms, so less than that resends in vain.
 */
public record SctpSettings(
    int mtu,
    int maxMessageBytes,
    int sendBufferBytes,
    int receiveBufferBytes,
    int maxStreams,
    boolean dtlsClient,
    int rtoMinMs) {

  public SctpSettings {
    within("mtu", mtu, 512, 9_000);
    within("maxMessageBytes", maxMessageBytes, 1, 16 << 20);
    within("sendBufferBytes", sendBufferBytes, maxMessageBytes, 1 << 30);
    within("receiveBufferBytes", receiveBufferBytes, Math.max(4_096, maxMessageBytes), 1 << 30);
    within("maxStreams", maxStreams, 1, 65_535);
    within("rtoMinMs", rtoMinMs, 10, 10_000);
  }

  /**
   * The side of the DTLS server. 1,172 bytes fit an IPv6 path of 1,280 with UDP and DTLS around
   * them.
   */
  public static SctpSettings defaults() {
    return new SctpSettings(1_172, 65_536, 262_144, 262_144, 64, false, 400);
  }

  /** The same for the side that was the DTLS client. */
  public SctpSettings forDtlsClient() {
    return new SctpSettings(
        mtu, maxMessageBytes, sendBufferBytes, receiveBufferBytes, maxStreams, true, rtoMinMs);
  }

  private static void within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " must be " + min + ".." + max + ", not " + value);
    }
  }
}
