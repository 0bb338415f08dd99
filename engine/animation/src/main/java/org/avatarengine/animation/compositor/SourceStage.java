package org.avatarengine.animation.compositor;

import static org.avatarengine.contract.frame.Channel.JAW_OPEN;
import static org.avatarengine.contract.frame.Channel.MOUTH_CLOSE;
import static org.avatarengine.contract.frame.Channel.MOUTH_FUNNEL;
import static org.avatarengine.contract.frame.Channel.MOUTH_PUCKER;

import java.nio.ByteBuffer;

/** Blends the sources from the lowest priority to the highest and says what they drive. */
final class SourceStage implements Stage {

  /** A group that a source begins to drive is left to it within this time, in seconds. */
  private static final float HAND_OVER = 0.4f;

  /** And taken from it again within this one. */
  private static final float TAKE_BACK = 1;

  /** Movement of the lips, in units a second, at which a mouth begins to talk and surely talks. */
  private static final float TALK_FROM = 0.5f;

  private static final float TALK_SURE = 2.5f;

  /** Time constants in seconds of noticing speech and of forgetting it. */
  private static final float TALK_RISE = 0.06f;

  private static final float TALK_FALL = 0.4f;

  private static final int[] LIPS = {
    JAW_OPEN.ordinal(), MOUTH_CLOSE.ordinal(), MOUTH_FUNNEL.ordinal(), MOUTH_PUCKER.ordinal()
  };

  private final CompositorSettings.Sources settings;
  private final Source[] sources = new Source[Compositor.MAX_SOURCES];
  private final int[] order = new int[Compositor.MAX_SOURCES];
  private int count;
  private final float[] lips = new float[LIPS.length];

  SourceStage(CompositorSettings.Sources settings) {
    this.settings = settings;
  }

  Source[] sources() {
    return sources;
  }

  int add(Source source) {
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] == null) {
        sources[i] = source;
        sort();
        return i;
      }
    }
    throw new IllegalStateException("a session has at most " + sources.length + " sources");
  }

  void remove(int index) {
    sources[index] = null;
    sort();
  }

  /** By priority, then by index. */
  void sort() {
    count = 0;
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] == null) {
        continue;
      }
      int at = count++;
      while (at > 0 && sources[order[at - 1]].priority() > sources[i].priority()) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
  }

  @Override
  public String name() {
    return "sources";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    for (int i = 0; i < count; i++) {
      Source source = sources[order[i]];
      source.advance(moment, settings);
      source.blend(face);
    }
    drive(moment);
    listen(face, moment);
  }

  private void drive(Moment moment) {
    float[] driven = moment.driven;
    for (int group = 0; group < driven.length; group++) {
      float goal = 0;
      for (int i = 0; i < count; i++) {
        goal = Math.max(goal, sources[order[i]].drives(group, moment.nowUs, settings.stillMs()));
      }
      float step = moment.seconds / (goal > driven[group] ? HAND_OVER : TAKE_BACK);
      driven[group] = Curves.towards(driven[group], goal, step);
    }
  }

  private void listen(float[] face, Moment moment) {
    float way = 0;
    for (int i = 0; i < LIPS.length; i++) {
      float value = face[LIPS[i]];
      way += Math.abs(value - lips[i]);
      lips[i] = value;
    }
    if (moment.seconds > 0) {
      float goal = Curves.ramp(way / moment.seconds, TALK_FROM, TALK_SURE);
      float tau = goal > moment.talking ? TALK_RISE : TALK_FALL;
      moment.talking += (goal - moment.talking) * Curves.lag(moment.seconds, tau);
    }
    moment.closing = ConstraintStage.closure(face);
  }

  @Override
  public long events() {
    long taken = 0;
    for (int i = 0; i < count; i++) {
      taken += sources[order[i]].taken();
    }
    return taken;
  }

  @Override
  public void save(ByteBuffer out) {
    SavedState.put(out, lips);
  }

  @Override
  public void restore(ByteBuffer in) {
    SavedState.get(in, lips);
    sort();
  }
}
