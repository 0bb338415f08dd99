package org.avatarengine.benchmarks.simulate.run;

import org.avatarengine.animation.live.FlightFormatException;
import org.avatarengine.animation.live.FlightReplay;
import org.avatarengine.benchmarks.simulate.quality.ShownFrames;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;

/**
 * What went into a session's encoder, from its flight recording played again.
 *
 * @param input frame by frame; moments are media time
 * @param rebuilt the same as the encoder showed them at full detail
 * @param verdict whether the replay was the flight, bit for bit
 */
record Truth(ShownFrames input, ShownFrames rebuilt, FlightReplay.Verdict verdict) {

  /** Ten minutes at 60 fps: what a recording has at most. */
  private static final int MOST = 36_100;

  static Truth of(byte[] recording) throws FlightFormatException {
    FlightReplay count = new FlightReplay(recording);
    count.run();
    int frames = (int) Math.max(1, Math.min(MOST, count.frames()));
    ShownFrames input = new ShownFrames(frames);
    ShownFrames rebuilt = new ShownFrames(frames);
    FlightReplay replay = new FlightReplay(recording);
    float[] values = new float[Channel.COUNT];
    while (replay.next()) {
      long timeMs = replay.timeUs() / 1_000;
      input.add(replay.sequence(), timeMs, replay.timeUs(), DetailLevel.FULL, replay.values());
      replay.frame().toValues(values);
      rebuilt.add(replay.sequence(), timeMs, replay.timeUs(), DetailLevel.FULL, values);
    }
    return new Truth(input, rebuilt, replay.verdict());
  }

  boolean isSame() {
    return verdict instanceof FlightReplay.Same;
  }

  /** How it compares, in words. */
  String text() {
    return switch (verdict) {
      case FlightReplay.Same same -> "the same for " + same.frames() + " frames";
      case FlightReplay.Differs differs -> "different from frame " + differs.sequence() + " on";
    };
  }
}
