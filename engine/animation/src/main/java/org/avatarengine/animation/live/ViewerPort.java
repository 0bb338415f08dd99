package org.avatarengine.animation.live;

import org.avatarengine.animation.stream.EncodedFrame;

/** The way to one viewer. Called on the session's thread only. */
public interface ViewerPort {

  /**
   * Whether a frame would leave now. While it would not, the session sends nothing and remembers
   * that the viewer waits; the transport calls {@link Viewer#writable} when it would again, and the
   * viewer then gets the newest frame: nothing older than that is ever queued.
   */
  boolean isWritable();

  /**
   * Whether whatever is sent arrives, in order, or the connection ends. The viewer of such a port
   * need not acknowledge: what was sent is what it shows.
   */
  default boolean isReliable() {
    return false;
  }

  /** Sends one frame; the bytes are reused after the call. */
  void frame(EncodedFrame frame);

  /** Sends one binary message, an acknowledgement for a performer. Reused after the call. */
  void binary(byte[] bytes, int length);

  /** Sends one JSON control message; rare, reliable and in order where the transport can. */
  void text(String json);

  /** Ends the connection. */
  void close(CloseReason reason);
}
