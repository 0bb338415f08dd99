package org.avatarengine.contract.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Random;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.CompressionLevel;
import org.junit.jupiter.api.Test;

class FaceCodecTest {

  @Test
  void shouldReturnTheSameEntryBitForBitWhenEncodedAndDecoded() throws Exception {
    for (int n : new int[] {1, 3}) {
      // Given
      FaceEntry entry = entry(n, new Random(n));
      // When
      FaceEntry back = FaceCodec.decode(FaceCodec.encode(entry, CompressionLevel.BALANCED));
      // Then
      assertThat(back.header()).isEqualTo(entry.header());
      assertThat(back.boxes()).containsExactly(entry.boxes());
      assertThat(back.landmarks()).containsExactly(entry.landmarks());
      assertThat(back.crops()).containsExactly(entry.crops());
      assertThat(back.masks()).containsExactly(entry.masks());
      assertThat(back.denseLandmarks()).containsExactly(entry.denseLandmarks());
      assertThat(back.confidences()).containsExactly(entry.confidences());
    }
  }

  @Test
  void shouldRefuseTheEntryWhenAnySingleBitIsFlipped() {
    // Given
    byte[] encoded = FaceCodec.encode(entry(1, new Random(7)), CompressionLevel.BALANCED);
    Random random = new Random(8);
    for (int i = 0; i < 500; i++) {
      int at = i < FaceCodec.HEADER_LENGTH ? i : random.nextInt(encoded.length);
      byte[] broken = encoded.clone();
      broken[at] ^= (byte) (1 << random.nextInt(8));
      // When / Then
      assertThatThrownBy(() -> FaceCodec.decode(broken))
          .as("byte %d", at)
          .isInstanceOf(FaceFormatException.class);
    }
  }

  @Test
  void shouldRefuseTheEntryWhenItIsCutShortOrRandom() {
    byte[] encoded = FaceCodec.encode(entry(1, new Random(9)), CompressionLevel.BALANCED);
    Random random = new Random(10);
    for (int i = 0; i < 300; i++) {
      // Given
      byte[] cut = java.util.Arrays.copyOf(encoded, random.nextInt(encoded.length));
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      // When / Then
      assertThatThrownBy(() -> FaceCodec.decode(cut)).isInstanceOf(FaceFormatException.class);
      assertThatThrownBy(() -> FaceCodec.decode(noise)).isInstanceOf(FaceFormatException.class);
    }
  }

  @Test
  void shouldRefuseTheEntryWhenItsHeaderPromisesGigabytes() throws Exception {
    // Given
    byte[] encoded = FaceCodec.encode(entry(1, new Random(12)), CompressionLevel.BALANCED);
    ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(FaceCodec.COUNT_OFFSET, FaceHeader.MAX_COUNT);
    header.putInt(FaceCodec.MASK_WIDTH_OFFSET, FaceHeader.MAX_MASK_SIDE);
    header.putInt(FaceCodec.MASK_HEIGHT_OFFSET, FaceHeader.MAX_MASK_SIDE);
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(encoded, 0, FaceCodec.SHA256_OFFSET);
    sha.update(encoded, FaceCodec.HEADER_LENGTH, encoded.length - FaceCodec.HEADER_LENGTH);
    header.put(FaceCodec.SHA256_OFFSET, sha.digest());
    // When / Then
    assertThatThrownBy(() -> FaceCodec.decode(encoded))
        .isInstanceOf(FaceFormatException.class)
        .hasMessageContaining("unpacks to more");
  }

  @Test
  void shouldReadTheGoldenEntryWhenItIsOfVersionOne() throws Exception {
    // Given
    byte[] golden = Files.readAllBytes(FaceVectors.FOLDER.resolve("face-entry-v1.bin"));
    FaceEntry expected = FaceVectors.entry();
    // When
    FaceEntry read = FaceCodec.decode(golden);
    // Then
    assertThat(read).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void shouldKeepTheDocumentedLayoutWhenEncoded() {
    // Given
    FaceEntry entry = entry(1, new Random(11));
    // When
    byte[] encoded = FaceCodec.encode(entry, CompressionLevel.BALANCED);
    // Then
    assertThat(encoded[0]).isEqualTo((byte) 1);
    assertThat(new String(encoded, 1, 3, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("AFE");
    assertThat(encoded[4] & 0xff).isEqualTo(FaceCodec.HEADER_LENGTH);
    assertThat(FaceCodec.HEADER_LENGTH).isEqualTo(220);
    assertThat(FaceCodec.sha256(encoded)).matches("[0-9a-f]{64}");
  }

  private static FaceEntry entry(int n, Random random) {
    FaceHeader header =
        new FaceHeader(
            new AvatarId(new java.util.UUID(random.nextLong(), random.nextLong())),
            UserId.random(),
            JobId.random(),
            2,
            Instant.ofEpochMilli(1_790_000_000_123L),
            1,
            n,
            1_920,
            1_080,
            500,
            512,
            0.93f,
            1f,
            "ab".repeat(32),
            "cd".repeat(32));
    byte[] crops = new byte[n * 96 * 96 * 3];
    byte[] masks = new byte[n * FaceEntry.maskBytes(500, 512)];
    random.nextBytes(crops);
    random.nextBytes(masks);
    return new FaceEntry(
        header,
        floats(n * 4, random),
        floats(n * 10, random),
        crops,
        masks,
        floats(n * 478 * 3, random),
        floats(n, random));
  }

  private static float[] floats(int length, Random random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() * 2_000f - 100f;
    }
    return values;
  }
}
