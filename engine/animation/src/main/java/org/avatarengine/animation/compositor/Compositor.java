package org.avatarengine.animation.compositor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * Sources to one face. All times are microseconds since the session began and never go back (an
 * earlier one counts as the latest); the same calls with the same seed give the same frames bit for
 * bit, on every machine. {@link #offer} and {@link #compose} allocate nothing. The stages and their
 * formulas are in {@code docs/animation.md}.
 */
public final class Compositor {

  /** How many sources a session has at most. */
  public static final int MAX_SOURCES = 8;

  private final CompositorSettings.Sources sampling;
  private final SourceStage sources;
  private final EmotionStage emotion;
  private final GazeStage gaze;
  private final SpeechStage speech = new SpeechStage();
  private final List<Stage> declared;
  private final Stage[] stages;
  private final long[] frames;
  private final Moment moment = new Moment();

  public Compositor(CompositorSettings settings, long seed) {
    sampling = settings.sources();
    sources = new SourceStage(sampling);
    emotion = new EmotionStage(settings.emotions());
    gaze = new GazeStage(settings.gaze(), seed);
    declared = declare(settings, seed);
    stages = declared.toArray(Stage[]::new);
    frames = new long[stages.length];
  }

  /** The pipeline: what is switched off is not in it. */
  private List<Stage> declare(CompositorSettings settings, long seed) {
    List<Stage> list = new ArrayList<>();
    list.add(sources);
    list.add(emotion);
    if (settings.blink().enabled()) {
      list.add(new BlinkStage(settings.blink(), seed));
    }
    list.add(gaze);
    if (settings.breathing().enabled()) {
      list.add(new BreathStage(settings.breathing(), seed));
    }
    if (settings.headDrift().enabled()) {
      list.add(new HeadDriftStage(settings.headDrift(), seed));
    }
    if (settings.microExpressions().enabled()) {
      list.add(new MicroExpressionStage(settings.microExpressions(), seed));
    }
    list.add(speech);
    if (settings.constraints().enabled()) {
      list.add(new ConstraintStage(settings.constraints()));
    }
    if (settings.smoothing().enabled()) {
      list.add(new SmoothingStage(settings.smoothing()));
    }
    if (settings.rateLimits().enabled()) {
      list.add(new RateLimitStage(settings.rateLimits()));
    }
    list.add(new GuardStage(settings.constraints().enabled()));
    return List.copyOf(list);
  }

  /**
   * Adds a source.
   *
   * @return its index, 0..{@link #MAX_SOURCES} − 1
   * @throws IllegalStateException when there are as many as there may be
   */
  public int addSource(SourceSettings settings) {
    return sources.add(new Source(settings));
  }

  /** Forgets a source at once, without a fade; its index may be given again. */
  public void removeSource(int source) {
    at(source);
    sources.remove(source);
  }

  /**
   * Takes a sample; its values are copied. Late and duplicate ones, by the source's clock, are not
   * taken; a clock that goes back by more than two seconds has begun anew.
   */
  public SampleOutcome offer(int source, FaceSample sample, long nowUs) {
    return at(source)
        .offer(sample, Math.max(nowUs, moment.nowUs), moment.stepUs, sampling.glideMs());
  }

  /**
   * Takes what the source showed in the last moments as its neutral face.
   *
   * @return false, and nothing changed, if it showed no face in the last two seconds
   */
  public boolean calibrate(int source, long nowUs) {
    return at(source).calibrate(nowUs);
  }

  /** Replaces the calibration of a source. */
  public void calibrate(int source, Calibration calibration) {
    at(source).calibrate(Objects.requireNonNull(calibration, "calibration"));
  }

  /** Starts an emotion; it replaces the one before, from where that one was. */
  public void emotion(EmotionCue cue, long nowUs) {
    emotion.begin(cue, nowUs);
  }

  /**
   * Turns the gaze to a target, also where a live source moves the eyes.
   *
   * @param yaw −1..1 radians to the subject's left
   * @param pitch −1..1 radians upwards
   * @param holdMs for how long; −1 until told otherwise; 0 lets go
   * @throws IllegalArgumentException when one is out of range
   */
  public void gaze(float yaw, float pitch, int holdMs, long nowUs) {
    if (!(Math.abs(yaw) <= 1 && Math.abs(pitch) <= 1) || holdMs < -1) {
      throw new IllegalArgumentException("yaw and pitch are -1..1, holdMs -1 or more");
    }
    if (holdMs == 0) {
      gaze.aim(0, 0, -1, nowUs);
    } else {
      gaze.aim(yaw, pitch, holdMs < 0 ? Long.MAX_VALUE : nowUs + holdMs * 1_000L, nowUs);
    }
  }

  /**
   * Sets what speech puts into the mouth after emotion and before the constraints; null for none.
   */
  public void coArticulation(CoArticulation hook) {
    speech.hook(hook);
  }

  /**
   * Composes the face for a moment.
   *
   * @param out 61 floats, written: blend shapes 0..1, rotations −1..1
   */
  public void compose(long nowUs, float[] out) {
    moment.advance(nowUs);
    Arrays.fill(out, 0, Channel.COUNT, 0);
    for (int i = 0; i < stages.length; i++) {
      stages[i].apply(out, moment);
      frames[i]++;
    }
  }

  /** What a source was added with, and its calibration as it is now; null when there is none. */
  public SourceSettings source(int source) {
    Source found = sources.sources()[Objects.checkIndex(source, MAX_SOURCES)];
    return found == null ? null : found.settings();
  }

  /**
   * How a source fares.
   *
   * @param stillMs channels that have not moved for so long are named as still
   */
  public SourceReport report(int source, int stillMs, long nowUs) {
    return at(source).report(stillMs, nowUs);
  }

  /** The stages in their order with their counts. */
  public List<StageReport> stages() {
    List<StageReport> reports = new ArrayList<>();
    for (int i = 0; i < stages.length; i++) {
      reports.add(new StageReport(stages[i].name(), frames[i], stages[i].events()));
    }
    return List.copyOf(reports);
  }

  /**
   * All that another instance needs to go on bit for bit: seeds, sources with their calibrations
   * and last values, emotion, gaze, filters; not the settings and not the co-articulation hook.
   *
   * @return 2 KiB and 2.7 KiB for each source, about
   */
  public byte[] save() {
    return SavedState.write(moment, sources.sources(), frames, declared);
  }

  /**
   * Goes on where {@link #save} was called; session time goes on too.
   *
   * @param settings those of the saved one; stages that these have and those had not start anew
   * @throws IllegalArgumentException when the bytes are not of {@link #save}
   */
  public static Compositor restore(CompositorSettings settings, byte[] saved) {
    Compositor compositor = new Compositor(settings, 0);
    SavedState.read(
        saved,
        compositor.moment,
        compositor.sources.sources(),
        compositor.frames,
        compositor.declared);
    compositor.sources.sort();
    return compositor;
  }

  private Source at(int source) {
    Source found = sources.sources()[Objects.checkIndex(source, MAX_SOURCES)];
    if (found == null) {
      throw new IllegalArgumentException("no source " + source);
    }
    return found;
  }
}
