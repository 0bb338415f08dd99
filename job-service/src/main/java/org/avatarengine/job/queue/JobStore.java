package org.avatarengine.job.queue;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.job.board.Job;
import org.avatarengine.job.board.JobBoard;
import org.avatarengine.job.board.JobState;
import org.avatarengine.job.board.Outcome;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Jobs in Postgres. A job is changed under its row lock only; the calls that change something
 * belong into a transaction that the caller has opened.
 */
@Singleton
public class JobStore {

  private final JobBoard board;
  private final JsonText json;

  JobStore(JobBoard board, JsonText json) {
    this.board = board;
    this.json = json;
  }

  /** A page of a list, newest first. */
  public record Page(List<Job> jobs, long total) {
    public Page {
      jobs = List.copyOf(jobs);
    }
  }

  /** Reads a job outside any transaction. */
  public Uni<Optional<Job>> find(JobId id) {
    return Panache.withSession(
        () -> session().chain(session -> session.find(JobRow.class, id.value())).map(this::job));
  }

  /** Reads a job and keeps its row locked until the transaction ends. */
  public Uni<Optional<Job>> lock(JobId id) {
    return session()
        .chain(session -> session.find(JobRow.class, id.value(), LockMode.PESSIMISTIC_WRITE))
        .map(this::job);
  }

