package org.avatarengine.gateway;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Builds a configuration interface from its defaults and a few values. */
public final class Configs {

  private Configs() {}

  /** Values by full property name. */
  public static <T> T of(Class<T> mapping, Map<String, String> values) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(mapping)
            .withMappingIgnore("**");
    values.forEach(builder::withDefaultValue);
    return builder.build().getConfigMapping(mapping);
  }
}
