package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;
import org.avatarengine.contract.frame.Channel;

/**
 * A head that nobody tracks drifts: two bands of value noise, random knots joined by a curve
 * without a jump in acceleration, so that nothing faster than the bands is in it.
 */
final class HeadDriftStage implements Stage {

  private static final int AXES = 3;
  private static final int FIRST = Channel.HEAD_YAW.ordinal();

  /** Turn, nod, tilt. */
  private static final float[] AXIS = {1, 0.6f, 0.4f};

  /** The upper band: so many times as fast, and so large a part. */
  private static final float FASTER = 2.7f;

  private static final float UPPER = 0.26f;

  private final CompositorSettings.HeadDrift settings;
  private final Prng random;
  private final float[] from = new float[2 * AXES];
  private final float[] to = new float[2 * AXES];
  private final float[] phase = new float[2];
  private long knots;

  HeadDriftStage(CompositorSettings.HeadDrift settings, long seed) {
    this.settings = settings;
    this.random = new Prng(seed, 4);
  }

  @Override
  public String name() {
    return "headDrift";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    step(0, settings.hz() * 2 * moment.seconds);
    step(1, settings.hz() * 2 * FASTER * moment.seconds);
    float slow = Curves.smoother(phase[0]);
    float fast = Curves.smoother(phase[1]);
    float free = moment.free(ChannelGroup.HEAD) * settings.amplitude();
    for (int axis = 0; axis < AXES; axis++) {
      float low = Curves.mix(from[axis], to[axis], slow);
      float high = Curves.mix(from[AXES + axis], to[AXES + axis], fast);
      face[FIRST + axis] += AXIS[axis] * free * ((1 - UPPER) * low + UPPER * high);
    }
  }

  private void step(int band, float way) {
    phase[band] += way;
    if (phase[band] < 1) {
      return;
    }
    phase[band] -= (float) Math.floor(phase[band]);
    for (int i = band * AXES; i < (band + 1) * AXES; i++) {
      from[i] = to[i];
      to[i] = random.signed();
    }
    knots++;
  }

  @Override
  public long events() {
    return knots;
  }

  @Override
  public void save(ByteBuffer out) {
    random.save(out);
    SavedState.put(out, from, to, phase);
    out.putLong(knots);
  }

  @Override
  public void restore(ByteBuffer in) {
    random.restore(in);
    SavedState.get(in, from, to, phase);
    knots = in.getLong();
  }
}
