package org.avatarengine.webrtc.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The I/O thread: sockets, deadlines, and what other threads ask of it. Its queues are bounded by
 * what may stand in them: each peer once as ready, and once or twice as a task.
 */
final class IoLoop implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(IoLoop.class.getName());

  /** Larger datagrams are none of ours: a path of 1,500 bytes cannot carry them. */
  static final int DATAGRAM_BYTES = 2_048;

  /** How long one socket may keep the thread before the next has its turn. */
  private static final int BATCH = 64;

  /**
   * How many peers may send before the sockets are read again: the answers to a frame for hundreds
   * of peers would overflow a receive buffer that nobody empties meanwhile.
   */
  private static final int SENDERS = 8;

  /** Handshakes at a time: each holds some 50 KiB and costs some milliseconds of processor. */
  private static final int HANDSHAKES = 64;

  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  /** Who reads a socket. */
  @FunctionalInterface
  interface Reader {
    /** A datagram came; the array is reused after the call. */
    void onDatagram(
        DatagramChannel channel, InetSocketAddress from, byte[] bytes, int length, long nowUs);
  }

  private final Selector selector;
  private final Thread thread;
  private final Deadlines deadlines = new Deadlines();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Queue<PeerConnection> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean awake = new AtomicBoolean(true);
  private final Semaphore handshakes = new Semaphore(HANDSHAKES);
  private final AtomicLong sendFailures = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();
  private final ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
  private final byte[] datagram = new byte[DATAGRAM_BYTES];
  private final byte[] plain = new byte[DATAGRAM_BYTES];
  private volatile boolean closed;

  IoLoop(String name) throws IOException {
    selector = Selector.open();
    thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    thread.start();
  }

  static long nowUs() {
    return System.nanoTime() / 1_000;
  }

  static void prepare(DatagramChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
    channel.setOption(java.net.StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
  }

  /** I/O thread. */
  void register(DatagramChannel channel, Reader reader) {
    try {
      channel.register(selector, SelectionKey.OP_READ, reader);
    } catch (ClosedChannelException e) {
      LOG.log(System.Logger.Level.DEBUG, "socket closed before it was read");
    }
  }

  /** I/O thread. */
  void due(Timed timed, long dueUs) {
    deadlines.set(timed, dueUs);
  }

  /** I/O thread. A buffer for decrypted bytes, used by one at a time. */
  byte[] plain() {
    return plain;
  }

  /** Any thread. False once the loop is closed. */
  boolean execute(Runnable task) {
    if (closed) {
      return false;
    }
    tasks.add(task);
    wake();
    return true;
  }

  /** Any thread. A peer has messages to send. */
  void ready(PeerConnection connection) {
    ready.add(connection);
    wake();
  }

  private void wake() {
    if (!awake.get() && awake.compareAndSet(false, true)) {
      selector.wakeup();
    }
  }

  /** Runs a handshake on a thread of its own; false when too many run. */
  boolean handshake(Runnable handshake) {
    if (!handshakes.tryAcquire()) {
      return false;
    }
    Thread.ofVirtual()
        .name("webrtc-handshake")
        .start(
            () -> {
              try {
                handshake.run();
              } finally {
                handshakes.release();
              }
            });
    return true;
  }

  /** Any thread. UDP: what cannot leave now is lost. */
  void send(DatagramChannel channel, InetSocketAddress to, byte[] bytes, int offset, int length) {
    try {
      int sent;
      if (Thread.currentThread() == thread) {
        sent = channel.send(out.clear().put(bytes, offset, length).flip(), to);
      } else {
        sent = channel.send(ByteBuffer.wrap(bytes, offset, length), to);
      }
      if (sent == 0) {
        sendFailures.incrementAndGet();
      }
    } catch (IOException e) {
      // No route, no buffers, a filter: the protocols above find out by silence.
      sendFailures.incrementAndGet();
    }
  }

  long sendFailures() {
    return sendFailures.get();
  }

  private void run() {
    while (!closed) {
      try {
        turn();
      } catch (Exception | Error e) {
        // Every peer depends on this thread: it must outlive a fault, and its log must stay small.
        if (Long.bitCount(faults.incrementAndGet()) == 1) {
          LOG.log(System.Logger.Level.ERROR, "fault on the I/O thread", e);
        }
      }
    }
    drain();
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "closing the selector failed", e);
    }
  }

  private void turn() throws IOException {
    drain();
    long nowUs = nowUs();
    for (Timed timed = deadlines.poll(nowUs); timed != null; timed = deadlines.poll(nowUs)) {
      timed.onDue(nowUs);
    }
    long nextUs = deadlines.nextUs();
    awake.set(false);
    if (!tasks.isEmpty() || !ready.isEmpty() || closed) {
      selector.selectNow(this::read);
    } else if (nextUs == Long.MAX_VALUE) {
      selector.select(this::read, 0);
    } else {
      selector.select(this::read, Math.max(1, (nextUs - nowUs() + 999) / 1_000));
    }
    awake.set(true);
  }

  private void drain() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    if (!ready.isEmpty()) {
      long nowUs = nowUs();
      for (int i = 0; i < SENDERS; i++) {
        PeerConnection peer = ready.poll();
        if (peer == null) {
          return;
        }
        peer.flush(nowUs);
      }
    }
  }

  private void read(SelectionKey key) {
    DatagramChannel channel = (DatagramChannel) key.channel();
    Reader reader = (Reader) key.attachment();
    try {
      for (int i = 0; i < BATCH; i++) {
        in.clear();
        InetSocketAddress from = (InetSocketAddress) channel.receive(in);
        if (from == null) {
          return;
        }
        int length = in.flip().remaining();
        in.get(datagram, 0, length);
        reader.onDatagram(channel, from, datagram, length, nowUs());
      }
    } catch (ClosedChannelException e) {
      key.cancel();
    } catch (IOException e) {
      // An ICMP error of an earlier datagram: the protocols above find out by silence.
      sendFailures.incrementAndGet();
    }
  }

  boolean isInside() {
    return Thread.currentThread() == thread;
  }

  /** Ends the thread and closes its sockets; tasks that wait are run first. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    if (!isInside()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
