package org.avatarengine.benchmarks.simulate.client;

/** The clock of all clients of this process. */
public final class ClientClock {

  private static final long START = System.nanoTime();

  private ClientClock() {}

  /** Microseconds since the program began. */
  public static long nowUs() {
    return (System.nanoTime() - START) / 1_000;
  }
}
