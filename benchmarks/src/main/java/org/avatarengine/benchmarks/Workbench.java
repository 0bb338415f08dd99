package org.avatarengine.benchmarks;

import java.io.IOException;
import org.avatarengine.benchmarks.document.RawResults;
import org.avatarengine.benchmarks.engine.BenchedEngine;

/**
 * What a benchmark works with.
 *
 * @param quick whether a short run, to see that it works, is enough
 * @param engine the whole engine in a data folder of its own; a benchmark that needs it starts it
 */
public record Workbench(Folders folders, boolean quick, BenchedEngine engine, RawResults raw) {

  /** One of two sizes of a run. */
  public int size(int full, int shortened) {
    return quick ? shortened : full;
  }

  /** Tells a person what goes on. */
  public void say(String line) {
    System.out.println(line);
  }

  static Workbench in(Folders folders, boolean quick) throws IOException {
    return new Workbench(
        folders, quick, new BenchedEngine(folders), new RawResults(folders.results()));
  }
}
