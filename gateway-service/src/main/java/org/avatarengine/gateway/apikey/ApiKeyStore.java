package org.avatarengine.gateway.apikey;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.avatarengine.contract.id.UserId;
import org.hibernate.reactive.mutiny.Mutiny;

/** API keys in Postgres. Call on a Vert.x context. */
@ApplicationScoped
class ApiKeyStore {

  private static final Duration KEEP_REVOKED = Duration.ofDays(90);

  private final Mutiny.SessionFactory sessions;

  ApiKeyStore(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  Uni<Void> add(ApiKeyEntity row) {
    return Panache.withTransaction(
        () -> Panache.getSession().flatMap(session -> session.persist(row)));
  }

  Uni<Long> countLive(UserId userId) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .flatMap(
                    session ->
                        session
                            .createSelectionQuery(
                                "select count(*) from ApiKeyEntity where userId = :user and"
                                    + " revokedAt is null",
                                Long.class)
                            .setParameter("user", userId.value())
                            .getSingleResult()));
  }

  /** The user's keys that are not revoked, newest first. */
  Uni<List<ApiKeyEntity>> list(UserId userId) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .flatMap(
                    session ->
                        session
                            .createSelectionQuery(
                                "from ApiKeyEntity where userId = :user and revokedAt is null order"
                                    + " by createdAt desc, id",
                                ApiKeyEntity.class)
                            .setParameter("user", userId.value())
                            .getResultList()));
  }

  /** Revokes a key of the user; the revoked key's hash, or empty when there is no such key. */
  Uni<Optional<String>> revoke(UUID id, UserId userId) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .flatMap(session -> session.find(ApiKeyEntity.class, id))
                .map(
                    row -> {
                      if (row == null
                          || !row.userId.equals(userId.value())
                          || row.revokedAt != null) {
                        return Optional.<String>empty();
                      }
                      row.revokedAt = Instant.now();
                      return Optional.of(row.hash);
                    }));
  }

  /** The live key of this hash, noted as used now. */
  Uni<Optional<ApiKeyEntity>> use(String hash) {
    Instant now = Instant.now();
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .flatMap(
                    session ->
                        session
                            .createSelectionQuery(
                                "from ApiKeyEntity where hash = :hash", ApiKeyEntity.class)
                            .setParameter("hash", hash)
                            .getSingleResultOrNull())
                .map(
                    row -> {
                      if (row == null || !row.isLive(now)) {
                        return Optional.<ApiKeyEntity>empty();
                      }
                      row.lastUsedAt = now;
                      return Optional.of(row);
                    }));
  }

  /** Forgets keys that were revoked or expired long ago. */
  @Scheduled(every = "6h", delayed = "10m")
  Uni<Void> sweep() {
    return sessions
        .withStatelessTransaction(
            session ->
                session
                    .createMutationQuery(
                        "delete from ApiKeyEntity where revokedAt < :then or expiresAt <"
                            + " :then")
                    .setParameter("then", Instant.now().minus(KEEP_REVOKED))
                    .executeUpdate())
        .replaceWithVoid();
  }
}
