package org.avatarengine.job.api;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobStatus;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counts jobs in Postgres. */
@Singleton
class JobStatsStore {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Clock clock;

  JobStatsStore(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts.
   *
   * @param owner whose jobs; empty for everyone's
   */
  Uni<JobStats> read(Optional<UserId> owner) {
    Instant now = clock.instant();
    String own = owner.isPresent() ? " and j.owner_id = :owner" : "";
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        rows(
                                session,
                                "select j.kind, j.status, count(*), min(case when j.status ="
                                    + " 'queued' then j.due_at end) from job j where true"
                                    + own
                                    + " group by j.kind, j.status",
                                owner,
                                null)
                            .chain(
                                counts ->
                                    rows(
                                            session,
                                            "select a.outcome, count(*),"
                                                + seconds(0.5)
                                                + ","
                                                + seconds(0.95)
                                                + " from job_attempt a join job j on j.id ="
                                                + " a.job_id where a.ended_at >= :since"
                                                + own
                                                + " group by a.outcome",
                                            owner,
                                            now.minus(HOUR))
                                        .map(
                                            ended ->
                                                stats(owner.isPresent(), counts, ended, now)))));
  }

  private static String seconds(double fraction) {
    return " cast(percentile_cont("
        + fraction
        + ") within group (order by extract(epoch from a.ended_at - a.started_at)) as float8)";
  }

  private static Uni<List<Object[]>> rows(
      Mutiny.Session session, String sql, Optional<UserId> owner, Instant since) {
    var query = session.createNativeQuery(sql, Object[].class);
    owner.ifPresent(user -> query.setParameter("owner", user.value()));
    if (since != null) {
      query.setParameter("since", since);
    }
    return query.getResultList();
  }

  private static JobStats stats(
      boolean own, List<Object[]> counts, List<Object[]> ended, Instant now) {
    Map<String, Long> byStatus = new TreeMap<>();
    for (JobStatus status : JobStatus.values()) {
      byStatus.put(status.name().toLowerCase(Locale.ROOT), 0L);
    }
    Map<String, Map<String, Long>> byKind = new TreeMap<>();
    Instant oldest = null;
    for (Object[] row : counts) {
      long jobs = ((Number) row[2]).longValue();
      byStatus.merge((String) row[1], jobs, Long::sum);
      byKind.computeIfAbsent((String) row[0], kind -> new TreeMap<>()).put((String) row[1], jobs);
      if (row[3] != null) {
        Instant due = instant(row[3]);
        oldest = oldest == null || due.isBefore(oldest) ? due : oldest;
      }
    }
    Map<String, Long> attempts = new TreeMap<>();
    JobStats.Durations durations = new JobStats.Durations(null, null);
    for (Object[] row : ended) {
      attempts.put((String) row[0], ((Number) row[1]).longValue());
      if ("completed".equals(row[0])) {
        durations =
            new JobStats.Durations(
                ((Number) row[2]).doubleValue(), ((Number) row[3]).doubleValue());
      }
    }
    return new JobStats(
        own ? "own" : "all",
        byStatus,
        byKind,
        oldest == null ? null : Math.max(0, Duration.between(oldest, now).toMillis() / 1000.0),
        new JobStats.LastHour(attempts, durations));
  }

  /** Native queries answer timestamps in the driver's type. */
  private static Instant instant(Object value) {
    return switch (value) {
      case Instant instant -> instant;
      case java.time.OffsetDateTime time -> time.toInstant();
      default -> throw new IllegalStateException("not a timestamp: " + value.getClass());
    };
  }
}
