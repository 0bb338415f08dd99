package org.avatarengine.animation.compositor;

import java.util.Objects;

/**
 * How lively, how smooth, how fast: what an animation preset sets. Written and read as JSON under
 * the names of the components; a section that is absent has its defaults, a field within a section
 * must be there. All ranges are those of {@link Range}; {@code docs/animation.md} has the formulas.
 */
public record CompositorSettings(
    Sources sources,
    Emotions emotions,
    Blink blink,
    Gaze gaze,
    Breathing breathing,
    HeadDrift headDrift,
    MicroExpressions microExpressions,
    Constraints constraints,
    Smoothing smoothing,
    RateLimits rateLimits) {

  public CompositorSettings {
    sources = Objects.requireNonNullElseGet(sources, Sources::defaults);
    emotions = Objects.requireNonNullElseGet(emotions, Emotions::defaults);
    blink = Objects.requireNonNullElseGet(blink, Blink::defaults);
    gaze = Objects.requireNonNullElseGet(gaze, Gaze::defaults);
    breathing = Objects.requireNonNullElseGet(breathing, Breathing::defaults);
    headDrift = Objects.requireNonNullElseGet(headDrift, HeadDrift::defaults);
    microExpressions = Objects.requireNonNullElseGet(microExpressions, MicroExpressions::defaults);
    constraints = Objects.requireNonNullElseGet(constraints, Constraints::defaults);
    smoothing = Objects.requireNonNullElseGet(smoothing, Smoothing::defaults);
    rateLimits = Objects.requireNonNullElseGet(rateLimits, RateLimits::defaults);
  }

  /** What a session has that asks for nothing. */
  public static CompositorSettings defaults() {
    return new CompositorSettings(null, null, null, null, null, null, null, null, null, null);
  }

  /** Tracking passes as it came, but for the clamp: no life, no constraints, no smoothing. */
  public static CompositorSettings raw() {
    return new CompositorSettings(
        new Sources(0, 0, 0, 5_000),
        Emotions.defaults(),
        Blink.defaults().off(),
        Gaze.defaults().off(),
        Breathing.defaults().off(),
        HeadDrift.defaults().off(),
        MicroExpressions.defaults().off(),
        Constraints.defaults().off(),
        Smoothing.defaults().off(),
        RateLimits.defaults().off());
  }

  /** How samples become a face. */
  public record Sources(
      @Range(max = 200, text = "most time in ms that a slow source's sample is approached over")
          int glideMs,
      @Range(max = 5_000, text = "a source that comes fades in over so many ms") int fadeInMs,
      @Range(max = 10_000, text = "a source that fell silent fades out over so many ms")
          int fadeOutMs,
      @Range(
              min = 500,
              max = 60_000,
              text =
                  "a group of channels that stood still for so many ms is not driven: life enters")
          int stillMs) {

    public Sources {
      RangeCheck.check(Sources.class, glideMs, fadeInMs, fadeOutMs, stillMs);
    }

    public static Sources defaults() {
      return new Sources(40, 150, 400, 5_000);
    }
  }

  /** How emotions meet tracking. */
  public record Emotions(
      @Range(max = 2, text = "multiplies the intensity of every emotion") float strength,
      @Range(text = "how much of an emotion's lip shapes gives way while the source talks")
          float talkDuck,
      @Range(text = "how much of an emotion's lip corners gives way while the source talks")
          float cornerDuck) {

    public Emotions {
      RangeCheck.check(Emotions.class, strength, talkDuck, cornerDuck);
    }

    public static Emotions defaults() {
      return new Emotions(1, 0.8f, 0.3f);
    }
  }

  /** Blinks where nobody tracks the lids. */
  public record Blink(
      boolean enabled,
      @Range(min = 300, max = 60_000, text = "least time between blinks in ms") int gapMinMs,
      @Range(min = 300, max = 60_000, text = "most time between blinks in ms") int gapMaxMs,
      @Range(text = "share of double blinks") float doubleShare,
      @Range(min = 20, max = 500, text = "time in ms in which the lids close") int closeMs,
      @Range(max = 500, text = "least time in ms for which they stay closed") int holdMinMs,
      @Range(max = 500, text = "most time in ms for which they stay closed") int holdMaxMs,
      @Range(min = 20, max = 1_000, text = "time in ms in which they open") int openMs) {

    public Blink {
      RangeCheck.check(
          Blink.class,
          enabled,
          gapMinMs,
          gapMaxMs,
          doubleShare,
          closeMs,
          holdMinMs,
          holdMaxMs,
          openMs);
      if (gapMaxMs < gapMinMs) {
        throw new SettingRejectedException("gapMaxMs", "is less than gapMinMs");
      }
      if (holdMaxMs < holdMinMs) {
        throw new SettingRejectedException("holdMaxMs", "is less than holdMinMs");
      }
    }

    public static Blink defaults() {
      return new Blink(true, 1_000, 8_000, 0.15f, 50, 40, 120, 100);
    }

    Blink off() {
      return new Blink(
          false, gapMinMs, gapMaxMs, doubleShare, closeMs, holdMinMs, holdMaxMs, openMs);
    }
  }

  /** Where the eyes look when nobody tracks them; a gaze target is obeyed even when this is off. */
  public record Gaze(
      boolean enabled,
      @Range(max = 0.5, text = "how far fixations stray from the target, in radians") float stray,
      @Range(min = 100, max = 20_000, text = "least time in ms of a fixation") int fixationMinMs,
      @Range(min = 100, max = 20_000, text = "most time in ms of a fixation") int fixationMaxMs,
      @Range(text = "share of a gaze target that the head takes") float headShare) {

    public Gaze {
      RangeCheck.check(Gaze.class, enabled, stray, fixationMinMs, fixationMaxMs, headShare);
      if (fixationMaxMs < fixationMinMs) {
        throw new SettingRejectedException("fixationMaxMs", "is less than fixationMinMs");
      }
    }

    public static Gaze defaults() {
      return new Gaze(true, 0.06f, 350, 2_600, 0.3f);
    }

    Gaze off() {
      return new Gaze(false, stray, fixationMinMs, fixationMaxMs, headShare);
    }
  }

  /** Breathing, as far as a face shows it. */
  public record Breathing(
      boolean enabled,
      @Range(min = 4, max = 40, text = "breaths a minute at rest") float perMinute,
      @Range(max = 0.1, text = "how far the head rises with a breath, in radians") float head,
      @Range(max = 0.2, text = "how far the nostrils widen") float nostrils) {

    public Breathing {
      RangeCheck.check(Breathing.class, enabled, perMinute, head, nostrils);
    }

    public static Breathing defaults() {
      return new Breathing(true, 14, 0.008f, 0.015f);
    }

    Breathing off() {
      return new Breathing(false, perMinute, head, nostrils);
    }
  }

  /** The head is never quite still. */
  public record HeadDrift(
      boolean enabled,
      @Range(max = 0.3, text = "most turn from drifting in radians; nod is 0.6, tilt 0.4 of it")
          float amplitude,
      @Range(min = 0.02, max = 2, text = "how fast it drifts: its slowest band in Hz") float hz) {

    public HeadDrift {
      RangeCheck.check(HeadDrift.class, enabled, amplitude, hz);
    }

    public static HeadDrift defaults() {
      return new HeadDrift(true, 0.035f, 0.15f);
    }

    HeadDrift off() {
      return new HeadDrift(false, amplitude, hz);
    }
  }

  /** Short faint expressions. */
  public record MicroExpressions(
      boolean enabled,
      @Range(max = 0.5, text = "the strongest one's intensity") float intensity,
      @Range(min = 500, max = 120_000, text = "least time in ms between two") int gapMinMs,
      @Range(min = 500, max = 120_000, text = "most time in ms between two") int gapMaxMs) {

    public MicroExpressions {
      RangeCheck.check(MicroExpressions.class, enabled, intensity, gapMinMs, gapMaxMs);
      if (gapMaxMs < gapMinMs) {
        throw new SettingRejectedException("gapMaxMs", "is less than gapMinMs");
      }
    }

    public static MicroExpressions defaults() {
      return new MicroExpressions(true, 0.15f, 4_000, 15_000);
    }

    MicroExpressions off() {
      return new MicroExpressions(false, intensity, gapMinMs, gapMaxMs);
    }
  }

  /** What a face cannot do. */
  public record Constraints(
      boolean enabled,
      @Range(
              text =
                  "most difference between the left and the right of a pair; tongue, jaw and head have none")
          GroupValues asymmetry,
      @Range(max = 1, text = "most difference of the eyes' yaw in radians") float vergence) {

    public Constraints {
      RangeCheck.check(Constraints.class, enabled, asymmetry, vergence);
    }

    public static Constraints defaults() {
      return new Constraints(true, new GroupValues(1, 0.25f, 0.7f, 1, 0.7f, 0.7f, 1, 1), 0.3f);
    }

    Constraints off() {
      return new Constraints(false, asymmetry, vergence);
    }
  }

  /** The one-euro filter (Casiez, Roussel, Vogel: CHI 2012). */
  public record Smoothing(
      boolean enabled,
      @Range(min = 0.05, max = 60, text = "cutoff in Hz of what stands still: lower is calmer")
          GroupValues minCutoffHz,
      @Range(max = 100, text = "how much the cutoff rises with speed, in Hz for one unit a second")
          GroupValues beta,
      @Range(min = 0.1, max = 60, text = "cutoff in Hz of the speed itself")
          GroupValues derivativeHz) {

    public Smoothing {
      RangeCheck.check(Smoothing.class, enabled, minCutoffHz, beta, derivativeHz);
    }

    public static Smoothing defaults() {
      return new Smoothing(
          true,
          new GroupValues(6, 5, 3, 6, 4, 3, 5, 2.5f),
          new GroupValues(20, 12, 4, 12, 8, 4, 8, 4),
          new GroupValues(10, 6, 3, 8, 5, 3, 5, 2));
    }

    Smoothing off() {
      return new Smoothing(false, minCutoffHz, beta, derivativeHz);
    }
  }

  /** How fast a face may move at all. */
  public record RateLimits(
      boolean enabled,
      @Range(min = 0.1, max = 1_000, text = "most change a second, in the channel's unit")
          GroupValues perSecond) {

    public RateLimits {
      RangeCheck.check(RateLimits.class, enabled, perSecond);
    }

    /** A quarter above the fastest moves of a range-of-motion capture of ARKit at 60 fps. */
    public static RateLimits defaults() {
      return new RateLimits(true, new GroupValues(40, 43, 30, 20, 30, 24, 70, 12));
    }

    RateLimits off() {
      return new RateLimits(false, perSecond);
    }
  }
}
