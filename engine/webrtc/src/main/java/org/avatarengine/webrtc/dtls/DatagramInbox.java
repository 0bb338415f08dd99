package org.avatarengine.webrtc.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsFatalAlert;

/**
 * The datagrams that BouncyCastle reads and writes. While a handshake blocks its thread they wait
 * in a bounded queue; afterwards the I/O thread lays down one at a time.
 */
final class DatagramInbox implements DatagramTransport {
  /** Several flights of a handshake; what is lost in the rush comes again. */
  private static final int QUEUE = 32;

  private static final int RECEIVE_LIMIT = 1_500;

  /** 1,280 bytes of IPv6 path less its header and UDP's. */
  private static final int SEND_LIMIT = 1_232;

  private static final byte[] CANCELLED = new byte[0];

  /**
   * Ends {@code DTLSTransport.receive} when its one datagram is used up: returning −1 would have it
   * spin until its time is over.
   */
  private final InterruptedIOException nothingMore = new NothingMore();

  private final DtlsSession.Datagrams out;
  private final ArrayBlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE);
  private volatile boolean direct;
  private volatile boolean closed;
  private byte[] current = CANCELLED;
  private int currentOffset;
  private int currentLength;

  private static final class NothingMore extends InterruptedIOException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Of a server's handshake; null for a client, whose server sends its last flight alone. */
  private final CipherChangeGate gate;

  /** Null for a client, whose last flight the server's answers. */
  private final LastFlight lastFlight;

  DatagramInbox(DtlsSession.Role role, DtlsSession.Datagrams out) {
    this.gate = role == DtlsSession.Role.SERVER ? new CipherChangeGate() : null;
    this.lastFlight = role == DtlsSession.Role.SERVER ? new LastFlight(out) : null;
    this.out = out;
  }

  /** For the handshake; false when there is no room. */
  boolean enqueue(byte[] datagram) {
    return queue.offer(datagram);
  }

  /** The datagram that came during the handshake and nobody read, or null. */
  byte[] leftOver() {
    return queue.poll();
  }

  void becomeDirect() {
    direct = true;
  }

  /** Ends a handshake that waits. */
  void cancel() {
    closed = true;
    queue.clear();
    queue.offer(CANCELLED);
  }

  void lay(byte[] datagram, int offset, int length) {
    current = datagram;
    currentOffset = offset;
    currentLength = length;
    if (lastFlight != null) {
      lastFlight.after(datagram, offset);
    }
  }

  /** The other side sent what it sends only after the handshake. */
  void settle() {
    if (lastFlight != null) {
      lastFlight.settle();
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public int getReceiveLimit() {
    return direct ? Math.max(1, currentLength) : RECEIVE_LIMIT;
  }

  @Override
  public int getSendLimit() {
    return SEND_LIMIT;
  }

  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
    if (direct) {
      if (currentLength == 0) {
        throw nothingMore;
      }
      int taken = Math.min(length, currentLength);
      System.arraycopy(current, currentOffset, buffer, offset, taken);
      currentLength = 0;
      return taken;
    }
    try {
      byte[] datagram = await(waitMillis);
      if (closed) {
        // Not by an internal error, as the other side would be told of any other exception.
        throw new TlsFatalAlert(AlertDescription.user_canceled);
      }
      if (lastFlight != null) {
        lastFlight.end();
      }
      if (datagram == null) {
        return -1;
      }
      int taken = Math.min(length, datagram.length);
      System.arraycopy(datagram, 0, buffer, offset, taken);
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /** Null when nothing came in time; without bytes when what came has to wait. */
  private byte[] await(int waitMillis) throws InterruptedException {
    byte[] waited = gate == null ? null : gate.next();
    if (waited != null) {
      return waited;
    }
    byte[] datagram = queue.poll(waitMillis, TimeUnit.MILLISECONDS);
    return gate == null || datagram == null ? datagram : gate.pass(datagram);
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    if (!direct && lastFlight != null) {
      lastFlight.sent(buffer, offset, length);
    }
    out.send(buffer, offset, length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
