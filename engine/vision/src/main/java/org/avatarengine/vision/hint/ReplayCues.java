package org.avatarengine.vision.hint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.landmark.FaceMesh;

/**
 * Watches a clip frame by frame for what a picture or a recording held before the camera shows and
 * a person seldom does. One instance a clip, used by one thread; frames rise in time.
 *
 * <p>These are hints for people. They detect no liveness: who prepares a replay well shows none of
 * them, and an honest clip may show one. A photo, being one frame, gets none.
 */
public final class ReplayCues {

  /** Frames that are kept; a clip of more is judged by its first. */
  private static final int MOST_FRAMES = 512;

  private final ShapeWatch shapes = new ShapeWatch();
  private final LoopWatch loop = new LoopWatch();
  private final ScreenPatternWatch pattern = new ScreenPatternWatch();
  private final List<Duration> times = new ArrayList<>();

  /**
   * Takes in the next frame.
   *
   * @param mesh of the face that the clip is about, upright original pixels
   * @param time of the frame, later than that of the frame before
   * @throws IllegalArgumentException if the time does not rise
   */
  public void see(ImagePyramid picture, FaceMesh mesh, Duration time) {
    Objects.requireNonNull(time, "time");
    if (!times.isEmpty() && time.compareTo(times.getLast()) <= 0) {
      throw new IllegalArgumentException("frames of a clip rise in time");
    }
    if (times.size() == MOST_FRAMES) {
      return;
    }
    times.add(time);
    shapes.see(mesh);
    loop.see(picture);
    pattern.see(picture, mesh, time);
  }

  /** What was noticed so far, in the order of {@link Hint.Code}; often nothing. */
  public List<Hint> cues() {
    var hints = new ArrayList<Hint>();
    if (times.size() < 2) {
      return hints;
    }
    Duration span = times.getLast().minus(times.getFirst());
    shapes.still(span).ifPresent(hints::add);
    shapes.flat().ifPresent(hints::add);
    loop.looped(times).ifPresent(hints::add);
    pattern.screen().ifPresent(hints::add);
    return hints;
  }
}
