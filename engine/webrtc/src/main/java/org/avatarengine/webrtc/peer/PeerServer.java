package org.avatarengine.webrtc.peer;

/**
 * All WebRTC peers of this process behind one UDP port: ICE-lite, DTLS server, SCTP, on one I/O
 * thread of its own; DTLS handshakes run on a small pool. Never a relay, never a client.
 */
public final class PeerServer implements AutoCloseable {

  /**
   * Opens the port.
   *
   * @throws java.io.IOException when the address cannot be had
   */
  public static PeerServer open(PeerServerSettings settings) throws java.io.IOException {
    throw new UnsupportedOperationException("not written yet");
  }

  /** The port it listens on. */
  public int port() {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Answers an offer at once, without gathering. The peer is forgotten when it does not connect in
   * time.
   *
   * @param offer SDP with one data channel section
   * @param listener called on the I/O thread
   * @return the answer
   * @throws SdpException when the offer is not usable; says why
   * @throws PeerLimitException when there are as many peers as there may be
   */
  public Answer accept(String offer, PeerListener listener)
      throws SdpException, PeerLimitException {
    throw new UnsupportedOperationException("not written yet");
  }

  /** A peer and the SDP to send back. */
  public record Answer(Peer peer, String sdp) {}

  public PeerServerStats stats() {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("not written yet");
  }
}
