package org.avatarengine.webrtc.sctp;

/**
 * One SCTP association over DTLS (RFC 9260, 3758, 8261, 8831, 8832): a state machine without
 * socket, thread or clock. Not thread-safe.
 */
public final class SctpAssociation {

  /** Where its packets go. */
  public interface Packets {
    /**
     * Sends one packet, at most {@link SctpSettings#mtu()} bytes; the array is reused after the
     * call.
     */
    void send(byte[] packet, int offset, int length);
  }

  /** What happens in it. */
  public interface Events {
    void onEstablished();

    /** A channel was opened by the other side, or one of ours was acknowledged. */
    void onChannel(DataChannelInfo channel);

    /** A whole message; the array is reused after the call. */
    void onMessage(int streamId, boolean text, byte[] bytes, int offset, int length);

    /** The other side closed a channel (RFC 6525). */
    void onChannelClosed(int streamId);

    /** The association ended; nothing follows. */
    void onClosed(String reason);
  }

  public SctpAssociation(
      SctpSettings settings,
      java.util.random.RandomGenerator random,
      Packets packets,
      Events events) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Starts the handshake; whoever only answers does not call it. */
  public void connect(long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** A packet came; anything at all may come. */
  public void receive(byte[] packet, int offset, int length, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Opens a channel of our own (DCEP). Returns its stream. */
  public int open(DataChannelInfo channel, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Sends a message.
   *
   * @return false when it would exceed the send buffer; nothing is queued then
   */
  public boolean send(
      int streamId, boolean text, byte[] bytes, int offset, int length, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Bytes that wait to be sent or acknowledged. */
  public int bufferedBytes() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** When {@link #tick} wants to be called, or Long.MAX_VALUE. */
  public long nextTimeoutUs() {
    throw new UnsupportedOperationException("not written yet");
  }

  public void tick(long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Closes one channel (stream reset). */
  public void closeChannel(int streamId, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Ends it at once. */
  public void abort(long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }
}
