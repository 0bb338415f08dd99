package org.avatarengine.vision.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.geometry.Box;

/**
 * Links the faces of neighbouring frames: the pairs of a known face's last box and a new box that
 * overlap most come first. A face that is gone for a while is known again where it left.
 */
final class Tracker {

  /** Overlap (intersection over union) from which two boxes are one face. */
  static final float OVERLAP = 0.3f;

  /** Frames that a face may be gone. */
  static final int GAP = 15;

  private final List<Track> tracks = new ArrayList<>();

  private record Pair(Track track, int face, float overlap) {}

  /**
   * Takes one frame's faces.
   *
   * @param look number of the frame among those looked at, rising
   * @return the track of each face, new or known
   */
  List<Track> link(int look, List<Box> faces) {
    var pairs = new ArrayList<Pair>();
    for (Track track : tracks) {
      for (int i = 0; i < faces.size(); i++) {
        float overlap = track.box().iou(faces.get(i));
        if (overlap >= OVERLAP && look - track.lastLook() <= GAP + 1) {
          pairs.add(new Pair(track, i, overlap));
        }
      }
    }
    pairs.sort(Comparator.comparing(Pair::overlap).reversed());
    var linked = new Track[faces.size()];
    for (Pair pair : pairs) {
      if (linked[pair.face()] == null && pair.track().lastLook() < look) {
        linked[pair.face()] = pair.track();
        pair.track().moveTo(look, faces.get(pair.face()));
      }
    }
    for (int i = 0; i < linked.length; i++) {
      if (linked[i] == null) {
        linked[i] = new Track(look, faces.get(i));
        tracks.add(linked[i]);
      }
    }
    return Arrays.asList(linked);
  }

  List<Track> tracks() {
    return List.copyOf(tracks);
  }

  /** The track that would be registered if the file ended here. */
  Optional<Track> leader() {
    return tracks.stream()
        .filter(track -> !track.sightings(true).isEmpty())
        .max(Track.byRank(true));
  }
}