  /** Locks every job of an avatar, in one order for everybody. */
  public Uni<List<Job>> lockAll(AvatarId avatarId) {
    return session()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select * from job where avatar_id = :avatar order by id for update",
                        JobRow.class)
                    .setParameter("avatar", avatarId.value())
                    .getResultList())
        .map(rows -> rows.stream().map(row -> row.toJob(json)).toList());
  }

  /**
   * Locks the job whose alarm is the longest overdue, passing over those that are being worked on.
   *
   * @param leases whether expired leases count yet
   */
  Uni<Optional<Job>> lockNextAlarm(Instant now, boolean leases) {
    return session()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select * from job where alarm_at <= :now"
                            + (leases ? "" : " and status <> 'active'")
                            + " order by alarm_at limit 1 for update skip locked",
                        JobRow.class)
                    .setParameter("now", now)
                    .getSingleResultOrNull())
        .map(this::job);
  }

  /** Stores a job, new or locked before in this transaction. */
  Uni<Void> save(Job job) {
    Instant alarm = board.alarmAt(job.state()).orElse(null);
    return session()
        .chain(
            session ->
                session
                    .find(JobRow.class, job.id().value())
                    .chain(
                        row -> {
                          if (row != null) {
                            row.take(job, alarm, json);
                            return Uni.createFrom().voidItem();
                          }
                          JobRow fresh = new JobRow();
                          fresh.take(job, alarm, json);
                          return session.persist(fresh).chain(session::flush);
                        }));
  }

  /**
   * Keeps how an attempt ended; a repeat changes nothing.
   *
   * @param outcome of the attempt
   * @param change that ended it, with cause and error class
   */
  Uni<Void> saveAttempt(Job job, JobState.Active attempt, String outcome, Outcome.Changed change) {
    return run(
            "insert into job_attempt"
                + " (job_id, attempt, worker, started_at, ended_at, outcome, cause, error_class)"
                + " values (:job, :attempt, nullif(:worker, ''), :started, :ended, :outcome,"
                + " nullif(:cause, ''), nullif(:class, ''))"
                + " on conflict do nothing",
            parameters(
                "job", job.id().value(),
                "attempt", attempt.attempt().number(),
                "worker", Optional.ofNullable(attempt.worker()).orElse(""),
                "started", attempt.startedAt(),
                "ended", change.after().updatedAt(),
                "outcome", outcome,
                "cause", Optional.ofNullable(change.cause()).orElse(""),
                "class", Optional.ofNullable(change.errorClass()).map(ErrorClass::slug).orElse("")))
        .replaceWithVoid();
  }

  /** Makes submissions and the erasure of one avatar wait for each other. */
  public Uni<Void> serialize(AvatarId avatarId) {
    return session()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended(:avatar, 1)))"
                            + " as locked",
                        Integer.class)
                    .setParameter("avatar", avatarId.toString())
                    .getSingleResult())
        .replaceWithVoid();
  }

  Uni<Boolean> erased(AvatarId avatarId) {
    return session()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select count(*) from erased_avatar where avatar_id = :avatar", Long.class)
                    .setParameter("avatar", avatarId.value())
                    .getSingleResult())
        .map(count -> count > 0);
  }

  /** Writes the tombstone and removes jobs and attempts of the avatar. */
  public Uni<Void> erase(AvatarId avatarId, Instant now) {
    Map<String, Object> avatar = parameters("avatar", avatarId.value());
    return run(
            "insert into erased_avatar (avatar_id, erased_at) values (:avatar, :now)"
                + " on conflict do nothing",
            parameters("avatar", avatarId.value(), "now", now))
        .chain(() -> run("delete from job where avatar_id = :avatar", avatar))
        .replaceWithVoid();
  }

  /** Removes one job and its attempts. */
  public Uni<Void> remove(JobId id) {
    return run("delete from job where id = :job", parameters("job", id.value())).replaceWithVoid();
  }

  /** Removes jobs that ended before; answers how many. */
  Uni<Integer> removeEndedBefore(Instant before) {
    return run("delete from job where ended_at < :before", parameters("before", before));
  }

  /**
   * Names dead jobs, those that died first before the others.
   *
   * @param kind of this kind only; empty for all
   * @param since that died since; empty for all that are kept
   */
  public Uni<List<JobId>> dead(Optional<JobKind> kind, Optional<Instant> since, int limit) {
    return Panache.withSession(
        () ->
            session()
                .chain(
                    session -> {
                      var query =
                          session.createSelectionQuery(
                              "select id from JobRow where status = :dead"
                                  + (kind.isPresent() ? " and kind = :kind" : "")
                                  + (since.isPresent() ? " and endedAt >= :since" : "")
                                  + " order by endedAt, id",
                              UUID.class);
                      query.setParameter("dead", JobRow.name(JobStatus.DEAD));
                      kind.ifPresent(of -> query.setParameter("kind", JobRow.name(of)));
                      since.ifPresent(from -> query.setParameter("since", from));
                      return query.setMaxResults(limit).getResultList();
                    })
                .map(ids -> ids.stream().map(JobId::new).toList()));
  }

  /** Reads a page of a list. */
  public Uni<Page> page(JobFilter filter, int page, int size) {
    List<String> terms = new ArrayList<>();
    Map<String, Object> parameters = new HashMap<>();
    filter
        .owner()
        .ifPresent(
            owner -> {
              terms.add("ownerId = :owner");
              parameters.put("owner", owner.value());
            });
    if (!filter.avatars().isEmpty()) {
      terms.add("avatarId in (:avatars)");
      parameters.put("avatars", filter.avatars().stream().map(AvatarId::value).toList());
    }
    filter
        .status()
        .ifPresent(
            status -> {
              terms.add("status = :status");
              parameters.put("status", JobRow.name(status));
            });
    filter
        .kind()
        .ifPresent(
            kind -> {
              terms.add("kind = :kind");
              parameters.put("kind", JobRow.name(kind));
            });
    filter
        .completedSince()
        .ifPresent(
            since -> {
              terms.add("(status <> :completed or endedAt >= :since)");
              parameters.put("completed", JobRow.name(JobStatus.COMPLETED));
              parameters.put("since", since);
            });
    String where = terms.isEmpty() ? "" : " where " + String.join(" and ", terms);
    return Panache.withSession(
        () ->
            session()
                .chain(
                    session -> {
                      var rows =
                          session
                              .createSelectionQuery(
                                  "from JobRow" + where + " order by createdAt desc, id",
                                  JobRow.class)
                              .setFirstResult(page * size)
                              .setMaxResults(size);
                      var count =
                          session.createSelectionQuery(
                              "select count(*) from JobRow" + where, Long.class);
                      parameters.forEach(rows::setParameter);
                      parameters.forEach(count::setParameter);
                      return rows.getResultList()
                          .chain(
                              found ->
                                  count
                                      .getSingleResult()
                                      .map(
                                          total ->
                                              new Page(
                                                  found.stream()
                                                      .map(row -> row.toJob(json))
                                                      .toList(),
                                                  total)));
                    }));
  }

  private Optional<Job> job(JobRow row) {
    return Optional.ofNullable(row).map(found -> found.toJob(json));
  }

  private static Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }

  private static Uni<Integer> run(String sql, Map<String, Object> parameters) {
    return session()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql);
              parameters.forEach(query::setParameter);
              return query.executeUpdate();
            });
  }

  private static Map<String, Object> parameters(Object... namesAndValues) {
    Map<String, Object> parameters = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }

  /** How many jobs of a kind are in a state that is not an end. */
  record Unfinished(String kind, String status, long count) {}

  static Uni<List<Unfinished>> unfinished() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select kind, status, count(*) from job"
                            + " where status in ('queued', 'active')"
                            + " group by kind, status",
                        Object[].class)
                    .getResultList())
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Unfinished(
                                (String) row[0], (String) row[1], ((Number) row[2]).longValue()))
                    .toList());
  }
}
