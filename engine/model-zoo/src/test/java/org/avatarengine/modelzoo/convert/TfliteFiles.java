package org.avatarengine.modelzoo.convert;

import java.io.IOException;
import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.modelzoo.PublishedModels;

/** The TFLite files that the models were converted from. */
public final class TfliteFiles {
  private TfliteFiles() {}

  public static byte[] read(ModelId id) throws IOException, InterruptedException {
    return ModelSource.of(id).read(NpmPackages.installed(PublishedModels.packageFolder()));
  }
}
