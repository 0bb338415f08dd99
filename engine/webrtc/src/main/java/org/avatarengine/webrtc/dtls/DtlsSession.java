package org.avatarengine.webrtc.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;

/**
 * DTLS 1.2 of one peer. {@link #handshake} blocks a thread of its own until it ends; everything
 * else belongs to the I/O thread. No renegotiation, no resumption, no cookies: whoever gets as far
 * as a handshake has proven its address by a signed ICE check.
 */
public final class DtlsSession {

  /** Where its datagrams go; called on the I/O thread, and during the handshake on that one's. */
  @FunctionalInterface
  public interface Datagrams {
    /** The array is reused after the call. */
    void send(byte[] datagram, int offset, int length);
  }

  /** Which side it is. */
  public enum Role {
    SERVER,
    CLIENT
  }

  private static final int RECORD_HEADER_BYTES = 13;
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;

  private final Role role;
  private final DtlsIdentity identity;
  private final DtlsRules rules;
  private final Duration timeout;
  private final DatagramInbox inbox;
  private volatile DTLSTransport transport;
  private boolean open;

  /**
   * @param expected any of these fingerprints proves the other side
   * @param timeout after which the handshake is given up
   */
  public DtlsSession(
      Role role,
      DtlsIdentity identity,
      List<Fingerprint> expected,
      Duration timeout,
      Datagrams out) {
    this.role = role;
    this.identity = identity;
    this.rules = new DtlsRules(expected);
    this.timeout = timeout;
    this.inbox = new DatagramInbox(role, out);
  }

  /** Whether a datagram may be DTLS (RFC 7983: first byte 20..63). */
  public static boolean looksLike(byte[] datagram, int offset, int length) {
    return length >= RECORD_HEADER_BYTES && datagram[offset] >= 20 && datagram[offset] <= 63;
  }

  /** Whether a datagram may start a handshake: nothing else is worth one. */
  public static boolean looksLikeClientHello(byte[] datagram, int offset, int length) {
    return length > RECORD_HEADER_BYTES
        && datagram[offset] == HANDSHAKE
        && datagram[offset + RECORD_HEADER_BYTES] == CLIENT_HELLO;
  }

  /** Runs the handshake; blocks until it ended one way or the other. */
  public DtlsOutcome handshake() {
    int timeoutMs = (int) timeout.toMillis();
    try {
      transport =
          switch (role) {
            case SERVER -> {
              DTLSServerProtocol protocol = new DTLSServerProtocol();
              protocol.setVerifyRequests(false);
              yield protocol.accept(new DtlsServerSide(identity, rules, timeoutMs), inbox);
            }
            case CLIENT ->
                new DTLSClientProtocol()
                    .connect(new DtlsClientSide(identity, rules, timeoutMs), inbox);
          };
      return new DtlsOutcome.Connected();
    } catch (IOException e) {
      return rules.isMismatched()
          ? new DtlsOutcome.FingerprintMismatch()
          : new DtlsOutcome.Failed(String.valueOf(e.getMessage()));
    }
  }

  /** A datagram came while the handshake runs. */
  public void arriveForHandshake(byte[] datagram, int offset, int length) {
    byte[] copy = new byte[length];
    System.arraycopy(datagram, offset, copy, 0, length);
    inbox.enqueue(copy);
  }

  /** The handshake succeeded: from now on the I/O thread reads. */
  public void open() {
    inbox.becomeDirect();
    open = true;
  }

  /** A datagram that came during the handshake and was not part of it, or null. */
  public byte[] leftOver() {
    return inbox.leftOver();
  }

  /** Lays down a datagram whose records {@link #next} decrypts. */
  public void arrive(byte[] datagram, int offset, int length) {
    inbox.lay(datagram, offset, length);
  }

  /**
   * Decrypts the next record of what arrived.
   *
   * @return the bytes of application data in {@code plain}; −1 when there are no more
   * @throws IOException when the other side ended the session with an alert
   */
  public int next(byte[] plain) throws IOException {
    try {
      int pending = transport.receivePending(plain, 0, plain.length);
      int length = pending >= 0 ? pending : transport.receive(plain, 0, plain.length, 1);
      if (length >= 0) {
        inbox.settle();
      }
      return length;
    } catch (InterruptedIOException nothingMore) {
      return -1;
    }
  }

  /** Whether the other side said close_notify, or the session failed. */
  public boolean isClosed() {
    return inbox.isClosed();
  }

  /** Encrypts and sends, at most {@link #sendLimit} bytes. */
  public void send(byte[] plain, int offset, int length) throws IOException {
    transport.send(plain, offset, length);
  }

  /** Most bytes of one record. */
  public int sendLimit() throws IOException {
    return transport.getSendLimit();
  }

  /** Says close_notify where there is a session, and ends a handshake that still waits. */
  public void close() {
    if (!open) {
      inbox.cancel();
      return;
    }
    try {
      transport.close();
    } catch (IOException e) {
      // It ends either way.
      inbox.close();
    }
  }
}
