package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** Why a version of an avatar's face was made. */
@RegisterForReflection
public enum VersionReason {
  /** The upload itself. */
  @JsonProperty("upload")
  UPLOAD,
  /** Its owner asked for it to be made anew. */
  @JsonProperty("regeneration")
  REGENERATION,
  /** The stored face did not verify. */
  @JsonProperty("damaged")
  DAMAGED;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
