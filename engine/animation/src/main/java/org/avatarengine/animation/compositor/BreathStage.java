package org.avatarengine.animation.compositor;

import static org.avatarengine.contract.frame.Channel.HEAD_PITCH;
import static org.avatarengine.contract.frame.Channel.JAW_OPEN;
import static org.avatarengine.contract.frame.Channel.NOSE_SNEER_LEFT;
import static org.avatarengine.contract.frame.Channel.NOSE_SNEER_RIGHT;

import java.nio.ByteBuffer;

/** Breathing: the head rises, the nostrils widen; out of breath it is faster and by the mouth. */
final class BreathStage implements Stage {

  /** Breathing in takes this share of a breath. */
  private static final float IN = 0.4f;

  /** By how much being out of breath raises rate, rise and nostrils, and opens the mouth. */
  private static final float FASTER = 1.6f;

  private static final float HIGHER = 3;
  private static final float WIDER = 4;
  private static final float MOUTH = 0.2f;

  private final CompositorSettings.Breathing settings;
  private float phase;
  private long breaths;

  BreathStage(CompositorSettings.Breathing settings, long seed) {
    this.settings = settings;
    this.phase = new Prng(seed, 3).unit();
  }

  @Override
  public String name() {
    return "breathing";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    float hard = moment.breathless;
    phase += settings.perMinute() / 60 * (1 + FASTER * hard) * moment.seconds;
    if (phase >= 1) {
      phase -= (float) Math.floor(phase);
      breaths++;
    }
    float full =
        phase < IN ? Curves.smooth(phase / IN) : 1 - Curves.smooth((phase - IN) / (1 - IN));
    float rise = settings.head() * (1 + HIGHER * hard) * moment.free(ChannelGroup.HEAD);
    face[HEAD_PITCH.ordinal()] -= rise * (full - 0.5f);
    float wide = settings.nostrils() * (1 + WIDER * hard) * moment.free(ChannelGroup.CHEEKS) * full;
    add(face, NOSE_SNEER_LEFT.ordinal(), wide);
    add(face, NOSE_SNEER_RIGHT.ordinal(), wide);
    float open = MOUTH * hard * full * (1 - Math.max(moment.talking, moment.closing));
    add(face, JAW_OPEN.ordinal(), open);
  }

  private static void add(float[] face, int channel, float value) {
    face[channel] += value * (1 - face[channel]);
  }

  @Override
  public long events() {
    return breaths;
  }

  @Override
  public void save(ByteBuffer out) {
    out.putFloat(phase).putLong(breaths);
  }

  @Override
  public void restore(ByteBuffer in) {
    phase = in.getFloat();
    breaths = in.getLong();
  }
}
