package org.avatarengine.facecache.face;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.facecache.entry.CachedFace;

/**
 * A face in JSON: its header, and of each of the {@code count} frames the box, the five key points
 * and the score. Lengths are pixels of the upright original.
 *
 * @param boxes {@code [x1, y1, x2, y2]} a frame
 * @param landmarks five points {@code [x, y]} a frame: eyes, nose, mouth corners, image left first
 * @param confidences detection scores, 0 to 1
 * @param entrySha256 integrity hash of the binary entry, its ETag
 * @param cropUrl path of the aligned 96×96 crop, PNG
 * @param overlayUrl path of the photo with box, landmarks and mask, PNG
 */
@RegisterForReflection
record FaceView(
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
    List<List<Float>> boxes,
    List<List<List<Float>>> landmarks,
    List<Float> confidences,
    String cropSha256,
    String overlaySha256,
    String entrySha256,
    String cropUrl,
    String overlayUrl) {

  static FaceView of(CachedFace face, FaceEntry entry) {
    FaceHeader header = face.header();
    List<List<Float>> boxes = new ArrayList<>(header.count());
    List<List<List<Float>>> landmarks = new ArrayList<>(header.count());
    for (int i = 0; i < header.count(); i++) {
      boxes.add(values(entry.boxes(), i * 4, 4));
      List<List<Float>> points = new ArrayList<>(FaceEntry.KEY_POINTS);
      for (int point = 0; point < FaceEntry.KEY_POINTS; point++) {
        points.add(values(entry.landmarks(), (i * FaceEntry.KEY_POINTS + point) * 2, 2));
      }
      landmarks.add(points);
    }
    String base = "/api/v1/avatars/" + header.avatarId() + "/face/";
    return new FaceView(
        header.avatarId(),
        header.ownerId(),
        header.jobId(),
        header.attempt(),
        header.createdAt(),
        header.extractorVersion(),
        header.count(),
        header.imageWidth(),
        header.imageHeight(),
        header.maskWidth(),
        header.maskHeight(),
        header.averageConfidence(),
        header.consistency(),
        boxes,
        landmarks,
        values(entry.confidences(), 0, entry.confidences().length),
        header.cropSha256(),
        header.overlaySha256(),
        face.entrySha256(),
        base + "crop.png",
        base + "overlay.png");
  }

  private static List<Float> values(float[] all, int from, int count) {
    List<Float> values = new ArrayList<>(count);
    for (int i = from; i < from + count; i++) {
      values.add(all[i]);
    }
    return values;
  }
}
