package org.avatarengine.mlworker.face;

import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.vision.face.FaceTrack;
import org.avatarengine.vision.face.TrackedFace;
import org.avatarengine.vision.frame.ClipInfo;

/** Face entries out of analyses. */
final class FaceEntries {

  /** Raised whenever models or code change what an entry holds. */
  static final int EXTRACTOR_VERSION = 2;

  private FaceEntries() {}

  /**
   * The entry of a face through its frames.
   *
   * @param ordered when the task was ordered: the same attempt makes the same bytes however often
   */
  static FaceEntry of(
      FaceTask task,
      Instant ordered,
      ClipInfo info,
      FaceTrack track,
      String cropSha256,
      String overlaySha256) {
    List<TrackedFace> frames = track.frames();
    TrackedFace first = frames.getFirst();
    int n = frames.size();
    FaceHeader header =
        new FaceHeader(
            task.avatarId(),
            task.ownerId(),
            task.jobId(),
            task.attempt(),
            ordered,
            EXTRACTOR_VERSION,
            n,
            info.width(),
            info.height(),
            first.mask().width(),
            first.mask().height(),
            (float) track.averageConfidence(),
            (float) track.consistency(),
            cropSha256,
            overlaySha256);
    float[] boxes = new float[n * 4];
    float[] landmarks = new float[n * FaceEntry.KEY_POINTS * 2];
    int cropBytes = FaceEntry.CROP_SIDE * FaceEntry.CROP_SIDE * 3;
    byte[] crops = new byte[n * cropBytes];
    int maskBytes = FaceEntry.maskBytes(header.maskWidth(), header.maskHeight());
    byte[] masks = new byte[n * maskBytes];
    int meshNumbers = FaceEntry.DENSE_POINTS * 3;
    float[] dense = new float[n * meshNumbers];
    float[] confidences = new float[n];
    for (int i = 0; i < n; i++) {
      TrackedFace frame = frames.get(i);
      System.arraycopy(frame.face().box().toArray(), 0, boxes, i * 4, 4);
      float[] points = frame.fivePoints().toArray();
      System.arraycopy(points, 0, landmarks, i * points.length, points.length);
      System.arraycopy(frame.crop().rgb(), 0, crops, i * cropBytes, cropBytes);
      System.arraycopy(frame.mask().bits(), 0, masks, i * maskBytes, maskBytes);
      float[] mesh = frame.face().mesh().orElseThrow().toArray();
      System.arraycopy(mesh, 0, dense, i * meshNumbers, meshNumbers);
      confidences[i] = frame.face().confidence();
    }
    return new FaceEntry(header, boxes, landmarks, crops, masks, dense, confidences);
  }
}
