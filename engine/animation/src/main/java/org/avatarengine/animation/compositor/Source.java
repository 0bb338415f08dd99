package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/** One source: its newest sample calibrated, how much of it is shown, and its counts. */
final class Source {

  private static final int COUNT = Channel.COUNT;
  private static final int GROUPS = ChannelGroup.values().length;
  private static final int[] MIRROR = new int[COUNT];
  private static final float[] MIRROR_SIGN = new float[COUNT];
  private static final int[] GROUP = new int[COUNT];
  private static final float MOVED = 0.002f;
  private static final float MEAN_TAU = 0.25f;
  private static final long FRESH_US = 2_000_000;
  private static final float MAX_RAW = 8;

  static {
    for (Channel channel : Channel.ALL) {
      int i = channel.ordinal();
      MIRROR[i] = channel.mirror().ordinal();
      String name = channel.name();
      MIRROR_SIGN[i] = name.endsWith("YAW") || name.endsWith("ROLL") ? -1 : 1;
      GROUP[i] = ChannelGroup.of(channel).ordinal();
    }
  }

  private SourceSettings settings;
  private final float[] neutral;
  private final float[] gain;
  private final float[] deadZone;
  private boolean mirror;

  private final float[] raw = new float[COUNT];
  private final float[] mean = new float[COUNT];
  private final float[] moveRef = new float[COUNT];
  private final float[] target = new float[COUNT];
  private final float[] from = new float[COUNT];
  private final float[] shown = new float[COUNT];
  private final float[] share = new float[COUNT];
  private final long[] movedUs = new long[COUNT];
  private final long[] groupMovedUs = new long[GROUPS];
  private long present;
  private boolean settled = true;
  private long glideUs;

  private final SourceClock clock = new SourceClock();
  private long lastArrivalUs = -1;
  private long gapUs;
  private float presence;

  private long taken;
  private long faceless;
  private long rejected;

  Source(SourceSettings settings) {
    this.settings = settings;
    Calibration calibration = settings.calibration();
    neutral = calibration.neutral();
    gain = calibration.gain();
    deadZone = calibration.deadZone();
    mirror = calibration.mirror();
    Arrays.fill(groupMovedUs, Long.MIN_VALUE / 2);
  }

  SourceSettings settings() {
    return settings;
  }

  int priority() {
    return settings.priority();
  }

  long taken() {
    return taken;
  }

  SampleOutcome offer(FaceSample sample, long nowUs, long stepUs, int mostGlideMs) {
    SampleOutcome outcome = clock.judge(sample, nowUs);
    if (outcome != SampleOutcome.TAKEN) {
      return outcome;
    }
    if (!sample.hasFace()) {
      faceless++;
      return SampleOutcome.FACELESS;
    }
    boolean first = lastArrivalUs < 0;
    long sinceUs = first ? 0 : nowUs - lastArrivalUs;
    if (!first && sinceUs < 1_000_000) {
      gapUs = gapUs == 0 ? sinceUs : gapUs + ((sinceUs - gapUs) >> 3);
    }
    lastArrivalUs = nowUs;
    taken++;
    copy(sample, nowUs, first ? 1 : Curves.lag(sinceUs * 1e-6f, MEAN_TAU));
    calibrateNewest();
    boolean slow = gapUs * 4 > stepUs * 5;
    glideUs = presence > 0 && slow ? Math.min(gapUs, mostGlideMs * 1_000L) : 0;
    System.arraycopy(shown, 0, from, 0, COUNT);
    settled = false;
    return SampleOutcome.TAKEN;
  }

  private void copy(FaceSample sample, long nowUs, float meanShare) {
    float[] values = sample.values();
    long bits = sample.present();
    long seen = 0;
    for (int i = 0; i < COUNT; i++) {
      if ((bits & (1L << i)) == 0) {
        continue;
      }
      int to = mirror ? MIRROR[i] : i;
      float value = mirror ? values[i] * MIRROR_SIGN[i] : values[i];
      if (!(value > -MAX_RAW && value < MAX_RAW)) {
        if (!Float.isFinite(value)) {
          rejected++;
          continue;
        }
        value = value > 0 ? MAX_RAW : -MAX_RAW;
      }
      long bit = 1L << to;
      seen |= bit;
      boolean known = (present & bit) != 0;
      raw[to] = value;
      mean[to] = known ? mean[to] + (value - mean[to]) * meanShare : value;
      if (!known || Math.abs(value - moveRef[to]) > MOVED) {
        moveRef[to] = value;
        movedUs[to] = nowUs;
        if ((settings.channels() & bit) != 0) {
          groupMovedUs[GROUP[to]] = nowUs;
        }
      }
    }
    if ((seen & ~present) != 0) {
      present |= seen;
      spread();
    }
  }

  private void spread() {
    long shownChannels = present & settings.channels();
    for (int i = 0; i < COUNT; i++) {
      share[i] = (shownChannels & (1L << i)) == 0 ? 0 : settings.weight();
    }
  }

  private void calibrateNewest() {
    for (int i = 0; i < COUNT; i++) {
      float y = (raw[i] - neutral[i]) * gain[i];
      float size = Math.abs(y);
      float dead = deadZone[i];
      // With no dead zone the value itself, to the bit.
      float kept = dead == 0 ? size : Math.max(0, size - dead) / (1 - dead);
      target[i] = y < 0 ? -kept : kept;
    }
    Curves.clamp(target);
  }

