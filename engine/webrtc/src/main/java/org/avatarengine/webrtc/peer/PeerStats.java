package org.avatarengine.webrtc.peer;

/** Counters of a peer. Round trip in microseconds, −1 before it was measured. */
public record PeerStats(
    long packetsIn, long packetsOut, long bytesIn, long bytesOut, long retransmits, long rttUs) {}
