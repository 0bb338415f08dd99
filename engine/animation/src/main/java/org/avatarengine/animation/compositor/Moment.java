package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;

/** The time of a frame, and what earlier stages tell later ones about it. */
final class Moment {

  /** A longer pause than this is a new beginning for filters. */
  static final long PAUSE_US = 250_000;

  private static final int GROUPS = ChannelGroup.values().length;

  long nowUs;
  long stepUs;
  float seconds;

  /** Nothing was composed before, or so long ago that there is nothing to go on from. */
  boolean fresh;

  /** How far live sources drive each group, 0..1; never jumps. */
  final float[] driven = new float[GROUPS];

  /** How much the source talks, 0..1. */
  float talking;

  /** How far the source closes its lips on purpose, 0..1. */
  float closing;

  /** How far the face is out of breath, 0..1. */
  float breathless;

  /** How tightly the lips must touch in this frame, 0..1. */
  float closure;

  private boolean begun;

  void advance(long to) {
    long now = begun && to < nowUs ? nowUs : to;
    stepUs = begun ? now - nowUs : 0;
    fresh = !begun || stepUs > PAUSE_US;
    seconds = stepUs * 1e-6f;
    nowUs = now;
    begun = true;
    breathless = 0;
    closure = 0;
  }

  /** How free a group is of live sources, 0..1. */
  float free(ChannelGroup group) {
    return 1 - driven[group.ordinal()];
  }

  void save(ByteBuffer out) {
    out.putLong(nowUs).put((byte) (begun ? 1 : 0)).putLong(stepUs).putFloat(talking);
    for (float value : driven) {
      out.putFloat(value);
    }
  }

  void restore(ByteBuffer in) {
    nowUs = in.getLong();
    begun = in.get() != 0;
    stepUs = in.getLong();
    talking = in.getFloat();
    for (int i = 0; i < driven.length; i++) {
      driven[i] = in.getFloat();
    }
  }
}