  /** Moves to a moment; how much of it is shown then, 0..1 without its weight. */
  void advance(Moment moment, CompositorSettings.Sources blending) {
    long sinceUs = moment.nowUs - lastArrivalUs;
    boolean there = lastArrivalUs >= 0 && sinceUs <= settings.holdMs() * 1_000L;
    int fadeMs = there ? blending.fadeInMs() : blending.fadeOutMs();
    float goal = there ? 1 : 0;
    presence =
        fadeMs == 0 ? goal : Curves.towards(presence, goal, moment.seconds * 1_000f / fadeMs);
    if (settled) {
      return;
    }
    // One frame ahead: the last one before the next sample shows this one whole.
    float way = Curves.passed(sinceUs + moment.stepUs, glideUs);
    if (way >= 1) {
      System.arraycopy(target, 0, shown, 0, COUNT);
      settled = true;
      return;
    }
    for (int i = 0; i < COUNT; i++) {
      shown[i] = from[i] + (target[i] - from[i]) * way;
    }
  }

  /** Blends what is shown into the face. */
  void blend(float[] face) {
    float p = presence;
    if (p == 0) {
      return;
    }
    switch (settings.mode()) {
      case REPLACE -> {
        for (int i = 0; i < COUNT; i++) {
          float k = share[i] * p;
          face[i] = face[i] * (1 - k) + shown[i] * k;
        }
      }
      case ADD -> {
        for (int i = 0; i < COUNT; i++) {
          face[i] = face[i] + shown[i] * (share[i] * p);
        }
      }
      case MAX -> {
        for (int i = 0; i < COUNT; i++) {
          float k = share[i] * p;
          float larger = Math.abs(shown[i]) > Math.abs(face[i]) ? shown[i] : face[i];
          face[i] = face[i] * (1 - k) + larger * k;
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < COUNT; i++) {
          float k = share[i] * p;
          face[i] = face[i] * (1 - k) + face[i] * shown[i] * k;
        }
      }
    }
  }

  /** How far it drives a group of channels, 0..1: not at all when they stand still. */
  float drives(int group, long nowUs, int stillMs) {
    return settings.mode() != BlendMode.MULTIPLY && nowUs - groupMovedUs[group] <= stillMs * 1_000L
        ? presence * settings.weight()
        : 0;
  }

  boolean calibrate(long nowUs) {
    if (lastArrivalUs < 0 || nowUs - lastArrivalUs > FRESH_US) {
      return false;
    }
    float[] newNeutral = neutral.clone();
    float[] newGain = gain.clone();
    NeutralLearning.learn(mean, present, newNeutral, newGain);
    calibrate(new Calibration(newNeutral, newGain, deadZone, mirror));
    return true;
  }

  void calibrate(Calibration calibration) {
    boolean turned = calibration.mirror() != mirror;
    settings = settings.with(calibration);
    System.arraycopy(calibration.neutral(), 0, neutral, 0, COUNT);
    System.arraycopy(calibration.gain(), 0, gain, 0, COUNT);
    System.arraycopy(calibration.deadZone(), 0, deadZone, 0, COUNT);
    mirror = calibration.mirror();
    if (turned) {
      turn(raw);
      turn(mean);
      turn(moveRef);
      present = turned(present);
      spread();
    }
    calibrateNewest();
    System.arraycopy(shown, 0, from, 0, COUNT);
    settled = false;
  }

  private static void turn(float[] values) {
    float[] old = values.clone();
    for (int i = 0; i < COUNT; i++) {
      values[MIRROR[i]] = old[i] * MIRROR_SIGN[i];
    }
  }

  private static long turned(long bits) {
    long other = 0;
    for (int i = 0; i < COUNT; i++) {
      other |= ((bits >>> i) & 1) << MIRROR[i];
    }
    return other;
  }

  SourceReport report(int stillMs, long nowUs) {
    List<Channel> there = new ArrayList<>();
    List<Channel> still = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      if ((present & (1L << i)) != 0) {
        there.add(Channel.ALL.get(i));
        if (nowUs - movedUs[i] >= stillMs * 1_000L) {
          still.add(Channel.ALL.get(i));
        }
      }
    }
    return new SourceReport(
        settings.name(),
        taken,
        clock.late(),
        clock.duplicate(),
        faceless,
        rejected,
        clock.restarts(),
        lastArrivalUs,
        clock.timeUs(),
        gapUs,
        presence,
        there,
        still);
  }

  void save(ByteBuffer out) {
    SavedState.put(out, settings);
    SavedState.put(out, raw, mean, moveRef, target, from, shown);
    SavedState.put(out, movedUs, groupMovedUs);
    out.putLong(present).put((byte) (settled ? 1 : 0)).putLong(glideUs);
    clock.save(out);
    out.putLong(lastArrivalUs).putLong(gapUs).putFloat(presence);
    out.putLong(taken).putLong(faceless).putLong(rejected);
  }

  static Source restored(ByteBuffer in) {
    Source source = new Source(SavedState.settings(in));
    SavedState.get(
        in, source.raw, source.mean, source.moveRef, source.target, source.from, source.shown);
    SavedState.get(in, source.movedUs, source.groupMovedUs);
    source.present = in.getLong() & FaceSample.ALL;
    source.settled = in.get() != 0;
    source.glideUs = in.getLong();
    source.clock.restore(in);
    source.lastArrivalUs = in.getLong();
    source.gapUs = in.getLong();
    source.presence = in.getFloat();
    source.taken = in.getLong();
    source.faceless = in.getLong();
    source.rejected = in.getLong();
    source.spread();
    return source;
  }
}
