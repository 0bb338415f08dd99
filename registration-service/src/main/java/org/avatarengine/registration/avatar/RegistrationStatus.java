package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What clients read in {@code registrationStatus}. {@code rejected} is never stored: the record of
 * a rejected registration is its job.
 */
public enum RegistrationStatus {
  PENDING,
  SUCCESS,
  REJECTED,
  FAILED;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
