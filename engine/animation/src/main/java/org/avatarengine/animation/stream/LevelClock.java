package org.avatarengine.animation.stream;

import org.avatarengine.contract.frame.DetailLevel;

/**
 * Which beats of a session are frames of a level. Whole numbers only: over any second the level has
 * exactly its rate, the gaps between its frames differ by one beat at most, and nothing drifts.
 */
public final class LevelClock {

  private LevelClock() {}

  /** Frames a second of a level in a session: the level's own, or the session's if that is less. */
  public static int fps(DetailLevel level, int sessionFps) {
    return Math.min(level.fps(), sessionFps);
  }

  /**
   * Whether a beat is a frame of the level.
   *
   * @param beat 0 for the session's first one, which is a frame of every level
   */
  public static boolean due(DetailLevel level, long beat, int sessionFps) {
    int fps = fps(level, sessionFps);
    return beat * fps % sessionFps < fps;
  }

  /**
   * Whether a frame of the level is due when beats were left out: whether one of those after {@code
   * last}, up to {@code beat}, is one. With none left out it says the same as {@link #due(
   * DetailLevel, long, int)}.
   *
   * @param last −1 or more, less than {@code beat}
   */
  public static boolean due(DetailLevel level, long last, long beat, int sessionFps) {
    int fps = fps(level, sessionFps);
    return Math.floorDiv(beat * fps, sessionFps) > Math.floorDiv(last * fps, sessionFps);
  }
}
