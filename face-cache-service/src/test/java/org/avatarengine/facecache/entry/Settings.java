package org.avatarengine.facecache.entry;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configuration mappings outside of a running service. */
public final class Settings {

  private Settings() {}

  public static <T> T of(Class<T> mapping, Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(mapping)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(mapping);
  }

  public static FaceInspector inspector() {
    return new FaceInspector(of(InspectionConfig.class, Map.of()));
  }
}
