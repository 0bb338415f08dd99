package org.avatarengine.webrtc.sctp;

import java.util.HashMap;
import java.util.Map;

/** The data channels of an association (RFC 8831 section 6, RFC 8832). */
final class Channels implements Reassembly.Sink, StreamReset.Streams {
  private static final int NO_STREAM = 65_535;

  private static final class Channel {
    final DataChannelInfo info;
    final OutStream out;

    /** Until then our messages go in order, so that none overtakes the OPEN (RFC 8832, 6). */
    boolean acknowledged;

    boolean closing;
    boolean outgoingReset;
    boolean incomingReset;

    Channel(DataChannelInfo info, boolean acknowledged) {
      this.info = info;
      this.out = new OutStream(info.streamId());
      this.acknowledged = acknowledged;
    }
  }

  private final SctpSettings settings;
  private final SctpAssociation.Events events;
  private final SendQueue queue;
  private final Map<Integer, Channel> channels = new HashMap<>();
  private final byte[] empty = new byte[1];
  private StreamReset resets;
  private Outbound outbound;
  private boolean peerResets = true;
  private int streamLimit = NO_STREAM;
  private boolean ended;
  private long dropped;

  Channels(SctpSettings settings, SctpAssociation.Events events, SendQueue queue) {
    this.settings = settings;
    this.events = events;
    this.queue = queue;
  }

  void attach(StreamReset streamReset, Outbound sender) {
    resets = streamReset;
    outbound = sender;
  }

  void start(InitChunk peer) {
    peerResets = peer.reConfig();
    streamLimit = Math.min(NO_STREAM, peer.inStreams());
  }

  long dropped() {
    return dropped;
  }

  int open(DataChannelInfo wanted) {
    if (channels.size() >= settings.maxStreams()) {
      throw new IllegalStateException("there are " + channels.size() + " channels already");
    }
    int stream = wanted.streamId();
    if (stream < 0) {
      stream = settings.dtlsClient() ? 0 : 1;
      while (channels.containsKey(stream)) {
        stream += 2;
      }
    } else if (isPeers(stream) || channels.containsKey(stream)) {
      throw new IllegalArgumentException("stream " + stream + " is not free for us to open");
    }
    if (stream >= streamLimit) {
      throw new IllegalStateException("the other side takes only " + streamLimit + " streams");
    }
    DataChannelInfo info = wanted.withStream(stream);
    byte[] message = Dcep.open(info);
    if (message.length > settings.maxMessageBytes() || !queue.hasRoom(message.length)) {
      throw new IllegalStateException("the send buffer has no room to open a channel");
    }
    Channel channel = new Channel(info, false);
    channels.put(stream, channel);
    control(channel, message);
    return stream;
  }

  boolean send(int stream, boolean text, byte[] bytes, int offset, int length, long nowUs) {
    Channel channel = channels.get(stream);
    if (channel == null || channel.closing) {
      return false;
    }
    int size = Math.max(1, length);
    if (!queue.hasRoom(size)) {
      outbound.dropExpired(nowUs);
      if (!queue.hasRoom(size)) {
        return false;
      }
    }
    DataChannelInfo info = channel.info;
    int ppid =
        length == 0
            ? text ? Dcep.PPID_EMPTY_TEXT : Dcep.PPID_EMPTY_BINARY
            : text ? Dcep.PPID_TEXT : Dcep.PPID_BINARY;
    queue.add(
        channel.out,
        ppid,
        info.ordered() || !channel.acknowledged,
        info.maxRetransmits(),
        info.maxLifetimeMs() < 0 ? Long.MAX_VALUE : nowUs + 1_000L * info.maxLifetimeMs(),
        length == 0 ? empty : bytes,
        length == 0 ? 0 : offset,
        size);
    return true;
  }

  boolean hasUnsent(int stream) {
    Channel channel = channels.get(stream);
    return channel != null && channel.out.unsentChunks > 0;
  }

