package org.avatarengine.benchmarks.simulate.client;

import java.io.IOException;

/** The engine answered, but not as wished. */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 300;

  private final int status;

  RefusedException(String call, int status, String body) {
    super(call + " was answered with " + status + ": " + shortened(body));
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  private static String shortened(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
