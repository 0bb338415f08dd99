package org.avatarengine.webrtc.peer;

import java.util.concurrent.atomic.AtomicInteger;

/** What of ours still waits on one stream. */
final class PeerStream {
  final int id;

  /** Messages in the mailbox. */
  final AtomicInteger queued = new AtomicInteger();

  /** Whether SCTP still holds bytes that it has not sent; written by the I/O thread. */
  volatile boolean unsent;

  /** Whether somebody was told to wait. */
  volatile boolean wanted;

  PeerStream(int id) {
    this.id = id;
  }

  boolean isWritable() {
    return queued.get() == 0 && !unsent;
  }
}
