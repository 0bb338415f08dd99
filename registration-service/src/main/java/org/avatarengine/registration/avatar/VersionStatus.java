package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** How far a version is. */
@RegisterForReflection
public enum VersionStatus {
  PENDING,
  SUCCESS,
  /** Examined and refused; the version before it stays. */
  REJECTED,
  /** Every attempt failed; for a day it can be retried. */
  FAILED,
  CANCELLED;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
