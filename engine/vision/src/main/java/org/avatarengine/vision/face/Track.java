package org.avatarengine.vision.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.quality.FrameQuality;

/** One face through the frames, as long as they are being read. */
final class Track {

  /** More frames in which it is the most confident face first, then by mean confidence. */
  static Comparator<Track> byRank(boolean withRelaxed) {
    return Comparator.<Track>comparingInt(track -> track.wins(withRelaxed))
        .thenComparingDouble(track -> track.confidence(withRelaxed));
  }

  /**
   * The face in one frame.
   *
   * @param look number of the frame among those looked at, from 0
   * @param relaxed whether the less strict search found it
   * @param won whether it is the frame's most confident face
   */
  record Sighting(int look, boolean relaxed, boolean won, TrackedFace face, FrameQuality quality) {}

  private final List<Sighting> sightings = new ArrayList<>();
  private Box box;
  private int lastLook;

  Track(int look, Box box) {
    this.lastLook = look;
    this.box = box;
  }

  /** Where it was last, with or without landmarks. */
  Box box() {
    return box;
  }

  int lastLook() {
    return lastLook;
  }

  void moveTo(int look, Box newBox) {
    lastLook = look;
    box = newBox;
  }

  void add(Sighting sighting) {
    sightings.add(sighting);
  }

  /** Those that count. */
  List<Sighting> sightings(boolean withRelaxed) {
    return sightings.stream().filter(s -> withRelaxed || !s.relaxed()).toList();
  }

  Optional<Sighting> at(int look) {
    return sightings.stream().filter(s -> s.look() == look).findFirst();
  }

  private int wins(boolean withRelaxed) {
    return (int) sightings(withRelaxed).stream().filter(Sighting::won).count();
  }

  private double confidence(boolean withRelaxed) {
    return sightings(withRelaxed).stream()
        .mapToDouble(s -> s.face().face().confidence())
        .average()
        .orElse(0);
  }
}
