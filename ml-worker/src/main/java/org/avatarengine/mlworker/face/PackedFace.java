package org.avatarengine.mlworker.face;

import java.util.stream.IntStream;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.job.CompressionLevel;

/**
 * An encoded face entry that face-cache takes.
 *
 * @param thinned how many frames had to be left out for that
 */
@SuppressWarnings("ArrayRecordComponent")
record PackedFace(byte[] bytes, int thinned) {

  /**
   * Encodes; an entry over the limit is compressed harder, then keeps every second of its frames
   * until it fits.
   *
   * @throws IllegalStateException when one frame alone is over the limit
   */
  static PackedFace of(FaceEntry entry, CompressionLevel level, long limit) {
    FaceEntry kept = entry;
    byte[] bytes = FaceCodec.encode(kept, level);
    while (bytes.length > limit) {
      if (level != CompressionLevel.HIGH) {
        bytes = FaceCodec.encode(kept, CompressionLevel.HIGH);
        if (bytes.length <= limit) {
          break;
        }
      }
      if (kept.header().count() == 1) {
        throw new IllegalStateException(
            "a face entry of one frame has " + bytes.length + " bytes; " + limit + " are taken");
      }
      kept = everySecond(kept);
      bytes = FaceCodec.encode(kept, level);
    }
    return new PackedFace(bytes, entry.header().count() - kept.header().count());
  }

  private static FaceEntry everySecond(FaceEntry entry) {
    FaceHeader h = entry.header();
    int[] kept = IntStream.iterate(0, i -> i < h.count(), i -> i + 2).toArray();
    FaceHeader header =
        new FaceHeader(
            h.avatarId(),
            h.ownerId(),
            h.jobId(),
            h.attempt(),
            h.createdAt(),
            h.extractorVersion(),
            kept.length,
            h.imageWidth(),
            h.imageHeight(),
            h.maskWidth(),
            h.maskHeight(),
            h.averageConfidence(),
            h.consistency(),
            h.cropSha256(),
            h.overlaySha256());
    return new FaceEntry(
        header,
        pick(entry.boxes(), h.count(), kept),
        pick(entry.landmarks(), h.count(), kept),
        pick(entry.crops(), h.count(), kept),
        pick(entry.masks(), h.count(), kept),
        pick(entry.denseLandmarks(), h.count(), kept),
        pick(entry.confidences(), h.count(), kept));
  }

  private static float[] pick(float[] all, int count, int[] kept) {
    int each = all.length / count;
    float[] picked = new float[each * kept.length];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(all, kept[i] * each, picked, i * each, each);
    }
    return picked;
  }

  private static byte[] pick(byte[] all, int count, int[] kept) {
    int each = all.length / count;
    byte[] picked = new byte[each * kept.length];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(all, kept[i] * each, picked, i * each, each);
    }
    return picked;
  }
}
