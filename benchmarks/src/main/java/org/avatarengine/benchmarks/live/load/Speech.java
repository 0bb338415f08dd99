package org.avatarengine.benchmarks.live.load;

/** What a member says and hears over its WebSocket. On the I/O thread. */
interface Speech {

  /** How a member answers. */
  interface Mouth {
    void text(String text);

    void binary(byte[] bytes, int length);
  }

  /** The value of {@code Sec-WebSocket-Protocol}; empty for none. */
  String subprotocols();

  /** The handshake is done. */
  void opened(Mouth mouth);

  void text(String text, Mouth mouth, long nowNanos);

  void binary(byte[] bytes, int offset, int length, Mouth mouth, long nowNanos);

  /** Whether frames come and their age is known. */
  boolean isReady();

  /** Frames in the present window. */
  long frames();

  void beginWindow();

  /** Called now and then before it is ready. */
  void remind(Mouth mouth, long nowNanos);
}
