package org.avatarengine.facecache.tier;

import java.util.Locale;

/** How a read of a tier ended; its name in lower case is the metric's tag. */
public enum ReadOutcome {
  HIT,
  MISS,
  /** Bytes were there and did not verify. */
  CORRUPT,
  /** The tier did not answer in time, or not at all. */
  UNREACHABLE,
  /** The tier was not asked: it could not be trusted, or was unreachable a moment ago. */
  BYPASSED;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
