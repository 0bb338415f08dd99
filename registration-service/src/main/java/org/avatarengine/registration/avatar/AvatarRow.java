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
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.Preset;

/** The row of an avatar. Fields are written by its own methods only, so that changes are seen. */
@Entity(name = "AvatarRow")
@Table(name = "avatar")
class AvatarRow {

  @Id UUID id;

  @Column(name = "owner_id", nullable = false, updatable = false)
  UUID ownerId;

  @Column(name = "job_id", nullable = false)
  UUID jobId;

  @Column(nullable = false)
  String name;

  String description;

  @Column(nullable = false)
  String tags;

  @Column(nullable = false)
  String search;

  @Column(nullable = false)
  String preset;

  @Column(nullable = false)
  String options;

  @Column(name = "consent_policy")
  String consentPolicy;

  @Column(name = "consent_at")
  Instant consentAt;

  @Column(name = "consent_withdrawn_at")
  Instant consentWithdrawnAt;

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

  @Column(name = "face_quality_score")
  Double faceQualityScore;

  @Column(name = "perceptual_hash")
  Long perceptualHash;

  String error;

  @Column(name = "failed_at")
  Instant failedAt;

  @Column(name = "face_version")
  int faceVersion;

  @Column(name = "last_version")
  int lastVersion;

  String regeneration;

  @Column(name = "regeneration_status")
  String regenerationStatus;

  @Column(name = "regeneration_at")
  Instant regenerationAt;

  @Column(name = "repaired_at")
  Instant repairedAt;

  @Column(name = "dry_run", updatable = false)
  boolean dryRun;

  @Column(name = "request_id", updatable = false)
  String requestId;

  boolean active;

  /** Counted by statements of its own. */
  @Column(name = "access_count", updatable = false)
  long accessCount;

  @Column(name = "last_accessed", updatable = false)
  Instant lastAccessed;

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
    createdAt = avatar.createdAt();
    dryRun = avatar.dryRun();
    requestId = avatar.requestId();
    take(avatar, json);
  }

  final void take(Avatar avatar, StoredJson json) {
    jobId = avatar.jobId().value();
    name = avatar.profile().name();
    description = avatar.profile().description();
    tags = json.write(avatar.profile().tags());
    search = SearchText.of(avatar.profile());
    preset = avatar.preset().name().toLowerCase(Locale.ROOT);
    options = json.write(avatar.processing().options());
    Consent consent = avatar.consent();
    consentPolicy = consent == null ? null : consent.policyVersion();
    consentAt = consent == null ? null : consent.time();
    consentWithdrawnAt = consent == null ? null : consent.withdrawnAt();
    original = avatar.original().key().path();
    fileFormat = avatar.original().format();
    fileSize = avatar.original().size();
    active = avatar.active();
    updatedAt = avatar.updatedAt();
    jobSeenAt = avatar.jobSeenAt();
    faceVersion = avatar.version();
    lastVersion = avatar.lastVersion();
    repairedAt = avatar.repairedAt();
    take(avatar.regeneration(), json);
    take(avatar.state(), json);
  }

  private void take(Regeneration next, StoredJson json) {
    regeneration = next == null ? null : json.write(next);
    regenerationStatus = next == null ? null : next.status().wire();
    regenerationAt = next == null ? null : next.since();
  }

  private void take(RegistrationState state, StoredJson json) {
    status = state.status().wire();
    report = null;
    tookMs = null;
    faceQualityScore = null;
    perceptualHash = null;
    error = null;
    failedAt = null;
    switch (state) {
      case RegistrationState.Pending pending -> {}
      case RegistrationState.Registered(FaceReport found, Duration took) -> {
        report = json.write(found);
        tookMs = took.toMillis();
        faceQualityScore =
            found.qualityAssessment() == null ? null : found.qualityAssessment().overallScore();
        perceptualHash = PictureHash.of(found.perceptualHash());
      }
      case RegistrationState.Failed failed -> {
        error = json.write(failed.error());
        failedAt = failed.since();
      }
    }
  }

  Avatar toAvatar(StoredJson json) {
    return new Avatar(
        new AvatarId(id),
        new UserId(ownerId),
        new Profile(name, description, List.of(json.read(tags, String[].class))),
        consentPolicy == null ? null : new Consent(consentPolicy, consentAt, consentWithdrawnAt),
        active,
        new Original(BlobKey.of(original), fileFormat, fileSize),
        new Processing(
            new JobId(jobId),
            Preset.valueOf(preset.toUpperCase(Locale.ROOT)),
            json.read(options, FaceOptions.class)),
        state(json),
        faceVersion,
        lastVersion,
        regeneration == null ? null : json.read(regeneration, Regeneration.class),
        dryRun,
        requestId,
        new Accesses(accessCount, lastAccessed),
        repairedAt,
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
