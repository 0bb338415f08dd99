package org.avatarengine.webrtc.sctp;

/**
 * Counters of an association.
 *
 * @param malformedPackets with a wrong checksum, length, port or chunk
 * @param droppedPackets well formed, but with a foreign tag or of no use in this state
 * @param droppedMessages on a stream without a channel, or of an unknown kind
 * @param retransmits DATA chunks sent again
 * @param fastRetransmits those of them that did not wait for a timeout
 * @param timeouts of the retransmission timer
 * @param abandonedMessages given up as their channel allows (RFC 3758)
 * @param congestionWindow bytes (RFC 9260 section 7)
 * @param slowStartThreshold bytes
 */
public record SctpStats(
    long packetsIn,
    long packetsOut,
    long malformedPackets,
    long droppedPackets,
    long droppedMessages,
    long retransmits,
    long fastRetransmits,
    long timeouts,
    long abandonedMessages,
    int congestionWindow,
    int slowStartThreshold) {}
