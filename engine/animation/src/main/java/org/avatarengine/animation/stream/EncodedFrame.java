package org.avatarengine.animation.stream;

/**
 * One frame in one encoding, shared by all viewers that get the very same bytes. Good for as long
 * as the call that passes it on: afterwards its bytes are reused.
 */
public final class EncodedFrame {

  private final byte[] bytes;
  private int length;
  private long sequence;
  private boolean key;
  private Object wire;

  public EncodedFrame(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** The bytes, from 0 to {@link #length()}; not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public long sequence() {
    return sequence;
  }

  /** Whether it can be decoded without any earlier frame. */
  public boolean isKey() {
    return key;
  }

  /**
   * What a transport made of the bytes for the first viewer, to be used for the others; or null.
   */
  public Object wire() {
    return wire;
  }

  public void setWire(Object wire) {
    this.wire = wire;
  }

  /** Says what the bytes are now; forgets the transport's form of what they were. */
  public void hold(int length, long sequence, boolean key) {
    this.length = length;
    this.sequence = sequence;
    this.key = key;
    this.wire = null;
  }
}
