package org.avatarengine.webrtc.peer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.webrtc.sctp.DataChannelInfo;

/** A listener that remembers everything, and sends back what it gets when it is asked to. */
final class Recorded implements PeerListener {
  @SuppressWarnings("ArrayRecordComponent")
  record Message(int streamId, boolean text, byte[] bytes) {
    String words() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  final Map<String, DataChannelInfo> channels = new ConcurrentHashMap<>();
  final List<Message> messages = new CopyOnWriteArrayList<>();
  final List<PeerCloseReason> closed = new CopyOnWriteArrayList<>();
  final AtomicInteger writable = new AtomicInteger();
  private final boolean echo;

  Recorded(boolean echo) {
    this.echo = echo;
  }

  @Override
  public void onChannel(Peer peer, DataChannelInfo channel) {
    channels.put(channel.label(), channel);
  }

  @Override
  public void onMessage(
      Peer peer, int streamId, boolean text, byte[] bytes, int offset, int length) {
    messages.add(new Message(streamId, text, Arrays.copyOfRange(bytes, offset, offset + length)));
    if (echo) {
      peer.send(streamId, text, bytes, offset, length);
    }
  }

  @Override
  public void onWritable(Peer peer) {
    writable.incrementAndGet();
  }

  @Override
  public void onClosed(Peer peer, PeerCloseReason reason) {
    closed.add(reason);
  }

  int stream(String label) {
    return channels.get(label).streamId();
  }
}
