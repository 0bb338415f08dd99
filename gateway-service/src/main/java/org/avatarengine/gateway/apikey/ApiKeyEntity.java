package org.avatarengine.gateway.apikey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code api_key}; the key itself is not kept, only its SHA-256. */
@Entity
@Table(name = "api_key")
public class ApiKeyEntity {
  @Id UUID id;

  @Column(name = "user_id", nullable = false)
  UUID userId;

  @Column(nullable = false)
  String name;

  @Column(nullable = false)
  String prefix;

  @Column(name = "key_hash", nullable = false, unique = true)
  String hash;

  @Column(nullable = false)
  String permissions;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "last_used_at")
  Instant lastUsedAt;

  @Column(name = "revoked_at")
  Instant revokedAt;

  /** For Hibernate. */
  protected ApiKeyEntity() {}

  boolean isLive(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}
