package org.avatarengine.contract.face;

import java.time.Instant;
import java.util.Objects;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;

/**
 * What a face entry says of itself; readable without unpacking its blocks.
 *
 * @param jobId the job that made it
 * @param attempt the attempt of that job, from 1: an older attempt never replaces a newer
 * @param extractorVersion version of the models and code that made it; a higher one is newer
 * @param count n, the number of frames in which the primary face was found, at least 1
 * @param imageWidth width of the upright original, pixels
 * @param imageHeight height of the upright original, pixels
 * @param maskWidth W, pixels
 * @param maskHeight H, pixels
 * @param averageConfidence 0 to 1
 * @param consistency 0 to 1
 * @param cropSha256 the crop's PNG among the avatar's artifacts
 * @param overlaySha256 the overlay's PNG among the avatar's artifacts
 */
public record FaceHeader(
    AvatarId avatarId,
    UserId ownerId,
    JobId jobId,
    int attempt,
    Instant createdAt,
    int extractorVersion,
    int count,
    int imageWidth,
    int imageHeight,
    int maskWidth,
    int maskHeight,
    float averageConfidence,
    float consistency,
    String cropSha256,
    String overlaySha256) {

  /** Most frames an entry may hold. */
  public static final int MAX_COUNT = 1_000;

  /** Longest side of a mask, pixels. */
  public static final int MAX_MASK_SIDE = 4_096;

  public FaceHeader {
    Objects.requireNonNull(avatarId, "avatarId");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(cropSha256, "cropSha256");
    Objects.requireNonNull(overlaySha256, "overlaySha256");
    require(attempt >= 1, "attempt", attempt);
    require(count >= 1 && count <= MAX_COUNT, "count", count);
    require(imageWidth >= 1, "imageWidth", imageWidth);
    require(imageHeight >= 1, "imageHeight", imageHeight);
    require(maskWidth >= 1 && maskWidth <= MAX_MASK_SIDE, "maskWidth", maskWidth);
    require(maskHeight >= 1 && maskHeight <= MAX_MASK_SIDE, "maskHeight", maskHeight);
  }

  private static void require(boolean holds, String name, int value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " out of range: " + value);
    }
  }
}
