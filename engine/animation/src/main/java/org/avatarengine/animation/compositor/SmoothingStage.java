package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.avatarengine.contract.frame.Channel;

/**
 * The one-euro filter (Casiez, Roussel, Vogel: 1 € Filter, CHI 2012) on every channel: a low pass
 * whose cutoff rises with speed, {@code fc = minCutoff + beta·|speed|}, by {@code α = r/(1 + r)},
 * {@code r = 2π·fc·dt}; the speed is itself filtered. Steps may be of any length.
 */
final class SmoothingStage implements Stage {

  private static final int COUNT = Channel.COUNT;
  private static final float TAU = 6.2831855f;

  private final float[] min;
  private final float[] beta;
  private final float[] derivative;
  private final float[] held = new float[COUNT];
  private final float[] speed = new float[COUNT];
  private long beginnings;

  SmoothingStage(CompositorSettings.Smoothing settings) {
    min = scaled(settings.minCutoffHz());
    beta = scaled(settings.beta());
    derivative = scaled(settings.derivativeHz());
  }

  private static float[] scaled(GroupValues values) {
    float[] scaled = values.perChannel();
    for (int i = 0; i < COUNT; i++) {
      scaled[i] *= TAU;
    }
    return scaled;
  }

  @Override
  public String name() {
    return "smoothing";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    if (moment.fresh) {
      System.arraycopy(face, 0, held, 0, COUNT);
      Arrays.fill(speed, 0);
      beginnings++;
      return;
    }
    float dt = moment.seconds;
    if (dt > 0) {
      filter(face, dt, 1 / dt);
    }
    System.arraycopy(held, 0, face, 0, COUNT);
  }

  private void filter(float[] face, float dt, float rate) {
    for (int i = 0; i < COUNT; i++) {
      float before = held[i];
      float way = face[i] - before;
      float rd = derivative[i] * dt;
      float v = speed[i];
      v += (way * rate - v) * (rd / (1 + rd));
      speed[i] = v;
      float r = (min[i] + beta[i] * Math.abs(v)) * dt;
      held[i] = before + way * (r / (1 + r));
    }
  }

  @Override
  public long events() {
    return beginnings;
  }

  @Override
  public void save(ByteBuffer out) {
    SavedState.put(out, held, speed);
    out.putLong(beginnings);
  }

  @Override
  public void restore(ByteBuffer in) {
    SavedState.get(in, held, speed);
    beginnings = in.getLong();
  }
}
