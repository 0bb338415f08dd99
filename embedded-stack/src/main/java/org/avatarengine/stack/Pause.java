package org.avatarengine.stack;

import java.util.concurrent.TimeUnit;

/** The wait between two looks at an engine that is starting. */
final class Pause {
  private static final long MILLIS = 20;

  private Pause() {}

  static void briefly(String engine) {
    try {
      TimeUnit.MILLISECONDS.sleep(MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackStartException(engine + " was interrupted while starting.", interrupted);
    }
  }
}