  boolean isOpen(int stream) {
    Channel channel = channels.get(stream);
    return channel != null && !channel.closing;
  }

  void close(int stream) {
    Channel channel = channels.get(stream);
    if (channel != null && !channel.closing) {
      channel.closing = true;
      if (peerResets) {
        resets.request(stream);
      } else {
        channels.remove(stream);
      }
    }
  }

  /** Whatever is still on its way up reaches nobody. */
  void end() {
    ended = true;
    channels.clear();
  }

  @Override
  public void onMessage(int stream, int ppid, byte[] bytes, int offset, int length) {
    if (ended) {
      return;
    }
    if (ppid == Dcep.PPID) {
      onControl(stream, bytes, offset, length);
      return;
    }
    Channel channel = channels.get(stream);
    if (channel == null || channel.closing || channel.incomingReset) {
      dropped++;
      return;
    }
    acknowledge(channel);
    switch (ppid) {
      case Dcep.PPID_TEXT, Dcep.PPID_BINARY ->
          events.onMessage(stream, ppid == Dcep.PPID_TEXT, bytes, offset, length);
      case Dcep.PPID_EMPTY_TEXT, Dcep.PPID_EMPTY_BINARY ->
          events.onMessage(stream, ppid == Dcep.PPID_EMPTY_TEXT, bytes, offset, 0);
      default -> dropped++;
    }
  }

  @Override
  public boolean isDrained(int stream) {
    Channel channel = channels.get(stream);
    return channel == null || channel.out.chunks == 0;
  }

  @Override
  public void onOutgoingReset(int stream) {
    Channel channel = channels.get(stream);
    if (channel != null) {
      channel.outgoingReset = true;
      forget(channel);
    }
  }

  @Override
  public void onIncomingReset(int stream) {
    Channel channel = channels.get(stream);
    if (channel == null || channel.incomingReset) {
      return;
    }
    channel.incomingReset = true;
    boolean ours = channel.closing;
    close(stream);
    forget(channel);
    if (!ours) {
      events.onChannelClosed(stream);
    }
  }

  @Override
  public void onResetAsked(int stream) {
    if (isOpen(stream)) {
      close(stream);
      events.onChannelClosed(stream);
    }
  }

  private void onControl(int stream, byte[] bytes, int offset, int length) {
    Channel channel = channels.get(stream);
    if (length == 1 && bytes[offset] == Dcep.ACK) {
      if (channel != null && !channel.closing) {
        acknowledge(channel);
      }
      return;
    }
    if (channel != null && channel.incomingReset) {
      // It would not open it again, had it not seen our reset too: only its answer is late.
      resets.settle(stream);
      channels.remove(stream);
      channel = null;
    }
    DataChannelInfo info = Dcep.parseOpen(stream, bytes, offset, length);
    if (info == null || channel != null) {
      dropped++;
      return;
    }
    if (!isPeers(stream) || stream >= streamLimit || channels.size() >= settings.maxStreams()) {
      dropped++;
      if (peerResets) {
        resets.request(stream);
      }
      return;
    }
    Channel opened = new Channel(info, true);
    channels.put(stream, opened);
    control(opened, Dcep.ack());
    events.onChannel(info);
  }

  /** A message says it as well as an ACK (RFC 8832 section 6). */
  private void acknowledge(Channel channel) {
    if (!channel.acknowledged) {
      channel.acknowledged = true;
      events.onChannel(channel.info);
    }
  }

  private void control(Channel channel, byte[] message) {
    queue.add(channel.out, Dcep.PPID, true, -1, Long.MAX_VALUE, message, 0, message.length);
  }

  private boolean isPeers(int stream) {
    return (stream & 1) == (settings.dtlsClient() ? 1 : 0);
  }

  private void forget(Channel channel) {
    if (channel.outgoingReset && channel.incomingReset) {
      channels.remove(channel.info.streamId());
    }
  }
}
