package org.avatarengine.contract.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How thorough a face task is. */
public enum Preset {
  /** Detection at 640, tiled where faces are small; all checks. */
  @JsonProperty("quality")
  QUALITY,
  /** Detection at 320, whole image only. */
  @JsonProperty("fast")
  FAST
}
