package org.avatarengine.gateway.token;

import java.time.Instant;

/** What is to be done with a refresh token that somebody presents. */
enum RefreshVerdict {
  /** It is the family's newest: give the next one. */
  ROTATE,
  /** It was used before, so somebody has a copy: revoke the whole family. */
  REUSED,
  /** Its time is over, or its family was revoked. */
  OVER;

  /**
   * Judges a token while its family is locked.
   *
   * @param usedAt when it was used, or null
   * @param familyRevokedAt when its family was revoked, or null
   */
  static RefreshVerdict of(
      Instant usedAt, Instant expiresAt, Instant familyRevokedAt, Instant now) {
    if (usedAt != null) {
      return REUSED;
    }
    return familyRevokedAt != null || !now.isBefore(expiresAt) ? OVER : ROTATE;
  }
}
