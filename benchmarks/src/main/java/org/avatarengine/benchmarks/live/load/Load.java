package org.avatarengine.benchmarks.live.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Members of one kind. Called on the main thread. */
interface Load extends AutoCloseable {

  /**
   * Lets members join and waits until all of them get frames.
   *
   * @throws IOException when one does not
   */
  void join(List<LoadMember> members) throws IOException, InterruptedException;

  /** Lets the newest so many go. */
  void leave(int count) throws IOException, InterruptedException;

  /** Measures for so long. */
  LoadReport measure(Duration length) throws IOException, InterruptedException;

  /**
   * Connects, waits for a frame and leaves again, so many times.
   *
   * @param atOnce how many at a time
   */
  void cycle(LoadMember member, int times, int atOnce) throws IOException, InterruptedException;

  @Override
  void close();
}
