package org.avatarengine.gateway.user;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.startup.EngineConfig;
import org.avatarengine.platform.startup.Mode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Users in Postgres. Call on a Vert.x context. */
@ApplicationScoped
public class UserStore {

  private final Mutiny.SessionFactory sessions;
  private final Mode mode;

  UserStore(Mutiny.SessionFactory sessions, EngineConfig engine) {
    this.sessions = sessions;
    this.mode = engine.mode();
  }

  /** By name, whoever it is. */
  public Uni<Optional<User>> byName(String name) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .flatMap(
                    session ->
                        session
                            .createSelectionQuery(
                                "from UserEntity where name = :name", UserEntity.class)
                            .setParameter("name", name)
                            .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(UserEntity::toUser)));
  }

  /** By id, whoever it is. */
  public Uni<Optional<User>> byId(UserId id) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .flatMap(session -> session.find(UserEntity.class, id.value()))
                .map(row -> Optional.ofNullable(row).map(UserEntity::toUser)));
  }

  /** Adds a user; false when the name is taken. */
  public Uni<Boolean> add(User user) {
    UserEntity row = UserEntity.of(user, Instant.now());
    // Stateless: nothing of this table is cached that a bulk statement would have to clear.
    return sessions
        .withStatelessTransaction(
            session ->
                session
                    .createNativeQuery(
                        """
                        insert into {h-schema}app_user
                          (id, name, password_hash, roles, permissions, disabled, local_only,
                           created_at)
                        values
                          (:id, :name, :hash, :roles, :permissions, :disabled, :localOnly,
                           :createdAt)
                        on conflict (name) do nothing
                        """)
                    .setParameter("id", row.id)
                    .setParameter("name", row.name)
                    .setParameter("hash", row.passwordHash)
                    .setParameter("roles", row.roles)
                    .setParameter("permissions", row.permissions)
                    .setParameter("disabled", row.disabled)
                    .setParameter("localOnly", row.localOnly)
                    .setParameter("createdAt", row.createdAt)
                    .executeUpdate())
        .map(added -> added == 1);
  }

  /** Replaces a password. */
  Uni<Void> setPassword(UserId id, String passwordHash) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .flatMap(session -> session.find(UserEntity.class, id.value()))
                .invoke(row -> row.passwordHash = passwordHash)
                .replaceWithVoid());
  }

  /** Whether this user may use the gateway as it runs now. */
  public boolean isWelcome(User user) {
    return !user.disabled() && !(user.localOnly() && mode == Mode.PRODUCTION);
  }
}
