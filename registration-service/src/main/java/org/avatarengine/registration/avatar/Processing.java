package org.avatarengine.registration.avatar;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;

/**
 * How an original is worked on.
 *
 * @param jobId the job that does it; chosen here, so that submitting it twice is harmless
 * @param options what differs from the preset
 */
@RegisterForReflection
public record Processing(JobId jobId, Preset preset, FaceOptions options) {
  public Processing {
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(preset, "preset");
    Objects.requireNonNull(options, "options");
  }

  /** By a fresh job. */
  public static Processing fresh(Preset preset, FaceOptions options) {
    return new Processing(JobId.random(), preset, options);
  }
}
