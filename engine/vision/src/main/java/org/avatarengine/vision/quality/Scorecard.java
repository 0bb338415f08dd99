package org.avatarengine.vision.quality;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the components of one face, in whatever order they are measured. */
final class Scorecard {

  /** Below it a score comes with advice. */
  private static final int LOW = 50;

  private final Map<IsoComponent, QualityComponent> components = new EnumMap<>(IsoComponent.class);

  /**
   * Rounds a score to 0 to 100.
   *
   * @param advice what a person can do about a low score, one sentence
   */
  void assessed(IsoComponent component, double raw, String advice) {
    int score = Math.clamp(Math.round(raw), 0, 100);
    put(
        component,
        new QualityComponent(
            component.label(), score, score < LOW ? Optional.of(advice) : Optional.empty()));
  }

  void notAssessed(IsoComponent component, String why) {
    put(component, QualityComponent.notAssessed(component.label(), why));
  }

  private void put(IsoComponent component, QualityComponent measured) {
    if (components.put(component, measured) != null) {
      throw new IllegalStateException(component + " was measured twice");
    }
  }

  /** All components in the standard's order. */
  List<QualityComponent> all() {
    if (components.size() != IsoComponent.values().length) {
      throw new IllegalStateException("components are missing beside " + components.keySet());
    }
    return List.copyOf(components.values());
  }
}
