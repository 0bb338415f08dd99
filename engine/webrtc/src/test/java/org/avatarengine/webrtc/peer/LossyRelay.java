package org.avatarengine.webrtc.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** A UDP relay between clients and one server that loses a part of what it carries. */
final class LossyRelay implements AutoCloseable {
  private final DatagramChannel front;
  private final InetSocketAddress server;
  private final Map<InetSocketAddress, DatagramChannel> backs = new ConcurrentHashMap<>();
  private final Random random;
  private volatile double lost;
  private volatile double spoilt;

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
              back(from).write(spoil(buffer.flip()));
            }
          }
        });
  }

  /** 1 cuts the link. */
  void lose(double part) {
    lost = part;
  }

  /** A part of the datagrams gets a wrong byte. */
  void spoil(double part) {
    spoilt = part;
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
              front.send(spoil(buffer.flip()), client);
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
              } catch (IOException closed) {
                // The relay is closed.
              }
            });
  }

  @Override
  public void close() throws IOException {
    front.close();
    for (DatagramChannel back : backs.values()) {
      back.close();
    }
  }
}
