package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;
import java.util.List;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.emotion.EmotionTable;
import org.avatarengine.contract.frame.Channel;

/**
 * Lays an emotion over the face: shapes by {@code v + e·(1 − v)}, which never leaves 0..1,
 * rotations by sum. Its lips give way while the source talks, and wholly while it holds its own
 * together.
 */
final class EmotionStage implements Stage {

  private static final int COUNT = Channel.COUNT;
  private static final Emotion[] EMOTIONS = Emotion.values();
  private static final List<String> CORNERS =
      List.of("mouthSmile", "mouthFrown", "mouthDimple", "mouthStretch");

  private final CompositorSettings.Emotions settings;

  private final float[] duck = new float[COUNT];
  private final float[] parting = new float[COUNT];
  private final float[] from = new float[COUNT];
  private final float[] to = new float[COUNT];
  private final float[] now = new float[COUNT];
  private float breathFrom;
  private float breathTo;
  private float breathNow;
  private Emotion emotion = Emotion.NEUTRAL;
  private boolean active;
  private long startUs;
  private long attackUs;
  private long holdUs;
  private long releaseUs;
  private long cues;

  EmotionStage(CompositorSettings.Emotions settings) {
    this.settings = settings;
    for (Channel channel : Channel.ALL) {
      ChannelGroup group = ChannelGroup.of(channel);
      boolean corner = CORNERS.stream().anyMatch(channel.key()::startsWith);
      if (corner) {
        duck[channel.ordinal()] = settings.cornerDuck();
      } else if (group == ChannelGroup.LIPS
          || group == ChannelGroup.JAW
          || group == ChannelGroup.TONGUE) {
        duck[channel.ordinal()] = settings.talkDuck();
        parting[channel.ordinal()] = 1;
      }
    }
  }

  void begin(EmotionCue cue, long nowUs) {
    float strength = cue.intensity() * settings.strength();
    float[] weights = EmotionTable.weights(cue.emotion());
    for (int i = 0; i < COUNT; i++) {
      from[i] = now[i];
      to[i] = Math.min(1, weights[i] * strength);
    }
    breathFrom = breathNow;
    breathTo = cue.emotion() == Emotion.OUT_OF_BREATH ? Math.min(1, strength) : 0;
    emotion = cue.emotion();
    startUs = nowUs;
    attackUs = cue.attackMs() * 1_000L;
    holdUs = cue.holdMs() < 0 ? -1 : cue.holdMs() * 1_000L;
    releaseUs = cue.releaseMs() * 1_000L;
    active = true;
    cues++;
  }

  @Override
  public String name() {
    return "emotion";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    if (!active) {
      return;
    }
    envelope(moment.nowUs);
    moment.breathless = breathNow;
    float talking = moment.talking;
    float closing = moment.closing;
    for (int i = 0; i < Channel.SHAPES; i++) {
      float e = now[i] * (1 - Math.max(duck[i] * talking, parting[i] * closing));
      face[i] = face[i] + e * (1 - face[i]);
    }
    for (int i = Channel.SHAPES; i < COUNT; i++) {
      face[i] = face[i] + now[i];
    }
  }

  private void envelope(long nowUs) {
    long sinceUs = nowUs - startUs;
    long fallUs = holdUs < 0 ? -1 : sinceUs - attackUs - holdUs;
    if (fallUs > 0) {
      float left = 1 - Curves.smooth(Curves.passed(fallUs, releaseUs));
      for (int i = 0; i < COUNT; i++) {
        now[i] = to[i] * left;
      }
      breathNow = breathTo * left;
      active = left > 0;
      return;
    }
    float risen = Curves.smooth(Curves.passed(sinceUs, attackUs));
    for (int i = 0; i < COUNT; i++) {
      now[i] = Curves.mix(from[i], to[i], risen);
    }
    breathNow = Curves.mix(breathFrom, breathTo, risen);
    active = risen < 1 || emotion != Emotion.NEUTRAL;
  }

  @Override
  public long events() {
    return cues;
  }

  @Override
  public void save(ByteBuffer out) {
    SavedState.put(out, from, to, now);
    out.putFloat(breathFrom).putFloat(breathTo).putFloat(breathNow);
    out.put((byte) emotion.ordinal()).put((byte) (active ? 1 : 0));
    out.putLong(startUs).putLong(attackUs).putLong(holdUs).putLong(releaseUs).putLong(cues);
  }

  @Override
  public void restore(ByteBuffer in) {
    SavedState.get(in, from, to, now);
    breathFrom = in.getFloat();
    breathTo = in.getFloat();
    breathNow = in.getFloat();
    emotion = EMOTIONS[in.get()];
    active = in.get() != 0;
    startUs = in.getLong();
    attackUs = in.getLong();
    holdUs = in.getLong();
    releaseUs = in.getLong();
    cues = in.getLong();
  }
}
