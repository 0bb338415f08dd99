package org.avatarengine.webrtc.peer;

import org.avatarengine.webrtc.sctp.DataChannelInfo;

/** What happens to a peer; called on the I/O thread of its server, so it must not block. */
public interface PeerListener {

  /** A channel is open, both ways. */
  void onChannel(Peer peer, DataChannelInfo channel);

  /** A whole message; the array is reused after the call. */
  void onMessage(Peer peer, int streamId, boolean text, byte[] bytes, int offset, int length);

  /** The peer became writable again after {@link Peer#isWritable} was false. */
  void onWritable(Peer peer);

  /** The peer is gone; called once, nothing follows. */
  void onClosed(Peer peer, PeerCloseReason reason);
}
