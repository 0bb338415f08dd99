package org.avatarengine.mlworker.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.CompressionLevel;
import org.junit.jupiter.api.Test;

class PackedFaceTest {

  @Test
  void shouldKeepEveryFrameWhenTheEntryFits() throws Exception {
    // Given
    FaceEntry entry = entry(9);
    // When
    PackedFace packed = PackedFace.of(entry, CompressionLevel.BALANCED, 10_000_000);
    // Then
    assertThat(packed.thinned()).isZero();
    assertThat(FaceCodec.decode(packed.bytes()).boxes()).isEqualTo(entry.boxes());
  }

  @Test
  void shouldKeepEverySecondFrameWhenTheEntryIsTooLarge() throws Exception {
    // Given
    FaceEntry entry = entry(9);
    long limit = FaceCodec.encode(entry, CompressionLevel.HIGH).length - 1L;
    // When
    PackedFace packed = PackedFace.of(entry, CompressionLevel.BALANCED, limit);
    // Then
    FaceEntry kept = FaceCodec.decode(packed.bytes());
    assertThat(packed.thinned()).isEqualTo(4);
    assertThat(kept.confidences()).containsExactly(0, 2, 4, 6, 8);
    assertThat(kept.boxes()).hasSize(20).startsWith(0, 0, 0, 0, 2, 2, 2, 2);
    assertThat(packed.bytes().length).isLessThanOrEqualTo((int) limit);
  }

  @Test
  void shouldFailWhenOneFrameAloneIsTooLarge() {
    assertThatThrownBy(() -> PackedFace.of(entry(2), CompressionLevel.HIGH, 1_000))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1000 are taken");
  }

  /** Crops of noise, which nothing compresses; boxes and confidences tell the frame. */
  private static FaceEntry entry(int frames) {
    byte[] crops = new byte[frames * 96 * 96 * 3];
    new Random(5).nextBytes(crops);
    float[] boxes = new float[frames * 4];
    float[] confidences = new float[frames];
    for (int i = 0; i < frames; i++) {
      java.util.Arrays.fill(boxes, i * 4, i * 4 + 4, i);
      confidences[i] = i;
    }
    FaceHeader header =
        new FaceHeader(
            AvatarId.random(),
            UserId.random(),
            JobId.random(),
            1,
            Instant.EPOCH,
            1,
            frames,
            640,
            480,
            512,
            512,
            0.9f,
            1,
            "a".repeat(64),
            "b".repeat(64));
    return new FaceEntry(
        header,
        boxes,
        new float[frames * 10],
        crops,
        new byte[frames * FaceEntry.maskBytes(512, 512)],
        new float[frames * 478 * 3],
        confidences);
  }
}
