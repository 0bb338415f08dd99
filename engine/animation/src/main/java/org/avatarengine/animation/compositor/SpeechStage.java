package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;

/** Lets speech into the mouth, and nothing else: what is no number does not pass. */
final class SpeechStage implements Stage {

  private CoArticulation hook;
  private long calls;

  void hook(CoArticulation newHook) {
    hook = newHook;
  }

  @Override
  public String name() {
    return "speech";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    CoArticulation now = hook;
    if (now != null) {
      now.apply(face, moment.nowUs);
      calls++;
    }
    // Also when nobody speaks: sums of earlier stages may have left the range.
    Curves.clamp(face);
  }

  @Override
  public long events() {
    return calls;
  }

  @Override
  public void save(ByteBuffer out) {
    out.putLong(calls);
  }

  @Override
  public void restore(ByteBuffer in) {
    calls = in.getLong();
  }
}
