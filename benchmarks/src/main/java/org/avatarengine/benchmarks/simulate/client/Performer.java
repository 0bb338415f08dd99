package org.avatarengine.benchmarks.simulate.client;

/** Somebody who moves a session's face. Beaten by one thread. */
public interface Performer {

  /**
   * Sends the next frame, if it can.
   *
   * @param timeUs on the performer's own clock, from 0
   */
  void beat(long timeUs);

  /** Frames that left. */
  long frames();

  /** Frames that could not. */
  long dropped();
}
