package org.avatarengine.contract.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a connection to a live session may do. */
public enum SessionRole {
  /** Drives the face, and watches it. */
  @JsonProperty("performer")
  PERFORMER,
  /** Watches. */
  @JsonProperty("viewer")
  VIEWER;

  /** The name in a token: lower case. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }
}
