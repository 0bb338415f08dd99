package org.avatarengine.mlworker.face;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.avatarengine.vision.inference.Accelerator;

/** How this worker works. */
@ConfigMapping(prefix = "avatar.ml-worker")
public interface WorkerConfig {

  /** {@code auto}, {@code cpu} or {@code cuda}; CUDA needs a build with {@code -Pgpu}. */
  @WithDefault("auto")
  Accelerator accelerator();

  /** Face tasks. */
  Face face();

  /** The models' licences. */
  Models models();

  /** Settings of face tasks. */
  interface Face {
    /**
     * Tasks at the same time. Each may hold one decoded picture of at most 16 megapixels, about 110
     * MB while it is decoded.
     */
    @WithDefault("2")
    int threads();
  }

  /** Settings of the models. */
  interface Models {
    /** Whether a production start accepts weights that are licensed for research only. */
    @WithDefault("false")
    boolean allowResearchOnly();
  }
}
