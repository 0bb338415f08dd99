package org.avatarengine.registration.avatar;

import java.time.Instant;
import java.util.Objects;

/**
 * The consent of the person in the picture, as its uploader declared it.
 *
 * @param policyVersion which text was agreed to, 1 to 50 characters
 * @param time when it was given
 * @param withdrawnAt when it was taken back, or null
 */
public record Consent(String policyVersion, Instant time, Instant withdrawnAt) {

  static final int LONGEST_VERSION = 50;

  public Consent {
    Objects.requireNonNull(policyVersion, "policyVersion");
    Objects.requireNonNull(time, "time");
    if (!isVersion(policyVersion)) {
      throw new IllegalArgumentException("not a policy version: " + policyVersion);
    }
  }

  public static Consent given(String policyVersion, Instant time) {
    return new Consent(policyVersion, time, null);
  }

  /** Whether a text can name a policy: 1 to 50 printable ASCII characters, blanks not alone. */
  public static boolean isVersion(String text) {
    return text != null
        && !text.isBlank()
        && text.length() <= LONGEST_VERSION
        && text.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  /** The consent once it is taken back; the first time counts. */
  Consent toWithdrawn(Instant now) {
    return withdrawnAt == null ? new Consent(policyVersion, time, now) : this;
  }

  public boolean isWithdrawn() {
    return withdrawnAt != null;
  }
}
