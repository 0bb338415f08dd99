package org.avatarengine.contract.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a job makes. */
public enum JobKind {
  /** A registered face out of a photo or video. */
  @JsonProperty("face")
  FACE,
  /** A rigged avatar out of photos. */
  @JsonProperty("body")
  BODY
}
