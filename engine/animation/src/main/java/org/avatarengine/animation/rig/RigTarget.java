package org.avatarengine.animation.rig;

/**
 * What a rig moves.
 *
 * @param name of the blend shape, or of a bone and its axis
 * @param unit a weight, or degrees
 * @param min the least value; 0 for a weight that says nothing else
 * @param max the greatest value; 1 for a weight that says nothing else
 */
public record RigTarget(String name, Unit unit, float min, float max) {

  /** In what a target is counted. */
  public enum Unit {
    WEIGHT("weight"),
    DEGREES("degrees");

    private final String key;

    Unit(String key) {
      this.key = key;
    }

    /** The name in the table. */
    public String key() {
      return key;
    }
  }

  float clamp(float value) {
    return value < min ? min : value > max ? max : value;
  }
}
