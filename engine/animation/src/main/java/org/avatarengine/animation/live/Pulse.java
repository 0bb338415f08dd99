package org.avatarengine.animation.live;

import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.QuantizedFrame;

/** The beats of a session and the numbers of its frames: its own ones, or those of its owner. */
final class Pulse {

  static final long MASK = 0xFFFF_FFFFL;

  private final float[] values = new float[Channel.COUNT];
  private long nextSequence;
  private long beats;

  /** The first frame of its own has that number. */
  Pulse(long nextSequence) {
    this.nextSequence = nextSequence;
  }

  long nextSequence() {
    return nextSequence;
  }

  long beats() {
    return beats;
  }

  /** Composes the next frame and sends it. */
  void beat(Face face, Audience audience, long nowUs) {
    long sequence = nextSequence;
    nextSequence = (nextSequence + 1) & MASK;
    face.compose(nowUs, nextSequence, values);
    audience.beat(beats - 1, beats, sequence, values, nowUs, nowUs);
    beats++;
  }

  /** Sends a frame of the owner's, unless it is not newer than the last one. */
  void show(QuantizedFrame frame, Audience audience, long nowUs) {
    int step = beats == 0 ? 1 : (int) (frame.sequence() - nextSequence) + 1;
    if (step <= 0) {
      return;
    }
    long last = beats - 1;
    beats += step;
    nextSequence = (frame.sequence() + 1) & MASK;
    frame.toValues(values);
    audience.beat(last, beats - 1, frame.sequence(), values, frame.timeMs() * 1_000, nowUs);
  }
}
