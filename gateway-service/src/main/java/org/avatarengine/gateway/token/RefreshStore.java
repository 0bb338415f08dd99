package org.avatarengine.gateway.token;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Refresh tokens in Postgres. A sign-in starts a family; each refresh spends a token and adds the
 * next to the family, under the family's row lock, so that of two refreshes with one token exactly
 * one wins and the other one revokes. Call on a Vert.x context.
 */
@ApplicationScoped
class RefreshStore {

  private final Mutiny.SessionFactory sessions;
  private final Duration life;

  RefreshStore(Mutiny.SessionFactory sessions, IdentityConfig config) {
    this.sessions = sessions;
    this.life = config.refreshTokenLife();
  }

  /** Starts a family with its first token. */
  Uni<Secret> start(UserId userId) {
    Instant now = Instant.now();
    Secret first = Secret.random();
    RefreshFamilyEntity family = RefreshFamilyEntity.start(userId.value(), now, now.plus(life));
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .flatMap(
                    session ->
                        session
                            .persist(family)
                            .chain(session::flush)
                            .chain(
                                () ->
                                    session.persist(
                                        RefreshTokenEntity.of(first, family.id, family.expiresAt))))
                .replaceWith(first));
  }

  /** Spends a token for the next one. */
  Uni<RefreshOutcome> rotate(Secret presented) {
    return Panache.withTransaction(
        () -> Panache.getSession().flatMap(session -> rotate(session, presented)));
  }

  private Uni<RefreshOutcome> rotate(Mutiny.Session session, Secret presented) {
    return session
        .createSelectionQuery(
            "select familyId from RefreshTokenEntity where hash = :hash", UUID.class)
        .setParameter("hash", presented.hash())
        .getSingleResultOrNull()
        .flatMap(
            familyId ->
                familyId == null
                    ? done(new RefreshOutcome.Refused())
                    : session
                        .find(RefreshFamilyEntity.class, familyId, LockModeType.PESSIMISTIC_WRITE)
                        .flatMap(family -> judge(session, presented, family)));
  }

  /** Reads the token only now: another refresh may have spent it before the lock was ours. */
  private Uni<RefreshOutcome> judge(
      Mutiny.Session session, Secret presented, RefreshFamilyEntity family) {
    if (family == null) {
      return done(new RefreshOutcome.Refused());
    }
    return session
        .find(RefreshTokenEntity.class, presented.hash())
        .flatMap(
            token ->
                token == null
                    ? done(new RefreshOutcome.Refused())
                    : decide(session, token, family));
  }

  private Uni<RefreshOutcome> decide(
      Mutiny.Session session, RefreshTokenEntity token, RefreshFamilyEntity family) {
    Instant now = Instant.now();
    return switch (RefreshVerdict.of(token.usedAt, token.expiresAt, family.revokedAt, now)) {
      case ROTATE -> {
        Secret next = Secret.random();
        token.usedAt = now;
        family.expiresAt = now.plus(life);
        yield session
            .persist(RefreshTokenEntity.of(next, family.id, family.expiresAt))
            .replaceWith(new RefreshOutcome.Rotated(new UserId(family.userId), next));
      }
      case REUSED -> {
        if (family.revokedAt == null) {
          family.revokedAt = now;
        }
        yield done(new RefreshOutcome.Reused());
      }
      case OVER -> done(new RefreshOutcome.Refused());
    };
  }

  private static Uni<RefreshOutcome> done(RefreshOutcome outcome) {
    return Uni.createFrom().item(outcome);
  }

  /** Revokes the family of a token; an unknown one changes nothing. */
  Uni<Void> revoke(Secret presented) {
    return sessions
        .withStatelessTransaction(
            session ->
                session
                    .createMutationQuery(
                        "update RefreshFamilyEntity set revokedAt = :now where revokedAt is"
                            + " null and id = (select t.familyId from RefreshTokenEntity t"
                            + " where t.hash = :hash)")
                    .setParameter("now", Instant.now())
                    .setParameter("hash", presented.hash())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Removes families that are over; their tokens go with them. */
  @Scheduled(every = "1h", delayed = "5m")
  Uni<Void> sweep() {
    return sessions
        .withStatelessTransaction(
            session ->
                session
                    .createMutationQuery("delete from RefreshFamilyEntity where expiresAt < :now")
                    .setParameter("now", Instant.now())
                    .executeUpdate())
        .replaceWithVoid();
  }
}
