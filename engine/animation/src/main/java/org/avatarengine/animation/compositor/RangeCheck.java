package org.avatarengine.animation.compositor;

import java.lang.reflect.RecordComponent;

/** Holds the components of a settings record against their {@link Range}. */
public final class RangeCheck {

  private RangeCheck() {}

  /**
   * Checks a record that is being made.
   *
   * @param values its components in order
   * @throws SettingRejectedException for the first one that is null, not finite or out of range
   */
  public static void check(Class<? extends Record> type, Object... values) {
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      Range range = components[i].getAnnotation(Range.class);
      String name = components[i].getName();
      if (values[i] == null) {
        throw new SettingRejectedException(name, "is missing");
      }
      if (range == null) {
        continue;
      }
      if (values[i] instanceof GroupValues group) {
        for (ChannelGroup of : ChannelGroup.values()) {
          check(name + "." + of.key(), group.of(of), range);
        }
      } else if (values[i] instanceof Number number) {
        check(name, number.doubleValue(), range);
      }
    }
  }

  private static void check(String name, double value, Range range) {
    // A float's 0.3 is not the annotation's 0.3, so the bounds are compared as floats.
    if (!((float) value >= (float) range.min() && (float) value <= (float) range.max())) {
      throw new SettingRejectedException(
          name, "is " + plain(range.min()) + ".." + plain(range.max()) + ", not " + plain(value));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Float.toString((float) value);
  }
}
