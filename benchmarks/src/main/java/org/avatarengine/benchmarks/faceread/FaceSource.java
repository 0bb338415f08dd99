package org.avatarengine.benchmarks.faceread;

import java.io.Closeable;
import java.io.IOException;

/** One client's connection to something that holds faces. Of one thread. */
interface FaceSource extends Closeable {

  /**
   * Reads a face.
   *
   * @throws IOException if it is not there or the connection breaks
   */
  byte[] read(String avatarId) throws IOException;

  /** Opens a connection for another client. */
  @FunctionalInterface
  interface Opener {
    FaceSource open() throws IOException;
  }
}
