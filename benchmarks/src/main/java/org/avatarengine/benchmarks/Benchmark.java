package org.avatarengine.benchmarks;

import java.io.IOException;
import org.avatarengine.benchmarks.document.Section;

/** One section of the document and how it is measured. */
public interface Benchmark {

  /** The word after {@code --only}, also the key of the section. */
  String name();

  /**
   * Measures.
   *
   * @throws BrokenRunException if what was measured is not what should be: failed requests, a
   *     process that died. A slow machine is no such thing.
   */
  Section run(Workbench workbench) throws IOException, InterruptedException;
}
