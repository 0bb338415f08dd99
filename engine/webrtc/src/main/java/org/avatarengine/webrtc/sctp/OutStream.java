package org.avatarengine.webrtc.sctp;

/** The outgoing half of a stream: its next sequence number and what it still has to send. */
final class OutStream {
  final int id;
  int nextSsn;

  /** Chunks that wait or are not yet acknowledged. */
  int chunks;

  /** Chunks never sent. */
  int unsentChunks;

  OutStream(int id) {
    this.id = id;
  }
}
