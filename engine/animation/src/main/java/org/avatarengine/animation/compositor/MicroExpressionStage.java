package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;
import org.avatarengine.contract.frame.Channel;

/**
 * Now and then a short faint expression, at most half a second (Ekman's bound for one that is
 * micro), on channels that no live source drives and not on lips that talk.
 */
final class MicroExpressionStage implements Stage {

  private static final String[][] KINDS = {
    {"browInnerUp"},
    {"browInnerUp", "browOuterUpLeft", "browOuterUpRight"},
    {"browDownLeft", "browDownRight"},
    {"browOuterUpLeft"},
    {"browOuterUpRight"},
    {"eyeSquintLeft", "eyeSquintRight"},
    {"mouthSmileLeft", "mouthSmileRight"},
    {"mouthSmileLeft", "mouthDimpleLeft"},
    {"mouthSmileRight", "mouthDimpleRight"},
    {"mouthPressLeft", "mouthPressRight"},
    {"mouthRollLower"},
    {"cheekSquintLeft", "cheekSquintRight"},
    {"noseSneerLeft", "noseSneerRight"},
  };

  private static final int[][] CHANNELS = new int[KINDS.length][];
  private static final ChannelGroup[] GROUP = new ChannelGroup[KINDS.length];

  static {
    for (int kind = 0; kind < KINDS.length; kind++) {
      CHANNELS[kind] = new int[KINDS[kind].length];
      for (int i = 0; i < KINDS[kind].length; i++) {
        CHANNELS[kind][i] = Channel.named(KINDS[kind][i]).ordinal();
      }
      GROUP[kind] = ChannelGroup.of(Channel.named(KINDS[kind][0]));
    }
  }

  private final CompositorSettings.MicroExpressions settings;
  private final Prng random;
  private long nextUs = -1;
  private long startUs;
  private boolean showing;
  private int kind;
  private float height;
  private long riseUs;
  private long holdUs;
  private long fallUs;
  private long shown;

  MicroExpressionStage(CompositorSettings.MicroExpressions settings, long seed) {
    this.settings = settings;
    this.random = new Prng(seed, 5);
  }

  @Override
  public String name() {
    return "microExpressions";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    long now = moment.nowUs;
    if (nextUs < 0) {
      nextUs = now + gap();
    }
    if (!showing && now >= nextUs) {
      begin(now);
    }
    if (!showing) {
      return;
    }
    float level = level(now) * height * moment.free(GROUP[kind]);
    if (GROUP[kind] == ChannelGroup.LIPS) {
      level *= 1 - moment.talking;
    }
    for (int channel : CHANNELS[kind]) {
      face[channel] += level * (1 - face[channel]);
    }
  }

  private long gap() {
    return random.micros(settings.gapMinMs(), settings.gapMaxMs());
  }

  private void begin(long now) {
    showing = true;
    startUs = now;
    kind = random.below(CHANNELS.length);
    height = settings.intensity() * random.between(0.4f, 1);
    riseUs = random.micros(60, 120);
    holdUs = random.micros(40, 160);
    fallUs = random.micros(100, 200);
    shown++;
  }

  private float level(long now) {
    long since = now - startUs;
    long falling = since - riseUs - holdUs;
    if (falling >= fallUs) {
      showing = false;
      nextUs = now + gap();
      return 0;
    }
    return falling > 0
        ? 1 - Curves.smooth(Curves.passed(falling, fallUs))
        : Curves.smooth(Curves.passed(since, riseUs));
  }

  @Override
  public long events() {
    return shown;
  }

  @Override
  public void save(ByteBuffer out) {
    random.save(out);
    out.putLong(nextUs).putLong(startUs).put((byte) (showing ? 1 : 0)).put((byte) kind);
    out.putFloat(height).putLong(riseUs).putLong(holdUs).putLong(fallUs).putLong(shown);
  }

  @Override
  public void restore(ByteBuffer in) {
    random.restore(in);
    nextUs = in.getLong();
    startUs = in.getLong();
    showing = in.get() != 0;
    kind = Math.floorMod(in.get(), CHANNELS.length);
    height = in.getFloat();
    riseUs = in.getLong();
    holdUs = in.getLong();
    fallUs = in.getLong();
    shown = in.getLong();
  }
}
