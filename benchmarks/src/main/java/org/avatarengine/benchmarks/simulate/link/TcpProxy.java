package org.avatarengine.benchmarks.simulate.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.avatarengine.benchmarks.simulate.client.ClientClock;

/**
 * A bad link in front of a TCP server. TCP loses nothing, so what the link loses comes late: after
 * a retransmission, and all that is behind it waits. Four virtual threads for each connection.
 */
public final class TcpProxy implements AutoCloseable {

  /** The least time after which a kernel sends a segment again. */
  private static final long RETRANSMISSION_US = 200_000;

  private static final int SEGMENT = 1_448;
  private static final int HEADERS = 52;

  /** Segments under way in one direction; the sender then waits, as for a full window. */
  private static final int WINDOW = 128;

  private static final Chunk END = new Chunk(0, new byte[0]);

  /** Some bytes under way; none are the end of the stream. */
  private static final class Chunk {
    final long dueUs;
    final byte[] bytes;

    Chunk(long dueUs, byte[] bytes) {
      this.dueUs = dueUs;
      this.bytes = bytes;
    }

    boolean isEnd() {
      return bytes.length == 0;
    }
  }

  private final InetSocketAddress server;
  private final LinkSettings up;
  private final LinkSettings down;
  private final long seed;
  private final ServerSocket front;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong connections = new AtomicLong();

  /**
   * @param server where bytes go in the end
   * @param up from clients to the server
   * @param down back
   */
  public TcpProxy(InetSocketAddress server, LinkSettings up, LinkSettings down, long seed)
      throws IOException {
    this.server = server;
    this.up = up;
    this.down = down;
    this.seed = seed;
    this.front = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().name("tcp-proxy").daemon().start(this::accept);
  }

  /** Where clients connect to instead. */
  public InetSocketAddress address() {
    return (InetSocketAddress) front.getLocalSocketAddress();
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        open.add(client);
        Thread.startVirtualThread(() -> join(client));
      } catch (IOException e) {
        if (!front.isClosed()) {
          throw new UncheckedIOException("the TCP proxy broke", e);
        }
      }
    }
  }

  private void join(Socket client) {
    long own = seed + connections.getAndIncrement() * 2;
    Socket upstream = new Socket();
    open.add(upstream);
    try {
      upstream.connect(server, 5_000);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      pump(client, upstream, new LinkModel(up, own), up.delayUs() + down.delayUs());
      pump(upstream, client, new LinkModel(down, own + 1), up.delayUs() + down.delayUs());
    } catch (IOException e) {
      end(client, upstream);
    }
  }

  private void pump(Socket from, Socket to, LinkModel model, long roundTripUs) {
    BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(WINDOW);
    Thread.startVirtualThread(() -> take(from, underWay, model, roundTripUs));
    Thread.startVirtualThread(() -> give(from, to, underWay));
  }

  private void take(Socket from, BlockingQueue<Chunk> underWay, LinkModel model, long roundTrip) {
    try {
      byte[] bytes = new byte[SEGMENT];
      long lastUs = 0;
      InputStream in = from.getInputStream();
      for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) {
        long nowUs = ClientClock.nowUs();
        long dueUs = model.pass(nowUs, got + HEADERS);
        for (long late = 0; dueUs < 0; ) {
          late += Math.max(RETRANSMISSION_US, roundTrip + roundTrip / 2);
          dueUs = model.pass(nowUs + late, got + HEADERS);
        }
        lastUs = Math.max(lastUs, dueUs);
        underWay.put(new Chunk(lastUs, Arrays.copyOf(bytes, got)));
      }
      underWay.put(END);
    } catch (IOException e) {
      underWay.clear();
      if (!underWay.offer(END)) {
        throw new IllegalStateException("a cleared queue is full", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void give(Socket from, Socket to, BlockingQueue<Chunk> underWay) {
    try {
      OutputStream out = to.getOutputStream();
      for (Chunk chunk = underWay.take(); !chunk.isEnd(); chunk = underWay.take()) {
        for (long wait = chunk.dueUs - ClientClock.nowUs();
            wait > 0;
            wait = chunk.dueUs - ClientClock.nowUs()) {
          LockSupport.parkNanos(wait * 1_000);
        }
        out.write(chunk.bytes);
      }
      to.shutdownOutput();
      if (from.isOutputShutdown()) {
        end(from, to);
      }
    } catch (IOException e) {
      end(from, to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Socket one, Socket other) {
    for (Socket each : new Socket[] {one, other}) {
      open.remove(each);
      try {
        each.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
