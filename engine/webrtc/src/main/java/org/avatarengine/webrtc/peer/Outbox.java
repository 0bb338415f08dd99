package org.avatarengine.webrtc.peer;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.webrtc.sctp.SctpAssociation;

/**
 * What a peer's owner wants to send: the open channels, the messages on their way to the I/O
 * thread, and whether a channel would take another one now.
 */
final class Outbox {
  private static final Channel[] NONE = {};

  /**
   * Messages of a channel that may be on their way to the I/O thread: 50 ms of frames. It may take
   * its turn late, and whoever sends may be late and send two at once; neither says anything about
   * the path, which is what {@link #isWritable} is asked for.
   */
  private static final int MOST_ON_THE_WAY = 3;

  private final Mailbox mailbox = new Mailbox();
  private volatile Channel[] channels = NONE;

  /** What of ours still waits on one stream. */
  private static final class Channel {
    final int streamId;

    /** Messages in the mailbox. */
    final AtomicInteger queued = new AtomicInteger();

    /** Whether SCTP still holds bytes that it has not sent; written by the I/O thread. */
    volatile boolean unsent;

    /** Whether somebody was told to wait. */
    volatile boolean wanted;

    Channel(int streamId) {
      this.streamId = streamId;
    }

    boolean isFree() {
      return queued.get() < MOST_ON_THE_WAY && !unsent;
    }
  }

  /** I/O thread. */
  void opened(int streamId) {
    if (channel(streamId) == null) {
      Channel[] more = Arrays.copyOf(channels, channels.length + 1);
      more[more.length - 1] = new Channel(streamId);
      channels = more;
    }
  }

  /** I/O thread. */
  void closed(int streamId) {
    channels =
        Arrays.stream(channels).filter(each -> each.streamId != streamId).toArray(Channel[]::new);
  }

  /** I/O thread. */
  void clear() {
    channels = NONE;
  }

  /** Any thread. False when the channel is not open or there is no room. */
  boolean offer(int streamId, boolean text, byte[] bytes, int offset, int length) {
    Channel channel = channel(streamId);
    if (channel == null) {
      return false;
    }
    channel.queued.incrementAndGet();
    if (!mailbox.offer(streamId, text, bytes, offset, length)) {
      channel.queued.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Any thread. */
  boolean isWritable(int streamId) {
    Channel channel = channel(streamId);
    if (channel == null) {
      return false;
    }
    if (channel.isFree()) {
      return true;
    }
    channel.wanted = true;
    // It may have become free before anybody could see that it is waited for.
    return channel.isFree();
  }

  /** I/O thread. Gives SCTP what it takes; the rest waits. */
  void hand(SctpAssociation sctp, long nowUs) {
    for (Mailbox.Letter letter = mailbox.peek(); letter != null; letter = mailbox.peek()) {
      Channel channel = channel(letter.streamId);
      boolean open = channel != null && sctp.isOpen(letter.streamId);
      if (open && !sctp.send(letter.streamId, letter.text, letter.bytes, 0, letter.length, nowUs)) {
        return;
      }
      mailbox.remove();
      if (channel != null) {
        channel.unsent = sctp.hasUnsent(channel.streamId);
        channel.queued.decrementAndGet();
      }
    }
  }

  /** I/O thread. Whether a channel that somebody waits for is free now. */
  boolean becameWritable(SctpAssociation sctp) {
    boolean became = false;
    for (Channel channel : channels) {
      channel.unsent = sctp.hasUnsent(channel.streamId);
      if (channel.wanted && channel.isFree()) {
        channel.wanted = false;
        became = true;
      }
    }
    return became;
  }

  private Channel channel(int streamId) {
    for (Channel channel : channels) {
      if (channel.streamId == streamId) {
        return channel;
      }
    }
    return null;
  }
}
