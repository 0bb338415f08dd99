package org.avatarengine.benchmarks.simulate.client;

/** One open way to a live session, whatever carries it. Its methods never block. */
public interface LiveConnection {

  /** What carries it. */
  Carrier carrier();

  /**
   * Sends a binary message: a frame or an acknowledgement. The bytes are copied.
   *
   * @return false when it was dropped because the connection takes nothing now
   */
  boolean binary(byte[] bytes, int offset, int length);

  /** Sends a JSON control message. */
  void text(String json);

  /** Ends it; {@link LiveListener#onClosed} follows. */
  void close();
}
