package org.avatarengine.webrtc.sctp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Two associations on one virtual clock, and between them a link that loses, doubles, reorders,
 * delays and corrupts.
 */
final class LossyLink {

  /** One end: the association and what happened to it. */
  static final class Side implements SctpAssociation.Events {
    final List<DataChannelInfo> channels = new ArrayList<>();
    final List<Integer> closedChannels = new ArrayList<>();
    final List<byte[]> messages = new ArrayList<>();
    final List<Boolean> texts = new ArrayList<>();
    final List<Long> arrivalsUs = new ArrayList<>();
    MessageTaker taker;
    boolean established;
    String closed;
    int closedCount;
    SctpAssociation association;
    LossyLink link;

    @Override
    public void onEstablished() {
      established = true;
    }

    @Override
    public void onChannel(DataChannelInfo channel) {
      channels.add(channel);
    }

    @Override
    public void onMessage(int stream, boolean text, byte[] bytes, int offset, int length) {
      if (taker != null) {
        taker.take(stream, bytes, offset, length);
        return;
      }
      messages.add(Arrays.copyOfRange(bytes, offset, offset + length));
      texts.add(text);
      arrivalsUs.add(link.nowUs);
    }

    @Override
    public void onChannelClosed(int stream) {
      closedChannels.add(stream);
    }

    @Override
    public void onClosed(String reason) {
      closed = reason;
      closedCount++;
    }
  }

  /** Takes a message. */
  interface MessageTaker {
    void take(int stream, byte[] bytes, int offset, int length);
  }

  private record Travelling(long atUs, long order, Side to, byte[] packet)
      implements Comparable<Travelling> {
    @Override
    public int compareTo(Travelling other) {
      int byTime = Long.compare(atUs, other.atUs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  final Side client = new Side();
  final Side server = new Side();
  final SplittableRandom random;
  long nowUs;
  double loss;
  double duplication;
  double corruption;
  long delayUs = 10_000;
  long jitterUs;

  /** 0 for no limit; what exceeds 50 ms of it is lost. */
  long bytesPerSecond;

  /** May change or swallow (null) what the client sends, and the server. */
  UnaryOperator<byte[]> fromClient = UnaryOperator.identity();

  UnaryOperator<byte[]> fromServer = UnaryOperator.identity();
  final List<byte[]> sentByClient = new ArrayList<>();
  final List<byte[]> sentByServer = new ArrayList<>();
  boolean recording;
  private final PriorityQueue<Travelling> travelling = new PriorityQueue<>();
  private final long[] freeAtUs = new long[2];
  private long order;

  LossyLink(long seed) {
    this(seed, SctpSettings.defaults());
  }

  LossyLink(long seed, SctpSettings settings) {
    this(seed, settings, new SplittableRandom(seed + 1), new SplittableRandom(seed + 2));
  }

  LossyLink(long seed, SctpSettings settings, RandomGenerator ofClient, RandomGenerator ofServer) {
    random = new SplittableRandom(seed);
    client.link = this;
    server.link = this;
    client.association =
        new SctpAssociation(
            settings.forDtlsClient(), ofClient, (p, o, n) -> send(server, p, o, n), client);
    server.association =
        new SctpAssociation(settings, ofServer, (p, o, n) -> send(client, p, o, n), server);
  }

  /** A link whose ends are connected, with one channel opened by the client on stream 0. */
  static LossyLink connected(long seed, SctpSettings settings, DataChannelInfo channel) {
    LossyLink link = new LossyLink(seed, settings);
    link.connect(channel);
    return link;
  }

  void connect(DataChannelInfo channel) {
    client.association.connect(nowUs);
    client.association.open(channel, nowUs);
    runUntil(nowUs + 60_000_000, () -> !client.channels.isEmpty() && !server.channels.isEmpty());
    run(500_000);
  }

  void run(long us) {
    runUntil(nowUs + us, () -> false);
    nowUs = Math.max(nowUs, nowUs);
  }

  /** Runs until that time or until it is so; returns whether it is so. */
  boolean runUntil(long endUs, java.util.function.BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      long next = travelling.isEmpty() ? Long.MAX_VALUE : travelling.peek().atUs;
      next = Math.min(next, client.association.nextTimeoutUs());
      next = Math.min(next, server.association.nextTimeoutUs());
      if (next > endUs) {
        nowUs = endUs;
        return done.getAsBoolean();
      }
      nowUs = Math.max(nowUs, next);
      while (!travelling.isEmpty() && travelling.peek().atUs <= nowUs) {
        Travelling arrived = travelling.poll();
        arrived.to.association.receive(arrived.packet, 0, arrived.packet.length, nowUs);
      }
      for (Side side : List.of(client, server)) {
        if (side.association.nextTimeoutUs() <= nowUs) {
          side.association.tick(nowUs);
        }
      }
    }
    return true;
  }

  void send(Side to, byte[] bytes, int offset, int length) {
    byte[] packet = Arrays.copyOfRange(bytes, offset, offset + length);
    if (recording) {
      (to == server ? sentByClient : sentByServer).add(packet.clone());
    }
    packet = (to == server ? fromClient : fromServer).apply(packet);
    if (packet == null || random.nextDouble() < loss) {
      return;
    }
    int direction = to == server ? 0 : 1;
    long leavesUs = nowUs;
    if (bytesPerSecond > 0) {
      leavesUs = Math.max(nowUs, freeAtUs[direction]);
      if (leavesUs - nowUs > 50_000) {
        return;
      }
      leavesUs += packet.length * 1_000_000L / bytesPerSecond;
      freeAtUs[direction] = leavesUs;
    }
    if (random.nextDouble() < corruption) {
      packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
    }
    deliver(to, packet, leavesUs);
    if (random.nextDouble() < duplication) {
      deliver(to, packet, leavesUs);
    }
  }

  private void deliver(Side to, byte[] packet, long leavesUs) {
    long jitter = jitterUs == 0 ? 0 : random.nextLong(jitterUs);
    travelling.add(new Travelling(leavesUs + delayUs + jitter, order++, to, packet));
  }

  /** The chunk of that type in a packet, or −1. */
  static int find(byte[] packet, int type) {
    int at = Wire.COMMON_HEADER;
    while (at + 4 <= packet.length) {
      if (Wire.u8(packet, at) == type) {
        return at;
      }
      at += Wire.padded(Math.max(4, Wire.u16(packet, at + 2)));
    }
    return -1;
  }

  static byte[] resealed(byte[] packet) {
    new Checksum().write(packet, 0, packet.length);
    return packet;
  }

  static DataChannelInfo reliable() {
    return new DataChannelInfo(-1, "control", "", true, -1, -1);
  }

  static DataChannelInfo frames() {
    return new DataChannelInfo(-1, "frames", "avatar", false, 0, -1);
  }
}
