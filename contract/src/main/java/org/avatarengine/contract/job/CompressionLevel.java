package org.avatarengine.contract.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How hard a face entry is compressed; every reader reads both. */
public enum CompressionLevel {
  /** LZ4's fast compressor. */
  @JsonProperty("balanced")
  BALANCED,
  /** LZ4's high compressor: slower to write, as fast to read, smaller. */
  @JsonProperty("high")
  HIGH
}
