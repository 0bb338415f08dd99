package org.avatarengine.contract.frame;

import static org.avatarengine.contract.frame.Channel.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * An invented performer: muscles that rest, then move to a random target with minimum jerk and hold
 * it; blinks, saccades and talk; sides that differ a little; a sensor's noise. Every performer has
 * other tempos, sizes and noises. It resembles no recording.
 */
final class SyntheticFace {

  /** A muscle: what it pulls on the left or in the middle; the right follows. */
  private static final class Muscle {
    final int[] channels;
    final double[] weights;
    final double pace;
    double position;
    double from;
    double to;
    double elapsed;
    double duration;
    double wait;

    Muscle(double pace, int[] channels, double[] weights) {
      this.pace = pace;
      this.channels = channels;
      this.weights = weights;
    }

    void step(double dt, Random random, double rest, double amplitude) {
      if (elapsed < duration) {
        elapsed += dt;
        double t = Math.min(1, elapsed / duration);
        position = from + (to - from) * t * t * t * (10 - 15 * t + 6 * t * t);
        return;
      }
      wait -= dt;
      if (wait > 0) {
        return;
      }
      from = position;
      to =
          random.nextDouble() < .4
              ? random.nextDouble() * .08
              : random.nextDouble() * random.nextDouble() * 1.3 * amplitude;
      elapsed = 0;
      duration = pace * (.5 + random.nextDouble() * 1.5);
      wait = -StrictMath.log(1 - random.nextDouble()) * rest * pace;
    }
  }

  private final Random random;
  private final double dt;
  private final List<Muscle> expressive = new ArrayList<>();
  private final List<Muscle> speech = new ArrayList<>();
  private final double[] gain = new double[COUNT];
  private final double[] offset = new double[COUNT];
  private final double[] noise = new double[COUNT];
  private final double[] noiseState = new double[COUNT];
  private final double[] shared = new double[COUNT];
  private final Muscle[] head = new Muscle[3];
  private final double restfulness;
  private final double amplitude;
  private final double noiseLevel;
  private final double smooth;
  private double talkLeft;
  private boolean talking;
  private double blinkAt;
  private double blink = 9;
  private double gazeAt;
  private double yaw;
  private double pitch;
  private double yawTo;
  private double pitchTo;

  SyntheticFace(long seed, int fps) {
    random = new Random(seed);
    dt = 1.0 / fps;
    restfulness = 1 + 12 * random.nextDouble();
    amplitude = .4 + .6 * random.nextDouble();
    noiseLevel = .0002 * StrictMath.exp(2.6 * random.nextDouble());
    smooth = .25 + .55 * random.nextDouble();
    for (int i = 0; i < COUNT; i++) {
      gain[i] = .85 + .3 * random.nextDouble();
      offset[i] = random.nextDouble() < .5 ? 0 : .12 * random.nextDouble() * random.nextDouble();
      noise[i] = StrictMath.exp(.6 * random.nextGaussian());
    }
    for (int i = 0; i < COUNT; i++) {
      // Both sides start from nearly the same.
      int other = DetailLevel.partner(i);
      if (other > i) {
        offset[other] = Math.max(0, offset[i] + .01 * random.nextGaussian());
        gain[other] = gain[i] * (1 + .06 * random.nextGaussian());
        noise[other] = noise[i];
      }
    }
    for (int i = 0; i < 3; i++) {
      head[i] = new Muscle(.7, new int[0], new double[0]);
    }
    muscles();
  }

  private void muscles() {
    express(
        .4,
        MOUTH_SMILE_LEFT,
        .9,
        CHEEK_SQUINT_LEFT,
        .4,
        EYE_SQUINT_LEFT,
        .35,
        MOUTH_DIMPLE_LEFT,
        .25,
        MOUTH_STRETCH_LEFT,
        .15,
        MOUTH_UPPER_UP_LEFT,
        .15);
    express(
        .4,
        MOUTH_FROWN_LEFT,
        .8,
        MOUTH_SHRUG_LOWER,
        .4,
        MOUTH_SHRUG_UPPER,
        .25,
        MOUTH_PRESS_LEFT,
        .15);
    express(.35, BROW_INNER_UP, .8, BROW_OUTER_UP_LEFT, .7, EYE_WIDE_LEFT, .3);
    express(.35, BROW_DOWN_LEFT, .8, EYE_SQUINT_LEFT, .3, NOSE_SNEER_LEFT, .2);
    express(.35, NOSE_SNEER_LEFT, .8, MOUTH_UPPER_UP_LEFT, .5, CHEEK_SQUINT_LEFT, .3);
    express(.3, EYE_SQUINT_LEFT, .7, EYE_BLINK_LEFT, .2);
    express(.5, CHEEK_PUFF, .8, MOUTH_PRESS_LEFT, .3, MOUTH_PUCKER, .2);
    express(.4, JAW_LEFT, .6, MOUTH_LEFT, .4);
    express(.4, JAW_RIGHT, .6, MOUTH_RIGHT, .4);
    express(.4, JAW_FORWARD, .5);
    express(.4, TONGUE_OUT, .8, JAW_OPEN, .3);
    express(.4, MOUTH_STRETCH_LEFT, .6, MOUTH_LOWER_DOWN_LEFT, .4);
    express(.4, MOUTH_PRESS_LEFT, .6, MOUTH_ROLL_LOWER, .5, MOUTH_ROLL_UPPER, .4);
    talk(
        .12,
        JAW_OPEN,
        .6,
        MOUTH_LOWER_DOWN_LEFT,
        .25,
        MOUTH_UPPER_UP_LEFT,
        .15,
        MOUTH_STRETCH_LEFT,
        .1,
        MOUTH_CLOSE,
        .1);
    talk(.14, MOUTH_FUNNEL, .5, MOUTH_PUCKER, .3);
    talk(.16, MOUTH_PUCKER, .8, JAW_FORWARD, .1, MOUTH_FUNNEL, .15);
    talk(.1, MOUTH_CLOSE, .4, MOUTH_PRESS_LEFT, .3, MOUTH_ROLL_LOWER, .25, MOUTH_ROLL_UPPER, .15);
    talk(
        .15,
        MOUTH_LOWER_DOWN_LEFT,
        .4,
        MOUTH_DIMPLE_LEFT,
        .2,
        MOUTH_SMILE_LEFT,
        .15,
        MOUTH_SHRUG_UPPER,
        .2,
        MOUTH_SHRUG_LOWER,
        .2);
  }

