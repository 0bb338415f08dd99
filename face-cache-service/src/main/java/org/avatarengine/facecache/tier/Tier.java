package org.avatarengine.facecache.tier;

import java.util.Locale;

/** A place that a face may be read from, fastest first. */
public enum Tier {
  MEMORY,
  REDIS,
  BLOB;

  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
