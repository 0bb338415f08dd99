package org.avatarengine.webrtc.sctp;

/**
 * A data channel as DCEP describes it (RFC 8832).
 *
 * @param streamId 0..65,534; −1 before one was given
 * @param maxRetransmits −1 for a reliable channel
 * @param maxLifetimeMs −1 for none; at most one of the two limits is set
 */
public record DataChannelInfo(
    int streamId,
    String label,
    String protocol,
    boolean ordered,
    int maxRetransmits,
    int maxLifetimeMs) {}
