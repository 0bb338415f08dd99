package org.avatarengine.benchmarks.simulate.client;

/**
 * What happens on a connection; called on the thread that carries it, which must not be held up.
 * Times are microseconds of {@link ClientClock}, or of a virtual clock.
 */
public interface LiveListener {

  /** It is open; messages may be sent. */
  void onOpen(LiveConnection connection, long nowUs);

  /** A binary message; the bytes are reused after the call. */
  void onBinary(byte[] bytes, int offset, int length, long nowUs);

  /** A text message: JSON. */
  void onText(String text, long nowUs);

  /**
   * It is gone, or was never had; called once, nothing follows.
   *
   * @param code the WebSocket close code; 1006 when there was none
   */
  void onClosed(int code, String reason, long nowUs);
}
