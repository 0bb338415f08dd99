package org.avatarengine.registration.idempotency;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;

/** Upload keys in Postgres. All but the sweep join the transaction under way. */
@ApplicationScoped
public class KeyStore {

  /**
   * Claims a key, unless it is taken. Of two claims at once the second waits for the first's
   * transaction.
   *
   * @param forgotten keys from before then count as free
   * @return what the key was used for before, or empty where it is now ours
   */
  public Uni<Optional<Remembered>> claim(
      UserId owner, String key, Remembered use, Instant now, Instant forgotten) {
    return run(
            "delete from idempotency where owner_id = :owner and key = :key"
                + " and created_at < :forgotten",
            Map.of("owner", owner.value(), "key", key, "forgotten", forgotten))
        .chain(
            () ->
                run(
                    "insert into idempotency"
                        + " (owner_id, key, fingerprint, avatar_id, job_id, created_at)"
                        + " values (:owner, :key, :fingerprint, :avatar, :job, :now)"
                        + " on conflict do nothing",
                    Map.of(
                        "owner", owner.value(),
                        "key", key,
                        "fingerprint", use.fingerprint(),
                        "avatar", use.avatarId().value(),
                        "job", use.jobId().value(),
                        "now", now)))
        .chain(
            inserted -> inserted == 1 ? Uni.createFrom().item(Optional.empty()) : find(owner, key));
  }

  /** Frees the keys of an avatar that never came to be. */
  public Uni<Void> free(AvatarId avatarId) {
    return run(
            "delete from idempotency where avatar_id = :avatar", Map.of("avatar", avatarId.value()))
        .replaceWithVoid();
  }

  /** Drops the fingerprints of an erased avatar; its keys stay taken. */
  public Uni<Void> erase(AvatarId avatarId) {
    return run(
            "update idempotency set fingerprint = null where avatar_id = :avatar",
            Map.of("avatar", avatarId.value()))
        .replaceWithVoid();
  }

  /** Removes the keys from before an instant. */
  public Uni<Integer> sweep(Instant before) {
    return Panache.withTransaction(
        () -> run("delete from idempotency where created_at < :before", Map.of("before", before)));
  }

  private static Uni<Optional<Remembered>> find(UserId owner, String key) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select fingerprint, avatar_id, job_id from idempotency"
                            + " where owner_id = :owner and key = :key",
                        Object[].class)
                    .setParameter("owner", owner.value())
                    .setParameter("key", key)
                    .getSingleResultOrNull())
        .map(
            row ->
                Optional.ofNullable(row)
                    .map(
                        found ->
                            new Remembered(
                                (String) found[0],
                                new AvatarId((UUID) found[1]),
                                new JobId((UUID) found[2]))));
  }

  private static Uni<Integer> run(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql);
              parameters.forEach(query::setParameter);
              return query.executeUpdate();
            });
  }
}
