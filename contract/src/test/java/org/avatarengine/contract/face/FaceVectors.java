package org.avatarengine.contract.face;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.CompressionLevel;

/**
 * The golden face entry: every value follows from its index, so a reader in any language can check
 * all of them. {@code main} writes the files; run it only when the format gets a new version.
 */
final class FaceVectors {

  static final Path FOLDER = Path.of("src/test/resources/vectors");
  static final int N = 2;
  static final int MASK_WIDTH = 20;
  static final int MASK_HEIGHT = 12;

  private FaceVectors() {}

  static FaceEntry entry() {
    FaceHeader header =
        new FaceHeader(
            AvatarId.of("0f8fad5b-d9cb-469f-a165-70867728950e"),
            UserId.of("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
            JobId.of("3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
            2,
            Instant.ofEpochMilli(1_790_000_000_123L),
            1,
            N,
            1920,
            1080,
            MASK_WIDTH,
            MASK_HEIGHT,
            0.9375f,
            0.875f,
            "ab".repeat(32),
            "cd".repeat(32));
    byte[] crops = new byte[N * FaceEntry.CROP_SIDE * FaceEntry.CROP_SIDE * 3];
    for (int i = 0; i < crops.length; i++) {
      crops[i] = (byte) (i / 7 % 256);
    }
    byte[] masks = new byte[N * FaceEntry.maskBytes(MASK_WIDTH, MASK_HEIGHT)];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = (byte) (i * 37 % 256);
    }
    return new FaceEntry(
        header,
        ramp(N * 4, 10f),
        ramp(N * 10, 20f),
        crops,
        masks,
        ramp(N * 478 * 3, 30f),
        ramp(N, 0.25f));
  }

  /** {@code values[i] = start + i / 8}, exact in single precision. */
  private static float[] ramp(int length, float start) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = start + i / 8f;
    }
    return values;
  }

  public static void main(String[] args) throws IOException {
    FaceEntry entry = entry();
    byte[] encoded = FaceCodec.encode(entry, CompressionLevel.BALANCED);
    Files.write(FOLDER.resolve("face-entry-v1.bin"), encoded);
    Map<String, Object> facts = new LinkedHashMap<>();
    FaceHeader header = entry.header();
    facts.put("avatarId", header.avatarId().toString());
    facts.put("ownerId", header.ownerId().toString());
    facts.put("jobId", header.jobId().toString());
    facts.put("attempt", header.attempt());
    facts.put("createdAtMillis", header.createdAt().toEpochMilli());
    facts.put("extractorVersion", header.extractorVersion());
    facts.put("count", header.count());
    facts.put("imageWidth", header.imageWidth());
    facts.put("imageHeight", header.imageHeight());
    facts.put("maskWidth", header.maskWidth());
    facts.put("maskHeight", header.maskHeight());
    facts.put("averageConfidence", header.averageConfidence());
    facts.put("consistency", header.consistency());
    facts.put("cropSha256", header.cropSha256());
    facts.put("overlaySha256", header.overlaySha256());
    facts.put("sha256", FaceCodec.sha256(encoded));
    facts.put("bytes", encoded.length);
    facts.put(
        "values",
        List.of(
            "boxes[i] = 10 + i/8",
            "landmarks[i] = 20 + i/8",
            "crops[i] = floor(i/7) mod 256",
            "masks[i] = 37 i mod 256",
            "denseLandmarks[i] = 30 + i/8",
            "confidences[i] = 0.25 + i/8"));
    Files.writeString(
        FOLDER.resolve("face-entry-v1.json"),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n");
  }
}
