package org.avatarengine.modelzoo;

import java.nio.file.Path;

/** Where the build of this module stands. */
public final class PublishedModels {
  private PublishedModels() {}

  /** The folder of {@code package-lock.json}. */
  public static Path packageFolder() {
    return Path.of(System.getProperty("modelzoo.basedir", "."));
  }
}
