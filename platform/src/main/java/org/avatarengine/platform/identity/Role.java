package org.avatarengine.platform.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who somebody is. */
public enum Role {
  @JsonProperty("user")
  USER,
  @JsonProperty("admin")
  ADMIN,
  /** Services and outside producers; exempt from rate limits. */
  @JsonProperty("system")
  SYSTEM;

  /** The name in a token: lower case. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }
}
