package org.avatarengine.gateway.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.avatarengine.contract.id.UserId;

/** A row of {@code app_user}. */
@Entity
@Table(name = "app_user")
public class UserEntity {
  @Id UUID id;

  @Column(nullable = false, unique = true)
  String name;

  @Column(name = "password_hash", nullable = false)
  String passwordHash;

  @Column(nullable = false)
  String roles;

  @Column(nullable = false)
  String permissions;

  @Column(nullable = false)
  boolean disabled;

  @Column(name = "local_only", nullable = false)
  boolean localOnly;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  /** For Hibernate. */
  protected UserEntity() {}

  static UserEntity of(User user, Instant now) {
    UserEntity row = new UserEntity();
    row.id = user.id().value();
    row.name = user.name();
    row.passwordHash = user.passwordHash();
    row.roles = Words.ofRoles(user.roles());
    row.permissions = Words.ofPermissions(user.permissions());
    row.disabled = user.disabled();
    row.localOnly = user.localOnly();
    row.createdAt = now;
    return row;
  }

  User toUser() {
    return new User(
        new UserId(id),
        name,
        passwordHash,
        Words.roles(roles),
        Words.permissions(permissions),
        disabled,
        localOnly);
  }
}
