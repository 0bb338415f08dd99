package org.avatarengine.gateway.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code refresh_family}: all the refresh tokens that descend from one sign-in. */
@Entity
@Table(name = "refresh_family")
public class RefreshFamilyEntity {
  @Id UUID id;

  @Column(name = "user_id", nullable = false)
  UUID userId;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "expires_at", nullable = false)
  Instant expiresAt;

  @Column(name = "revoked_at")
  Instant revokedAt;

  /** For Hibernate. */
  protected RefreshFamilyEntity() {}

  static RefreshFamilyEntity start(UUID userId, Instant now, Instant expiresAt) {
    RefreshFamilyEntity row = new RefreshFamilyEntity();
    row.id = UUID.randomUUID();
    row.userId = userId;
    row.createdAt = now;
    row.expiresAt = expiresAt;
    return row;
  }
}
