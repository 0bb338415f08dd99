package org.avatarengine.webrtc.peer;

/** Counters of a server. */
public record PeerServerStats(int peers, long accepted, long connected, long dropped) {}
