package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;
import org.avatarengine.contract.frame.Channel;

/** No channel moves faster than its group may. */
final class RateLimitStage implements Stage {

  private static final int COUNT = Channel.COUNT;

  private final float[] perSecond;
  private final float[] held = new float[COUNT];
  private long limited;

  RateLimitStage(CompositorSettings.RateLimits settings) {
    perSecond = settings.perSecond().perChannel();
  }

  @Override
  public String name() {
    return "rateLimit";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    if (moment.fresh) {
      System.arraycopy(face, 0, held, 0, COUNT);
      return;
    }
    float dt = moment.seconds;
    int count = 0;
    for (int i = 0; i < COUNT; i++) {
      float before = held[i];
      float most = perSecond[i] * dt;
      float way = face[i] - before;
      count += Math.abs(way) > most ? 1 : 0;
      // Unlimited values stay themselves to the bit.
      float low = Math.max(face[i], before - most);
      held[i] = Math.min(low, before + most);
    }
    limited += count;
    System.arraycopy(held, 0, face, 0, COUNT);
  }

  @Override
  public long events() {
    return limited;
  }

  @Override
  public void save(ByteBuffer out) {
    SavedState.put(out, held);
    out.putLong(limited);
  }

  @Override
  public void restore(ByteBuffer in) {
    SavedState.get(in, held);
    limited = in.getLong();
  }
}
