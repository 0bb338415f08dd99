package org.avatarengine.registration.avatar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.Reason;

/** The row of a version; it goes with its avatar's. */
@Entity(name = "VersionRow")
@Table(name = "avatar_version")
class VersionRow {

  @Id
  @Column(name = "job_id")
  UUID jobId;

  @Column(name = "avatar_id", nullable = false, updatable = false)
  UUID avatarId;

  @Column(updatable = false)
  int number;

  @Column(nullable = false, updatable = false)
  String preset;

  @Column(nullable = false, updatable = false)
  String options;

  @Column(nullable = false, updatable = false)
  String reason;

  @Column(nullable = false)
  String status;

  @Column(name = "created_at", nullable = false, updatable = false)
  Instant createdAt;

  @Column(name = "ended_at")
  Instant endedAt;

  @Column(name = "quality_score")
  Double qualityScore;

  String grade;

  @Column(name = "entry_sha256")
  String entrySha256;

  @Column(nullable = false)
  String errors;

  /** For Hibernate only. */
  VersionRow() {}

  VersionRow(AvatarVersion version, StoredJson json) {
    jobId = version.jobId().value();
    avatarId = version.avatarId().value();
    number = version.number();
    preset = version.processing().preset().name().toLowerCase(Locale.ROOT);
    options = json.write(version.processing().options());
    reason = version.reason().wire();
    createdAt = version.createdAt();
    take(version, json);
  }

  final void take(AvatarVersion version, StoredJson json) {
    status = version.status().wire();
    endedAt = version.endedAt();
    qualityScore = version.qualityScore();
    grade = version.grade();
    entrySha256 = version.entrySha256();
    errors = json.write(version.errors());
  }

  AvatarVersion toVersion(StoredJson json) {
    return new AvatarVersion(
        new AvatarId(avatarId),
        number,
        new Processing(
            new JobId(jobId),
            Preset.valueOf(preset.toUpperCase(Locale.ROOT)),
            json.read(options, FaceOptions.class)),
        VersionReason.valueOf(reason.toUpperCase(Locale.ROOT)),
        VersionStatus.valueOf(status.toUpperCase(Locale.ROOT)),
        createdAt,
        endedAt,
        qualityScore,
        grade,
        entrySha256,
        List.of(json.read(errors, Reason[].class)));
  }
}