  private void express(double pace, Object... pulls) {
    expressive.add(muscle(pace, pulls));
  }

  private void talk(double pace, Object... pulls) {
    speech.add(muscle(pace, pulls));
  }

  private static Muscle muscle(double pace, Object... pulls) {
    int[] channels = new int[pulls.length / 2];
    double[] weights = new double[channels.length];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = ((Channel) pulls[i * 2]).ordinal();
      weights[i] = (Double) pulls[i * 2 + 1];
    }
    return new Muscle(pace, channels, weights);
  }

  /** The next frame: 61 values. */
  void next(float[] out) {
    Arrays.fill(shared, 0);
    talkLeft -= dt;
    if (talkLeft < 0) {
      talking = !talking && random.nextDouble() < .8;
      talkLeft = .5 + 4 * random.nextDouble();
    }
    for (Muscle each : expressive) {
      each.step(dt, random, restfulness, amplitude);
      pull(each);
    }
    for (Muscle each : speech) {
      if (talking) {
        each.step(dt, random, 1, amplitude);
      } else if (each.position > .03 || each.elapsed < each.duration) {
        each.wait = 9;
        if (each.elapsed >= each.duration) {
          each.from = each.position;
          each.to = .02 * random.nextDouble();
          each.elapsed = 0;
          each.duration = .2;
        }
        each.step(dt, random, 1, amplitude);
      } else {
        each.wait = 0;
      }
      pull(each);
    }
    eyes();
    double moving = 0;
    for (int i = 0; i < 3; i++) {
      double before = head[i].position;
      head[i].step(dt, random, restfulness * .4, amplitude);
      moving += Math.abs(head[i].position - before);
      out[SHAPES + i] = (float) ((head[i].position - .3) * .6);
    }
    // A moving head shakes all that a sensor sees.
    double loud = noiseLevel * (1 + 60 * moving);
    for (int i = 0; i < COUNT; i++) {
      int other = DetailLevel.partner(i);
      int main = Math.min(i, other);
      double drive = shared[main];
      boolean follows = main != i;
      double fresh = loud * noise[i] * 3 * random.nextGaussian() * (follows ? .35 : 1);
      noiseState[i] = smooth * noiseState[i] + (1 - smooth) * fresh;
      double wobble = follows ? .8 * noiseState[main] + .6 * noiseState[i] : noiseState[i];
      if (i < SHAPES) {
        double value = offset[i] + gain[i] * drive;
        value += wobble * (.3 + 2 * Math.min(1, drive + offset[i]));
        out[i] = (float) Math.max(0, Math.min(1, value - .004));
      } else if (i < SHAPES + 3) {
        out[i] += (float) (noiseState[i] * 1.5);
      } else {
        boolean roll = i % 3 == 0;
        double angle = (i - SHAPES) % 3 == 0 ? yaw : (i - SHAPES) % 3 == 1 ? pitch : 0;
        out[i] = (float) (angle * gain[i] + (roll ? .2 : 1) * wobble);
      }
    }
  }

  private void pull(Muscle muscle) {
    for (int i = 0; i < muscle.channels.length; i++) {
      shared[muscle.channels[i]] += muscle.weights[i] * muscle.position;
    }
  }

  private void eyes() {
    blinkAt -= dt;
    if (blinkAt < 0) {
      blink = 0;
      blinkAt = 1 + 7 * random.nextDouble();
    }
    blink += dt;
    double lid =
        blink < .06 ? blink / .06 : blink < .12 ? 1 : blink < .24 ? 1 - (blink - .12) / .12 : 0;
    gazeAt -= dt;
    if (gazeAt < 0) {
      gazeAt = .2 + 2.5 * random.nextDouble() * restfulness / 6;
      double size = random.nextDouble() < .6 ? .05 : .35;
      yawTo = Math.max(-.5, Math.min(.5, yawTo * .7 + size * random.nextGaussian()));
      pitchTo = Math.max(-.4, Math.min(.4, pitchTo * .7 + size * .7 * random.nextGaussian()));
    }
    double follow = 1 - StrictMath.exp(-dt / .02);
    yaw += (yawTo - yaw) * follow;
    pitch += (pitchTo - pitch) * follow;
    shared[EYE_LOOK_IN_LEFT.ordinal()] += Math.max(0, -yaw) * 1.4;
    shared[EYE_LOOK_OUT_LEFT.ordinal()] += Math.max(0, yaw) * 1.4;
    shared[EYE_LOOK_UP_LEFT.ordinal()] += Math.max(0, -pitch) * 1.6;
    shared[EYE_LOOK_DOWN_LEFT.ordinal()] += Math.max(0, pitch) * 1.6 + .15 * lid;
    shared[EYE_BLINK_LEFT.ordinal()] += lid * .9 + Math.max(0, pitch) * .5;
  }
}
