package org.avatarengine.webrtc.peer;

/** One connection. Its methods may be called from any thread and never block. */
public interface Peer {

  String id();

  /**
   * Whether a message to that stream would leave now: the path holds nothing of ours back, and at
   * most two messages wait for the I/O thread.
   */
  boolean isWritable(int streamId);

  /**
   * Sends a message; the bytes are copied.
   *
   * @return false when the peer's queue is full or the peer is gone; nothing is queued then
   */
  boolean send(int streamId, boolean text, byte[] bytes, int offset, int length);

  /** Ends the connection; {@link PeerListener#onClosed} follows. */
  void close();

  PeerStats stats();
}
