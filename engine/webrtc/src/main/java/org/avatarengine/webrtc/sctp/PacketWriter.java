package org.avatarengine.webrtc.sctp;

import java.util.Arrays;

/** Bundles chunks into packets (RFC 9260 sections 3 and 6.10), in one buffer for good. */
final class PacketWriter {
  private final SctpAssociation.Packets out;
  private final Checksum checksum = new Checksum();
  private final byte[] buffer;
  private int length;
  private int localPort = 5_000;
  private int peerPort = 5_000;
  private int tag;
  private long packets;
  private boolean closed;

  PacketWriter(int mtu, SctpAssociation.Packets out) {
    this.buffer = new byte[mtu];
    this.out = out;
  }

  byte[] buffer() {
    return buffer;
  }

  long packets() {
    return packets;
  }

  int localPort() {
    return localPort;
  }

  int peerPort() {
    return peerPort;
  }

  void ports(int local, int peer) {
    localPort = local;
    peerPort = peer;
  }

  /** The verification tag of what follows; what stands under another one goes first. */
  void tag(int newTag) {
    if (newTag != tag) {
      flush();
      tag = newTag;
    }
  }

  boolean fits(int chunkLength) {
    int used = length == 0 ? Wire.COMMON_HEADER : length;
    return used + Wire.padded(chunkLength) <= buffer.length;
  }

  /** Whether it would fit an empty packet. */
  boolean fitsAlone(int chunkLength) {
    return Wire.COMMON_HEADER + Wire.padded(chunkLength) <= buffer.length;
  }

  /** Bytes left for one more chunk with its header. */
  int room() {
    return buffer.length - (length == 0 ? Wire.COMMON_HEADER : length);
  }

  /**
   * Makes room for a chunk, sending what does not fit beside it.
   *
   * @param chunkLength with the header, without padding
   * @return where its value starts in {@link #buffer}
   */
  int chunk(int type, int flags, int chunkLength) {
    if (!fits(chunkLength)) {
      flush();
    }
    if (!fits(chunkLength)) {
      throw new IllegalArgumentException("a chunk of " + chunkLength + " bytes exceeds the MTU");
    }
    if (length == 0) {
      Wire.put16(buffer, 0, localPort);
      Wire.put16(buffer, 2, peerPort);
      Wire.put32(buffer, 4, tag);
      length = Wire.COMMON_HEADER;
    }
    int at = length;
    buffer[at] = (byte) type;
    buffer[at + 1] = (byte) flags;
    Wire.put16(buffer, at + 2, chunkLength);
    length = at + Wire.padded(chunkLength);
    Arrays.fill(buffer, at + chunkLength, length, (byte) 0);
    return at + Wire.CHUNK_HEADER;
  }

  void flush() {
    if (length == 0) {
      return;
    }
    int size = length;
    length = 0;
    if (closed) {
      return;
    }
    checksum.write(buffer, 0, size);
    packets++;
    out.send(buffer, 0, size);
  }

  /** Nothing leaves any more, not even what was written. */
  void close() {
    closed = true;
  }
}
