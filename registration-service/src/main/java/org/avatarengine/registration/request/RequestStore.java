package org.avatarengine.registration.request;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.avatarengine.contract.event.JobRequest;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.blob.InboxKey;
import org.avatarengine.registration.avatar.Avatar;

/** The requests of outside producers in Postgres. Each call is a transaction of its own. */
@ApplicationScoped
class RequestStore {

  /**
   * A request that was taken and whose inbox object is still to be removed.
   *
   * @param owner with the id, whose request it is
   */
  record Leftover(UserId owner, String requestId, InboxKey key) {}

  /**
   * Claims a request. Of two claims at once the second waits for the first's transaction.
   *
   * @param token the claimer's own, for as long as it works at this record
   * @param expired claims from before then are given up
   */
  Uni<Claim> claim(
      JobRequest request, String fingerprint, UUID token, Instant now, Instant expired) {
    Map<String, Object> values = of(request);
    values.put("fingerprint", fingerprint);
    values.put("key", request.original().inboxKey());
    values.put("token", token);
    values.put("now", now);
    values.put("expired", expired);
    return Panache.withTransaction(
        () ->
            run(
                    "insert into job_request"
                        + " (owner_id, request_id, fingerprint, inbox_key, claim, claimed_at)"
                        + " values (:owner, :request, :fingerprint, cast(:key as text), :token,"
                        + " :now)"
                        + " on conflict (owner_id, request_id) do update"
                        + " set claim = :token, claimed_at = :now"
                        + " where job_request.accepted_at is null"
                        + " and job_request.fingerprint = :fingerprint"
                        + " and (job_request.claim = :token or job_request.claimed_at < :expired)",
                    values)
                .chain(
                    written ->
                        written == 1
                            ? Uni.createFrom().item(new Claim.Ours())
                            : look(request, fingerprint)));
  }

  /**
   * Notes which avatar is made for it, within the transaction that makes it.
   *
   * @return false where the claim was lost
   */
  Uni<Boolean> assign(JobRequest request, UUID token, Avatar avatar, Instant now) {
    Map<String, Object> values = of(request);
    values.put("token", token);
    values.put("avatar", avatar.id().value());
    values.put("job", avatar.jobId().value());
    values.put("now", now);
    return run(
            "update job_request set avatar_id = :avatar, job_id = :job, claimed_at = :now"
                + " where owner_id = :owner and request_id = :request"
                + " and claim = :token and accepted_at is null",
            values)
        .map(written -> written == 1);
  }

  /** Notes that it is taken: its job is submitted. */
  Uni<Void> accept(JobRequest request, AvatarId avatarId, JobId jobId, Instant now) {
    Map<String, Object> values = of(request);
    values.put("avatar", avatarId.value());
    values.put("job", jobId.value());
    values.put("now", now);
    return inTransaction(
            "update job_request set avatar_id = :avatar, job_id = :job, accepted_at = :now"
                + " where owner_id = :owner and request_id = :request and accepted_at is null",
            values)
        .replaceWithVoid();
  }

  /** Forgets a request that is not taken. */
  Uni<Void> release(JobRequest request, UUID token) {
    Map<String, Object> values = of(request);
    values.put("token", token);
    return inTransaction(
            "delete from job_request where owner_id = :owner and request_id = :request"
                + " and claim = :token and accepted_at is null",
            values)
        .replaceWithVoid();
  }

  /** The avatar that was made for it, whether or not it got a job. */
  Uni<Optional<AvatarId>> avatarOf(JobRequest request) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(
                                "select id from avatar"
                                    + " where owner_id = :owner and request_id = :request",
                                UUID.class)
                            .setParameter("owner", request.ownerId().value())
                            .setParameter("request", request.requestId())
                            .getSingleResultOrNull())
                .map(id -> Optional.ofNullable(id).map(AvatarId::new)));
  }

  /** Requests that are taken and whose inbox objects are not gone yet. */
  Uni<List<Leftover>> leftovers(int most) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(
                                "select owner_id, request_id, inbox_key from job_request"
                                    + " where accepted_at is not null and inbox_key is not null"
                                    + " order by claimed_at",
                                Object[].class)
                            .setMaxResults(most)
                            .getResultList())
                .map(
                    rows ->
                        rows.stream()
                            .map(
                                row ->
                                    new Leftover(
                                        new UserId((UUID) row[0]),
                                        (String) row[1],
                                        InboxKey.of((String) row[2])))
                            .toList()));
  }

  /** Notes that the inbox object of a taken request is gone. */
  Uni<Void> cleared(UserId owner, String requestId) {
    return inTransaction(
            "update job_request set inbox_key = null"
                + " where owner_id = :owner and request_id = :request"
                + " and accepted_at is not null",
            Map.of("owner", owner.value(), "request", requestId))
        .replaceWithVoid();
  }

  /** Drops the fingerprints of erased avatars; their requests stay known. */
  Uni<Integer> forgetErased() {
    return inTransaction(
        "update job_request set fingerprint = null where fingerprint is not null"
            + " and avatar_id in (select avatar_id from erasure)",
        Map.of());
  }

  /** Removes the requests from before an instant. */
  Uni<Integer> sweep(Instant before) {
    return inTransaction(
        "delete from job_request where claimed_at < :before", Map.of("before", before));
  }

  private static Uni<Claim> look(JobRequest request, String fingerprint) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select fingerprint, avatar_id, job_id, accepted_at is not null"
                            + " from job_request"
                            + " where owner_id = :owner and request_id = :request",
                        Object[].class)
                    .setParameter("owner", request.ownerId().value())
                    .setParameter("request", request.requestId())
                    .getSingleResultOrNull())
        .map(
            row -> {
              if (row == null) {
                // Released between the two statements: the next look finds it free.
                return new Claim.Theirs();
              }
              if (row[0] != null && !row[0].equals(fingerprint)) {
                return new Claim.Mismatch();
              }
              return (Boolean) row[3]
                  ? new Claim.Accepted(new AvatarId((UUID) row[1]), new JobId((UUID) row[2]))
                  : new Claim.Theirs();
            });
  }

  private static Map<String, Object> of(JobRequest request) {
    Map<String, Object> values = new HashMap<>();
    values.put("owner", request.ownerId().value());
    values.put("request", request.requestId());
    return values;
  }

  private static Uni<Integer> inTransaction(String sql, Map<String, Object> values) {
    return Panache.withTransaction(() -> run(sql, values));
  }

  private static Uni<Integer> run(String sql, Map<String, Object> values) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql);
              values.forEach(query::setParameter);
              return query.executeUpdate();
            });
  }
}
