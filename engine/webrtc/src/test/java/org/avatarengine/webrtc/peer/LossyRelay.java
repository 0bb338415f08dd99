package org.avatarengine.webrtc.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A UDP relay between clients and one server that loses a part of what it carries. */
final class LossyRelay implements AutoCloseable {
  private final DatagramChannel front;
  private final InetSocketAddress server;
  private final Map<InetSocketAddress, DatagramChannel> backs = new ConcurrentHashMap<>();
  private final Random random;
  private volatile double lost;
  private volatile double spoilt;
  private volatile long delayMs;
  private final ScheduledExecutorService underWay =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  LossyRelay(InetSocketAddress server, double lost, long seed) throws IOException {
    this.server = server;
    this.lost = lost;
    this.random = new Random(seed);
    this.front = DatagramChannel.open();
    front.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    start(
        () -> {
          ByteBuffer buffer = ByteBuffer.allocate(2_048);
          while (true) {
            InetSocketAddress from = (InetSocketAddress) front.receive(buffer.clear());
            if (!isLost()) {
              DatagramChannel back = back(from);
              carry(spoil(buffer.flip()), back::write);
            }
          }
        });
  }

  /** The answer with the relay in the server's place. */
  String through(String answer) throws IOException {
    return answer.replaceAll(
        "(a=candidate:.* )\\d+ typ host", "$1" + address().getPort() + " typ host");
  }

  /** 1 cuts the link. */
  void lose(double part) {
    lost = part;
  }

  /** A part of the datagrams gets a wrong byte. */
  void spoil(double part) {
    spoilt = part;
  }

  /** How long every datagram is under way. */
  void delay(Duration time) {
    delayMs = time.toMillis();
  }

  private void carry(ByteBuffer datagram, Way way) throws IOException {
    if (delayMs == 0) {
      way.send(datagram);
      return;
    }
    ByteBuffer copy = ByteBuffer.allocate(datagram.remaining()).put(datagram).flip();
    underWay.schedule(
        () -> {
          way.send(copy);
          return null;
        },
        delayMs,
        TimeUnit.MILLISECONDS);
  }

  private ByteBuffer spoil(ByteBuffer datagram) {
    synchronized (random) {
      if (random.nextDouble() < spoilt) {
        datagram.put(random.nextInt(datagram.limit()), (byte) random.nextInt());
      }
    }
    return datagram;
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) front.getLocalAddress();
  }

  private DatagramChannel back(InetSocketAddress client) throws IOException {
    DatagramChannel known = backs.get(client);
    if (known != null) {
      return known;
    }
    DatagramChannel back = DatagramChannel.open();
    back.connect(server);
    backs.put(client, back);
    start(
        () -> {
          ByteBuffer buffer = ByteBuffer.allocate(2_048);
          while (true) {
            back.read(buffer.clear());
            if (!isLost()) {
              carry(spoil(buffer.flip()), datagram -> front.send(datagram, client));
            }
          }
        });
    return back;
  }

  private boolean isLost() {
    synchronized (random) {
      return random.nextDouble() < lost;
    }
  }

  private interface Way {
    void send(ByteBuffer datagram) throws IOException;
  }

  private interface Loop {
    void run() throws IOException;
  }

  private static void start(Loop loop) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                loop.run();
              } catch (IOException | RejectedExecutionException closed) {
                // The relay is closed.
              }
            });
  }

  @Override
  public void close() throws IOException {
    underWay.shutdownNow();
    front.close();
    for (DatagramChannel back : backs.values()) {
      back.close();
    }
  }
}
