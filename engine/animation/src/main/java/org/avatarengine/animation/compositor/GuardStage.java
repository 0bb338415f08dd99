package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;

/**
 * The last word: closures and opposites hold after filtering too, and no value leaves its range.
 */
final class GuardStage implements Stage {

  private final boolean constrained;
  private long sealed;

  GuardStage(boolean constrained) {
    this.constrained = constrained;
  }

  @Override
  public String name() {
    return "guard";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    if (constrained) {
      ConstraintStage.exclude(face);
      ConstraintStage.seal(face, moment.closure);
      sealed += moment.closure > 0 ? 1 : 0;
    }
    Curves.clamp(face);
  }

  @Override
  public long events() {
    return sealed;
  }

  @Override
  public void save(ByteBuffer out) {
    out.putLong(sealed);
  }

  @Override
  public void restore(ByteBuffer in) {
    sealed = in.getLong();
  }
}
