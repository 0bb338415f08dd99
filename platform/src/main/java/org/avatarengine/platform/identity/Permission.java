package org.avatarengine.platform.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a token permits. */
public enum Permission {
  @JsonProperty("read")
  READ,
  @JsonProperty("write")
  WRITE,
  /** Users, keys, presets, limits. */
  @JsonProperty("configure")
  CONFIGURE;

  /** The name in a token: lower case. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }
}
