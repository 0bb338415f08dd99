package org.avatarengine.animation.signal;

import org.avatarengine.contract.frame.Channel;

/**
 * One observation of a face, whatever protocol it came by. Mutable and reused by its reader: a
 * sample is good until the reader reads again.
 */
public final class FaceSample {

  /** All 61 channels. */
  public static final long ALL = (1L << Channel.COUNT) - 1;

  private final float[] values = new float[Channel.COUNT];
  private long present;
  private String subject = "";
  private long sourceTimeUs = -1;
  private long frameNumber = -1;
  private boolean face = true;

  /**
   * The values by {@link Channel#ordinal()}: blend shapes 0..1, rotations −1..1 (1 is one radian).
   * Not a copy. A channel that is not present holds 0.
   */
  public float[] values() {
    return values;
  }

  /** The channels that the source speaks of: bit n for the channel with ordinal n. */
  public long present() {
    return present;
  }

  /** Who is seen, in the source's words; empty when its protocol names nobody. */
  public String subject() {
    return subject;
  }

  /** The source's own clock in microseconds, from an origin of its own; −1 when it tells none. */
  public long sourceTimeUs() {
    return sourceTimeUs;
  }

  /** The source's own count of frames, or −1. */
  public long frameNumber() {
    return frameNumber;
  }

  /** Whether a face was in sight; without one the values mean nothing. */
  public boolean hasFace() {
    return face;
  }

  /** Empties the sample. */
  public void clear() {
    java.util.Arrays.fill(values, 0);
    present = 0;
    subject = "";
    sourceTimeUs = -1;
    frameNumber = -1;
    face = true;
  }

  /** Sets one channel and marks it as present. */
  public void set(int channel, float value) {
    values[channel] = value;
    present |= 1L << channel;
  }

  public void setPresent(long present) {
    this.present = present;
  }

  public void setSubject(String subject) {
    this.subject = subject;
  }

  public void setSourceTimeUs(long sourceTimeUs) {
    this.sourceTimeUs = sourceTimeUs;
  }

  public void setFrameNumber(long frameNumber) {
    this.frameNumber = frameNumber;
  }

  public void setFace(boolean face) {
    this.face = face;
  }
}
