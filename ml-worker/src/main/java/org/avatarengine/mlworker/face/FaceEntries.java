package org.avatarengine.mlworker.face;

import java.time.Instant;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.vision.face.FaceExtract;
import org.avatarengine.vision.image.UprightImage;

/** Face entries out of analyses. */
final class FaceEntries {

  /** Raised whenever models or code change what an entry holds. */
  static final int EXTRACTOR_VERSION = 1;

  private FaceEntries() {}

  /**
   * The entry of a photo: one frame, so its consistency is 1.
   *
   * @param ordered when the task was ordered: the same attempt makes the same bytes however often
   */
  static FaceEntry ofPhoto(
      FaceTask task,
      Instant ordered,
      UprightImage image,
      FaceExtract face,
      String cropSha256,
      String overlaySha256) {
    float confidence = face.face().confidence();
    FaceHeader header =
        new FaceHeader(
            task.avatarId(),
            task.ownerId(),
            task.jobId(),
            task.attempt(),
            ordered,
            EXTRACTOR_VERSION,
            1,
            image.width(),
            image.height(),
            face.mask().width(),
            face.mask().height(),
            confidence,
            1f,
            cropSha256,
            overlaySha256);
    return new FaceEntry(
        header,
        face.face().box().toArray(),
        face.fivePoints().toArray(),
        face.crop().rgb(),
        face.mask().bits(),
        face.face().mesh().orElseThrow().toArray(),
        new float[] {confidence});
  }
}
