package org.avatarengine.facecache.entry;

import java.time.Instant;
import java.util.Random;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.CompressionLevel;

/** Face entries for tests: real ones, with made-up pixels. */
public record Entries(
    AvatarId avatarId,
    UserId ownerId,
    JobId jobId,
    int attempt,
    Instant createdAt,
    int extractorVersion,
    int count,
    long seed) {

  public static Entries of(AvatarId avatarId) {
    return new Entries(
        avatarId,
        UserId.random(),
        JobId.random(),
        1,
        Instant.parse("2026-11-20T10:00:00.123Z"),
        1,
        1,
        7);
  }

  public Entries owner(UserId owner) {
    return new Entries(avatarId, owner, jobId, attempt, createdAt, extractorVersion, count, seed);
  }

  public Entries job(JobId job) {
    return new Entries(avatarId, ownerId, job, attempt, createdAt, extractorVersion, count, seed);
  }

  public Entries attempt(int number) {
    return new Entries(avatarId, ownerId, jobId, number, createdAt, extractorVersion, count, seed);
  }

  public Entries createdAt(Instant time) {
    return new Entries(avatarId, ownerId, jobId, attempt, time, extractorVersion, count, seed);
  }

  public Entries extractorVersion(int version) {
    return new Entries(avatarId, ownerId, jobId, attempt, createdAt, version, count, seed);
  }

  public Entries count(int faces) {
    return new Entries(avatarId, ownerId, jobId, attempt, createdAt, extractorVersion, faces, seed);
  }

  public Entries seed(long other) {
    return new Entries(
        avatarId, ownerId, jobId, attempt, createdAt, extractorVersion, count, other);
  }

  public FaceHeader header() {
    return header("ab".repeat(32), "cd".repeat(32));
  }

  public FaceHeader header(String cropSha256, String overlaySha256) {
    return new FaceHeader(
        avatarId,
        ownerId,
        jobId,
        attempt,
        createdAt,
        extractorVersion,
        count,
        1_920,
        1_080,
        512,
        512,
        0.75f,
        1f,
        cropSha256,
        overlaySha256);
  }

  public FaceEntry entry(FaceHeader header) {
    Random random = new Random(seed);
    byte[] crops = new byte[count * FaceEntry.CROP_SIDE * FaceEntry.CROP_SIDE * 3];
    random.nextBytes(crops);
    return new FaceEntry(
        header,
        floats(count * 4, random),
        floats(count * FaceEntry.KEY_POINTS * 2, random),
        crops,
        new byte[count * FaceEntry.maskBytes(512, 512)],
        floats(count * FaceEntry.DENSE_POINTS * 3, random),
        floats(count, random));
  }

  public byte[] bytes() {
    return FaceCodec.encode(entry(header()), CompressionLevel.BALANCED);
  }

  public CachedFace face() {
    try {
      return CachedFace.verified(avatarId, bytes(), Long.MAX_VALUE);
    } catch (FaceFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  private static float[] floats(int length, Random random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      // Halves are exact in text.
      values[i] = random.nextInt(2_000) / 2f;
    }
    return values;
  }
}
