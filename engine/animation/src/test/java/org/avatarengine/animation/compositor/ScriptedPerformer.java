package org.avatarengine.animation.compositor;

import java.util.SplittableRandom;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/** A face that moves by a script: the same on every machine, with all channels in use. */
final class ScriptedPerformer {

  final FaceSample sample = new FaceSample();
  private final SplittableRandom random;
  private final float[] speed = new float[Channel.COUNT];
  private long frame;

  ScriptedPerformer(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The next sample, as if taken at that time. */
  FaceSample next(long timeUs) {
    sample.setSourceTimeUs(timeUs);
    sample.setFrameNumber(frame++);
    for (int i = 0; i < Channel.COUNT; i++) {
      if (random.nextInt(40) == 0) {
        speed[i] = random.nextInt(-100, 101) * 0.001f;
      }
      float value = sample.values()[i] + speed[i];
      if (value > 1 || value < (i < Channel.SHAPES ? 0 : -1)) {
        speed[i] = -speed[i];
        value = sample.values()[i];
      }
      sample.set(i, value);
    }
    return sample;
  }

  /** A sample that shows one value on one channel. */
  static FaceSample showing(Channel channel, float value) {
    FaceSample sample = new FaceSample();
    sample.set(channel.ordinal(), value);
    return sample;
  }

  /** A sample that speaks of all channels and shows a face at rest. */
  static FaceSample atRest() {
    FaceSample sample = new FaceSample();
    sample.setPresent(FaceSample.ALL);
    return sample;
  }
}
