package org.avatarengine.registration.erasure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;

/** The row of an erasure. Fields are written by its own methods only, so that changes are seen. */
@Entity(name = "ErasureRow")
@Table(name = "erasure")
class ErasureRow {

  @Id
  @Column(name = "avatar_id")
  UUID avatarId;

  @Column(name = "owner_id", nullable = false, updatable = false)
  UUID ownerId;

  @Column(name = "requested_at", nullable = false, updatable = false)
  Instant requestedAt;

  @Column(name = "originals_at")
  Instant originalsAt;

  @Column(name = "faces_at")
  Instant facesAt;

  @Column(name = "jobs_at")
  Instant jobsAt;

  @Column(name = "artifacts_at")
  Instant artifactsAt;

  @Column(name = "completed_at")
  Instant completedAt;

  String record;

  int rounds;

  /** When the holders are asked again. */
  @Column(name = "next_at")
  Instant nextAt;

  /** For Hibernate only. */
  ErasureRow() {}

  ErasureRow(Erasure erasure) {
    avatarId = erasure.avatarId().value();
    ownerId = erasure.ownerId().value();
    requestedAt = erasure.requestedAt();
    nextAt = erasure.requestedAt().plus(erasure.pause());
    take(erasure);
  }

  final void take(Erasure erasure) {
    originalsAt = erasure.acks().get(Holder.ORIGINALS);
    facesAt = erasure.acks().get(Holder.FACES);
    jobsAt = erasure.acks().get(Holder.JOBS);
    artifactsAt = erasure.acks().get(Holder.ARTIFACTS);
    completedAt = erasure.completedAt();
    record = erasure.record();
    rounds = erasure.rounds();
  }

  final void askAgainAt(Instant when) {
    nextAt = when;
  }

  Erasure toErasure() {
    Map<Holder, Instant> acks = new EnumMap<>(Holder.class);
    put(acks, Holder.ORIGINALS, originalsAt);
    put(acks, Holder.FACES, facesAt);
    put(acks, Holder.JOBS, jobsAt);
    put(acks, Holder.ARTIFACTS, artifactsAt);
    return new Erasure(
        new AvatarId(avatarId),
        new UserId(ownerId),
        requestedAt,
        acks,
        completedAt,
        record,
        rounds);
  }

  private static void put(Map<Holder, Instant> acks, Holder holder, Instant at) {
    if (at != null) {
      acks.put(holder, at);
    }
  }
}
