package org.avatarengine.vision.face;

import java.util.Comparator;
import java.util.List;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.quality.QualityComponent;
import org.avatarengine.vision.quality.QualityVector;

/**
 * The frame that stands for a clip.
 *
 * @param kept the frame, with its picture
 * @param sighting the primary face in it
 * @param components its quality vector; empty where none is wanted
 */
record BestFrame(KeptFrames.Kept kept, Track.Sighting sighting, List<QualityComponent> components) {

  /**
   * Measures each of the kept frames and takes the one whose components fall least short of 100, by
   * the sum of squares: one shut eye weighs more than many small flaws. Between equals, and where
   * nothing is measured, the cheap scores decide, then time.
   */
  static BestFrame of(
      List<KeptFrames.Kept> pictures, Track primary, QualityVector vector, boolean comprehensive) {
    return pictures.stream()
        .map(
            kept -> {
              var sighting = primary.at(kept.look()).orElseThrow();
              List<QualityComponent> components =
                  comprehensive
                      ? vector.of(kept.picture(), kept.faces(), sighting.face().face())
                      : List.of();
              return new BestFrame(kept, sighting, components);
            })
        .min(
            Comparator.comparingDouble(BestFrame::shortfall)
                .thenComparing(b -> b.sighting.quality().rank(), Comparator.reverseOrder())
                .thenComparing(b -> b.kept.look()))
        .orElseThrow();
  }

  private double shortfall() {
    return components.stream()
        .filter(c -> c.score() >= 0)
        .mapToDouble(c -> Math.pow((100 - c.score()) / 100.0, 2))
        .sum();
  }

  List<DetectedFace> faces() {
    return kept.faces();
  }

  byte[] overlay() {
    var face = sighting.face();
    return FaceOverlay.png(
        kept.picture(),
        kept.faces(),
        face.face(),
        face.face().mesh().orElseThrow(),
        face.fivePoints());
  }
}
