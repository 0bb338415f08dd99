package org.avatarengine.facecache.entry;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** How entries are checked. */
@ConfigMapping(prefix = "avatar.face-cache.inspection")
public interface InspectionConfig {

  /** Threads that hash and unpack; default: one a processor. */
  OptionalInt threads();

  /** Entries that may wait for a thread; past it a request is answered 503. */
  @WithDefault("256")
  int queue();

  /** What an entry may unpack to; a larger one is refused. */
  @WithDefault("128M")
  MemorySize maxUnpacked();
}
