package org.avatarengine.benchmarks.simulate.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.benchmarks.simulate.client.ClientClock;

/**
 * A bad link in front of a UDP server: clients send to {@link #address()}, each is given a socket
 * of its own towards the server. One thread.
 */
public final class UdpProxy implements AutoCloseable {

  /** IPv4 and UDP, which the bandwidth carries too. */
  private static final int HEADERS = 28;

  private static final int LARGEST = 65_535;

  /** Datagrams under way at most; more are dropped. */
  private static final int MOST_UNDER_WAY = 100_000;

  private static final int MOST_CLIENTS = 10_000;

  /** A datagram that has not arrived yet. */
  private static final class UnderWay {
    final long dueUs;
    final long number;
    final byte[] bytes;
    final Leg leg;
    final boolean up;

    UnderWay(long dueUs, long number, byte[] bytes, Leg leg, boolean up) {
      this.dueUs = dueUs;
      this.number = number;
      this.bytes = bytes;
      this.leg = leg;
      this.up = up;
    }
  }

  /** One client's way there and back. */
  private static final class Leg {
    final SocketAddress client;
    final DatagramChannel upstream;
    final LinkModel up;
    final LinkModel down;

    Leg(SocketAddress client, DatagramChannel upstream, LinkModel up, LinkModel down) {
      this.client = client;
      this.upstream = upstream;
      this.up = up;
      this.down = down;
    }
  }

  private final InetSocketAddress server;
  private final LinkSettings up;
  private final LinkSettings down;
  private final long seed;
  private final DatagramChannel front;
  private final Selector selector;
  private final Thread thread;
  private final Map<SocketAddress, Leg> legs = new HashMap<>();
  private final PriorityQueue<UnderWay> underWay =
      new PriorityQueue<>(
          Comparator.<UnderWay>comparingLong(way -> way.dueUs)
              .thenComparingLong(way -> way.number));
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
  private long number;
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param server where datagrams go in the end
   * @param up from clients to the server
   * @param down back
   */
  public UdpProxy(InetSocketAddress server, LinkSettings up, LinkSettings down, long seed)
      throws IOException {
    this.server = server;
    this.up = up;
    this.down = down;
    this.seed = seed;
    this.selector = Selector.open();
    this.front = DatagramChannel.open();
    front.configureBlocking(false);
    front.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    front.register(selector, SelectionKey.OP_READ);
    this.thread = Thread.ofPlatform().name("udp-proxy").daemon().start(this::run);
  }

  /** Where clients send to instead. */
  public InetSocketAddress address() {
    try {
      return (InetSocketAddress) front.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Datagrams that did not arrive, both ways. */
  public long dropped() {
    return dropped.get();
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        UnderWay next = underWay.peek();
        long waitUs = next == null ? 1_000_000 : next.dueUs - ClientClock.nowUs();
        if (waitUs <= 0) {
          deliver(underWay.poll());
          continue;
        }
        if (waitUs < 1_000) {
          selector.selectNow(this::read);
          java.util.concurrent.locks.LockSupport.parkNanos(100_000);
        } else {
          selector.select(this::read, waitUs / 1_000);
        }
      }
    } catch (ClosedSelectorException e) {
      // Closed from outside: the end.
    } catch (IOException e) {
      throw new UncheckedIOException("the UDP proxy broke", e);
    }
  }

  private void read(SelectionKey key) {
    DatagramChannel channel = (DatagramChannel) key.channel();
    try {
      while (true) {
        buffer.clear();
        SocketAddress from = channel.receive(buffer);
        if (from == null) {
          return;
        }
        buffer.flip();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        boolean upwards = channel == front;
        Leg leg = upwards ? leg(from) : (Leg) key.attachment();
        if (leg != null) {
          send(leg, bytes, upwards);
        }
      }
    } catch (java.net.PortUnreachableException e) {
      // The server is not there now; it is as if the datagram was lost.
      dropped.incrementAndGet();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Leg leg(SocketAddress client) throws IOException {
    Leg known = legs.get(client);
    if (known != null || legs.size() == MOST_CLIENTS) {
      return known;
    }
    DatagramChannel upstream = DatagramChannel.open();
    upstream.configureBlocking(false);
    upstream.connect(server);
    long own = seed + legs.size() * 2L;
    Leg leg = new Leg(client, upstream, new LinkModel(up, own), new LinkModel(down, own + 1));
    upstream.register(selector, SelectionKey.OP_READ, leg);
    legs.put(client, leg);
    return leg;
  }

  private void send(Leg leg, byte[] bytes, boolean upwards) {
    LinkModel model = upwards ? leg.up : leg.down;
    long dueUs = model.pass(ClientClock.nowUs(), bytes.length + HEADERS);
    if (dueUs < 0 || underWay.size() >= MOST_UNDER_WAY) {
      dropped.incrementAndGet();
      return;
    }
    underWay.add(new UnderWay(dueUs, number++, bytes, leg, upwards));
    if (model.secondUs() >= 0) {
      underWay.add(new UnderWay(model.secondUs(), number++, bytes, leg, upwards));
    }
  }

  private void deliver(UnderWay due) throws IOException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(due.bytes);
      if (due.up) {
        due.leg.upstream.write(bytes);
      } else {
        front.send(bytes, due.leg.client);
      }
    } catch (java.net.PortUnreachableException e) {
      dropped.incrementAndGet();
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    front.close();
    for (Leg leg : legs.values()) {
      leg.upstream.close();
    }
  }
}
