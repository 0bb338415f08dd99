package org.avatarengine.benchmarks.facecache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.job.CompressionLevel;

/** Entries of photos that were registered, and of clips that are made up of their frames. */
final class MixedFaces {

  /** Frames of a clip in the quality preset. */
  static final int CLIP_FRAMES = 100;

  private final List<byte[]> photos;
  private final byte[] clip;
  private final long clipRawBytes;
  private final long photoRawBytes;

  private MixedFaces(List<byte[]> photos, byte[] clip, long photoRawBytes, long clipRawBytes) {
    this.photos = photos;
    this.clip = clip;
    this.photoRawBytes = photoRawBytes;
    this.clipRawBytes = clipRawBytes;
  }

  /**
   * Makes a clip of photos.
   *
   * @param photos encoded entries of one frame each, with masks of one size; so many that LZ4,
   *     which looks back 64 KB, finds no frame again
   */
  static MixedFaces of(List<byte[]> photos) throws FaceFormatException {
    List<FaceEntry> frames = new ArrayList<>();
    long rawBytes = 0;
    for (byte[] photo : photos) {
      FaceEntry frame = FaceCodec.decode(photo);
      frames.add(frame);
      rawBytes += rawBytes(frame);
    }
    FaceEntry clip = clip(frames);
    return new MixedFaces(
        List.copyOf(photos),
        FaceCodec.encode(clip, CompressionLevel.BALANCED),
        rawBytes / photos.size(),
        rawBytes(clip));
  }

  private static FaceEntry clip(List<FaceEntry> photos) {
    List<FaceEntry> frames = new ArrayList<>();
    for (int i = 0; i < CLIP_FRAMES; i++) {
      frames.add(photos.get(i % photos.size()));
    }
    FaceHeader first = photos.getFirst().header();
    return new FaceEntry(
        new FaceHeader(
            first.avatarId(),
            first.ownerId(),
            first.jobId(),
            first.attempt(),
            first.createdAt(),
            first.extractorVersion(),
            CLIP_FRAMES,
            first.imageWidth(),
            first.imageHeight(),
            first.maskWidth(),
            first.maskHeight(),
            first.averageConfidence(),
            first.consistency(),
            first.cropSha256(),
            first.overlaySha256()),
        floats(frames.stream().map(FaceEntry::boxes).toList()),
        floats(frames.stream().map(FaceEntry::landmarks).toList()),
        bytes(frames.stream().map(FaceEntry::crops).toList()),
        bytes(frames.stream().map(FaceEntry::masks).toList()),
        floats(frames.stream().map(FaceEntry::denseLandmarks).toList()),
        floats(frames.stream().map(FaceEntry::confidences).toList()));
  }

  private static float[] floats(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static byte[] bytes(List<byte[]> parts) {
    byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Bytes of the arrays as a program would hold them: masks one byte a pixel. */
  private static long rawBytes(FaceEntry entry) {
    FaceHeader header = entry.header();
    long floats =
        (long) entry.boxes().length
            + entry.landmarks().length
            + entry.denseLandmarks().length
            + entry.confidences().length;
    long mask = (long) header.maskWidth() * header.maskHeight() * header.count();
    return floats * Float.BYTES + entry.crops().length + mask;
  }

  double photoBytes() {
    return photos.stream().mapToInt(photo -> photo.length).average().orElseThrow();
  }

  long photoRawBytes() {
    return photoRawBytes;
  }

  int clipBytes() {
    return clip.length;
  }

  long clipRawBytes() {
    return clipRawBytes;
  }

  /**
   * Entries of so many avatars in random order. Those of one kind are the same bytes, so that a
   * bound of many megabytes is tried without filling them.
   *
   * @param clips how many of them are of clips
   */
  List<byte[]> avatars(int count, int clips, Random random) {
    List<byte[]> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(i < clips ? clip : photos.get(i % photos.size()));
    }
    Collections.shuffle(entries, random);
    return entries;
  }
}
