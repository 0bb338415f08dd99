package org.avatarengine.animation.compositor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a setting may be and means: checked when its record is made, and published in {@code
 * docs/api/animation-preset.schema.json}. On {@link GroupValues} it holds for each of them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {

  /** The least value. */
  double min() default 0;

  /** The greatest value. */
  double max() default 1;

  /** What it means, with its unit. */
  String text();
}
