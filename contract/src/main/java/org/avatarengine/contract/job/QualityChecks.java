package org.avatarengine.contract.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much is measured beside the six scores. */
public enum QualityChecks {
  /** The six scores alone. */
  @JsonProperty("basic")
  BASIC,
  /** The six scores and the component vector. */
  @JsonProperty("comprehensive")
  COMPREHENSIVE
}
