package org.avatarengine.registration.avatar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.Preset;

/** The row of an avatar. Fields are written by its own methods only, so that changes are seen. */
@Entity(name = "AvatarRow")
@Table(name = "avatar")
class AvatarRow {

  @Id UUID id;

  @Column(name = "owner_id", nullable = false, updatable = false)
  UUID ownerId;

  @Column(name = "job_id", nullable = false, updatable = false)
  UUID jobId;

  @Column(nullable = false)
  String name;

  String description;

  @Column(nullable = false)
  String tags;

  @Column(nullable = false)
  String preset;

  boolean consent;

  @Column(nullable = false)
  String original;

  @Column(name = "file_format", nullable = false)
  String fileFormat;

  @Column(name = "file_size")
  long fileSize;

  @Column(nullable = false)
  String status;

  String report;

  @Column(name = "took_ms")
  Long tookMs;

  String error;

  @Column(name = "failed_at")
  Instant failedAt;

  boolean active;

  @Column(name = "created_at", nullable = false, updatable = false)
  Instant createdAt;

  @Column(name = "updated_at", nullable = false)
  Instant updatedAt;

  @Column(name = "job_seen_at")
  Instant jobSeenAt;

  @Version int version;

  /** For Hibernate only. */
  AvatarRow() {}

  AvatarRow(Avatar avatar, StoredJson json) {
    id = avatar.id().value();
    ownerId = avatar.ownerId().value();
    jobId = avatar.jobId().value();
    createdAt = avatar.createdAt();
    take(avatar, json);
  }

  final void take(Avatar avatar, StoredJson json) {
    name = avatar.profile().name();
    description = avatar.profile().description();
    tags = json.write(avatar.profile().tags());
    preset = avatar.preset().name().toLowerCase(Locale.ROOT);
    consent = avatar.consent();
    original = avatar.original().key().path();
    fileFormat = avatar.original().format();
    fileSize = avatar.original().size();
    status = avatar.state().status().wire();
    report = null;
    tookMs = null;
    error = null;
    failedAt = null;
    switch (avatar.state()) {
      case RegistrationState.Pending pending -> {}
      case RegistrationState.Registered registered -> {
        report = json.write(registered.report());
        tookMs = registered.took().toMillis();
      }
      case RegistrationState.Failed failed -> {
        error = json.write(failed.error());
        failedAt = failed.since();
      }
    }
    active = avatar.active();
    updatedAt = avatar.updatedAt();
    jobSeenAt = avatar.jobSeenAt();
  }

  Avatar toAvatar(StoredJson json) {
    return new Avatar(
        new AvatarId(id),
        new UserId(ownerId),
        new JobId(jobId),
        new Profile(name, description, List.of(json.read(tags, String[].class))),
        Preset.valueOf(preset.toUpperCase(Locale.ROOT)),
        consent,
        new Original(BlobKey.of(original), fileFormat, fileSize),
        state(json),
        active,
        createdAt,
        updatedAt,
        jobSeenAt);
  }

  private RegistrationState state(StoredJson json) {
    return switch (RegistrationStatus.valueOf(status.toUpperCase(Locale.ROOT))) {
      case PENDING -> new RegistrationState.Pending();
      case SUCCESS ->
          new RegistrationState.Registered(
              json.read(report, FaceReport.class), Duration.ofMillis(tookMs));
      case FAILED -> new RegistrationState.Failed(json.read(error, JobError.class), failedAt);
      case REJECTED -> throw new IllegalStateException("a rejected avatar is never stored: " + id);
    };
  }
}
