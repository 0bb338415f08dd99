package org.avatarengine.gateway.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code refresh_token}; the token itself is not kept, only its SHA-256. */
@Entity
@Table(name = "refresh_token")
public class RefreshTokenEntity {
  @Id
  @Column(name = "token_hash")
  String hash;

  @Column(name = "family_id", nullable = false)
  UUID familyId;

  @Column(name = "expires_at", nullable = false)
  Instant expiresAt;

  @Column(name = "used_at")
  Instant usedAt;

  /** For Hibernate. */
  protected RefreshTokenEntity() {}

  static RefreshTokenEntity of(Secret secret, UUID familyId, Instant expiresAt) {
    RefreshTokenEntity row = new RefreshTokenEntity();
    row.hash = secret.hash();
    row.familyId = familyId;
    row.expiresAt = expiresAt;
    return row;
  }
}
