package org.avatarengine.benchmarks.live.load;

/**
 * A client of Socket.IO, version 4 of its protocol over Engine.IO 4: connects to the main namespace
 * and takes binary events. It acknowledges nothing.
 */
final class SocketIoSpeech implements Speech {

  private static final String OPEN = "0";
  private static final String PING = "2";
  private static final String CONNECT = "40";
  private static final String EVENT_WITH_ONE_ATTACHMENT = "451-[\"frame\"";
  private static final int STAMP = 4;

  private final Tally tally;
  private boolean connected;
  private boolean announced;
  private boolean begun;
  private long frames;

  SocketIoSpeech(Tally tally) {
    this.tally = tally;
  }

  @Override
  public String subprotocols() {
    return "";
  }

  @Override
  public void opened(Mouth mouth) {
    // The server speaks first.
  }

  @Override
  public void text(String text, Mouth mouth, long nowNanos) {
    if (text.startsWith(EVENT_WITH_ONE_ATTACHMENT)) {
      announced = true;
    } else if (text.equals(PING)) {
      mouth.text("3");
    } else if (text.startsWith(CONNECT)) {
      connected = true;
    } else if (text.startsWith(OPEN)) {
      mouth.text(CONNECT);
    } else {
      tally.fault("Socket.IO says " + text);
    }
  }

  @Override
  public void binary(byte[] bytes, int offset, int length, Mouth mouth, long nowNanos) {
    if (!announced || length < STAMP) {
      tally.fault("an attachment of " + length + " bytes that no event announced");
      return;
    }
    announced = false;
    begun = true;
    if (tally.isMeasuring()) {
      tally.frame(sinceNanos(bytes, offset + length - STAMP, nowNanos), length);
      frames++;
    }
  }

  /** The last four bytes say when it left: whole milliseconds of the machine's monotonic clock. */
  static long sinceNanos(byte[] bytes, int at, long nowNanos) {
    int stamp =
        bytes[at] & 0xff
            | (bytes[at + 1] & 0xff) << 8
            | (bytes[at + 2] & 0xff) << 16
            | (bytes[at + 3] & 0xff) << 24;
    int millis = (int) (nowNanos / 1_000_000) - stamp;
    return millis * 1_000_000L + nowNanos % 1_000_000;
  }

  @Override
  public boolean isReady() {
    return connected && begun;
  }

  @Override
  public long frames() {
    return frames;
  }

  @Override
  public void beginWindow() {
    frames = 0;
  }

  @Override
  public void remind(Mouth mouth, long nowNanos) {
    // Its clock is ours.
  }
}
