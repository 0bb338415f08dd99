package org.avatarengine.registration.intake;

import java.time.Instant;
import java.util.Objects;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.Consent;
import org.avatarengine.registration.avatar.Original;
import org.avatarengine.registration.avatar.Processing;
import org.avatarengine.registration.avatar.Profile;

/**
 * What is to be registered, whichever way it came.
 *
 * @param options what differs from the preset
 * @param consent or null where none was declared
 * @param requestId the outside producer's id, or null
 * @param arrived when it arrived; times are counted from here
 * @param dryRun whether only the verdict is wanted
 */
public record NewAvatar(
    UserId ownerId,
    Profile profile,
    Preset preset,
    FaceOptions options,
    Consent consent,
    ReceivedFile file,
    String requestId,
    Instant arrived,
    boolean dryRun) {

  public NewAvatar {
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(preset, "preset");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(arrived, "arrived");
  }

  /**
   * Requires the consent where the operator does.
   *
   * @throws ProblemException 400 without it
   */
  void requireConsent(ConsentConfig config) {
    if (config.required() && consent == null) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST,
          new Reason(
              "consent-required",
              "The person in the picture has to consent: send consent=true once they have."));
    }
  }

  /** Its record, under a fresh id and with a fresh job. */
  Avatar pending() {
    AvatarId id = AvatarId.random();
    return Avatar.pending(
        id,
        ownerId,
        profile,
        consent,
        new Original(
            new BlobKey(BlobKind.ORIGINALS, id, file.sha256()), file.kind().format(), file.size()),
        Processing.fresh(preset, options),
        dryRun,
        requestId,
        arrived);
  }
}
