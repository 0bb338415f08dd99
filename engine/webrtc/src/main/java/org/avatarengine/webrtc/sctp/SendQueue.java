package org.avatarengine.webrtc.sctp;

import java.util.ArrayDeque;

/** Messages cut into chunks (RFC 9260 section 6.9) that were never sent, first in first out. */
final class SendQueue {
  private static final int POOLED = 32;

  private final ArrayDeque<OutChunk> unsent = new ArrayDeque<>();
  private final ArrayDeque<OutChunk> pool = new ArrayDeque<>();
  private final int fragmentBytes;
  private final int maxBytes;
  private final int maxChunks;
  private int bytes;
  private int chunks;

  SendQueue(SctpSettings settings) {
    this.fragmentBytes = (settings.mtu() - Wire.COMMON_HEADER - Wire.DATA_HEADER) & ~3;
    this.maxBytes = settings.sendBufferBytes();
    this.maxChunks =
        Math.max(64, settings.sendBufferBytes() / 64) + settings.maxMessageBytes() / fragmentBytes;
  }

  /** Bytes that wait or are not yet acknowledged. */
  int bytes() {
    return bytes;
  }

  boolean hasRoom(int length) {
    return length <= maxBytes - bytes && chunks + 1 + length / fragmentBytes <= maxChunks;
  }

  void add(
      OutStream stream,
      int ppid,
      boolean ordered,
      int maxRetransmits,
      long expiresUs,
      byte[] message,
      int offset,
      int length) {
    int done = 0;
    do {
      int part = Math.min(fragmentBytes, length - done);
      OutChunk chunk = pool.isEmpty() ? new OutChunk() : pool.pop();
      if (chunk.data.length < part) {
        chunk.data = new byte[Math.max(part, Math.min(fragmentBytes, 128))];
      }
      System.arraycopy(message, offset + done, chunk.data, 0, part);
      chunk.stream = stream;
      chunk.length = part;
      chunk.ppid = ppid;
      chunk.maxRetransmits = maxRetransmits;
      chunk.expiresUs = expiresUs;
      chunk.flags =
          (ordered ? 0 : Wire.FLAG_UNORDERED)
              | (done == 0 ? Wire.FLAG_BEGIN : 0)
              | (done + part == length ? Wire.FLAG_END : 0);
      unsent.add(chunk);
      stream.chunks++;
      stream.unsentChunks++;
      chunks++;
      bytes += part;
      done += part;
    } while (done < length);
  }

  boolean isEmpty() {
    return unsent.isEmpty();
  }

  OutChunk first() {
    return unsent.peekFirst();
  }

  /** The first chunk leaves; its bytes still count. */
  OutChunk takeFirst() {
    OutChunk chunk = unsent.pollFirst();
    chunk.stream.unsentChunks--;
    return chunk;
  }

  /** Gives up chunks from the first one to the end of its message. */
  void discardFirstMessage() {
    boolean ended = unsent.isEmpty();
    while (!ended) {
      OutChunk chunk = takeFirst();
      ended = chunk.ends() || unsent.isEmpty();
      uncount(chunk);
      recycle(chunk);
    }
  }

  /**
   * Gives up what expired anywhere but in a message whose sending has begun. Returns the messages.
   */
  int discardExpired(long nowUs) {
    int messages = 0;
    boolean begun = false;
    for (int left = unsent.size(); left > 0; left--) {
      OutChunk chunk = unsent.pollFirst();
      begun |= chunk.begins();
      if (begun && chunk.expiresUs <= nowUs) {
        messages += chunk.begins() ? 1 : 0;
        chunk.stream.unsentChunks--;
        uncount(chunk);
        recycle(chunk);
      } else {
        unsent.addLast(chunk);
      }
    }
    return messages;
  }

  /** Its bytes wait no longer. */
  void uncount(OutChunk chunk) {
    bytes -= chunk.length;
  }

  /** The chunk is done with. */
  void recycle(OutChunk chunk) {
    chunk.stream.chunks--;
    chunks--;
    chunk.clear();
    if (pool.size() < POOLED) {
      pool.push(chunk);
    }
  }

  void clear() {
    unsent.clear();
    pool.clear();
    bytes = 0;
    chunks = 0;
  }
}
