package org.avatarengine.animation.rig;

import org.avatarengine.animation.stream.TargetMapper;
import org.avatarengine.contract.frame.Channel;

/**
 * A rig at work: remembers how its springs swing. Allocates nothing after it was made; the same
 * calls give the same values bit for bit.
 */
public final class RigMapper implements TargetMapper {

  /** The longest step of a spring; a longer pause is taken in several. */
  private static final float MAX_STEP = 1 / 120f;

  /** After a pause as long as this nothing swings any more. */
  private static final long REST_US = 500_000;

  private final RigTarget[] targets;
  private final RigLink[] links;
  private final RigSpring[] springs;
  private final RigConstraint[] constraints;
  private final float[] position;
  private final float[] velocity;
  private final boolean[] driven = new boolean[Channel.COUNT];
  private long lastUs = Long.MIN_VALUE;

  public RigMapper(Rig rig) {
    this.targets = rig.targets().toArray(RigTarget[]::new);
    this.links = rig.links().toArray(RigLink[]::new);
    this.springs = rig.springs().toArray(RigSpring[]::new);
    this.constraints = rig.constraints().toArray(RigConstraint[]::new);
    this.position = new float[springs.length];
    this.velocity = new float[springs.length];
    for (RigLink link : links) {
      driven[link.channel()] = true;
    }
  }

  @Override
  public int count() {
    return targets.length;
  }

  /** Whether the rig has any use for a channel. */
  public boolean uses(Channel channel) {
    return driven[channel.ordinal()];
  }

  /** As its interface says; each target within its range. A step back in time rests the springs. */
  @Override
  public void map(float[] values, long nowUs, float[] out) {
    for (int i = 0; i < targets.length; i++) {
      out[i] = 0;
    }
    for (RigLink link : links) {
      out[link.target()] += link.weight() * link.curve().at(values[link.channel()]);
    }
    swing(values, nowUs, out);
    for (int i = 0; i < targets.length; i++) {
      out[i] = targets[i].clamp(out[i]);
    }
    for (RigConstraint constraint : constraints) {
      apply(constraint, out);
    }
  }

  private void swing(float[] values, long nowUs, float[] out) {
    long elapsedUs = lastUs == Long.MIN_VALUE ? -1 : nowUs - lastUs;
    lastUs = nowUs;
    boolean rest = elapsedUs < 0 || elapsedUs > REST_US;
    float seconds = rest ? 0 : elapsedUs / 1e6f;
    int steps = (int) (seconds / MAX_STEP) + 1;
    float step = seconds / steps;
    for (int i = 0; i < springs.length; i++) {
      RigSpring spring = springs[i];
      float goal = values[spring.channel()];
      if (rest) {
        position[i] = goal;
        velocity[i] = 0;
      }
      float omega = 6.2831855f * spring.frequency();
      for (int n = 0; n < steps; n++) {
        float pull = omega * omega * (goal - position[i]);
        velocity[i] += (pull - 2 * spring.damping() * omega * velocity[i]) * step;
        position[i] += velocity[i] * step;
      }
      out[spring.target()] += spring.gain() * (position[i] - goal);
    }
  }

  private void apply(RigConstraint constraint, float[] out) {
    switch (constraint) {
      case RigConstraint.Exclude pair -> {
        int weaker = out[pair.first()] < out[pair.second()] ? pair.first() : pair.second();
        out[weaker] = 0;
      }
      case RigConstraint.Sum sum -> {
        float total = total(sum.targets(), out);
        if (total > sum.limit()) {
          for (int target : sum.targets()) {
            out[target] *= sum.limit() / total;
          }
        }
      }
      case RigConstraint.Blend blend -> {
        float left = 1 - blend.amount() * Math.min(1, Math.max(0, out[blend.source()]));
        for (int target : blend.targets()) {
          out[target] *= left;
        }
      }
      case RigConstraint.Block block -> {
        if (out[block.source()] > 0) {
          for (int target : block.targets()) {
            out[target] = 0;
          }
        }
      }
      case RigConstraint.Rest rest ->
          out[rest.target()] = Math.max(0, 1 - total(rest.targets(), out));
    }
  }

  private static float total(int[] targets, float[] out) {
    float total = 0;
    for (int target : targets) {
      total += out[target];
    }
    return total;
  }
}
