package org.avatarengine.live.ingest;

/**
 * Packets since the start.
 *
 * @param paired handed to a session
 * @param unpaired naming no session
 * @param malformed in no known protocol
 * @param foreign of a session's name, from another address than the one it is bound to
 * @param limited over the rate of their address
 * @param dropped waiting too long for their session
 * @param lastUnpairedSubject or null
 */
public record IngestStats(
    long paired,
    long unpaired,
    long malformed,
    long foreign,
    long limited,
    long dropped,
    String lastUnpairedSubject) {}
