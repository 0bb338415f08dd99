package org.avatarengine.facecache.tier;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The memory tier. */
@ConfigMapping(prefix = "avatar.face-cache.memory")
public interface MemoryConfig {

  /** Most bytes it may hold; default: the smaller of 2 GB and 35 % of the heap. */
  Optional<MemorySize> maxWeight();
}
