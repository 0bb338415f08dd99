package org.avatarengine.benchmarks.facecache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.CompressionLevel;
import org.junit.jupiter.api.Test;

class ZipfReadsTest {

  private static byte[] photo(long seed) {
    FaceHeader header =
        new FaceHeader(
            AvatarId.random(),
            UserId.random(),
            JobId.random(),
            1,
            Instant.EPOCH,
            1,
            1,
            100,
            100,
            64,
            64,
            1,
            1,
            "0".repeat(64),
            "0".repeat(64));
    byte[] crops = new byte[FaceEntry.CROP_SIDE * FaceEntry.CROP_SIDE * 3];
    new Random(seed).nextBytes(crops);
    return FaceCodec.encode(
        new FaceEntry(
            header,
            new float[4],
            new float[FaceEntry.KEY_POINTS * 2],
            crops,
            new byte[FaceEntry.maskBytes(64, 64)],
            new float[FaceEntry.DENSE_POINTS * 3],
            new float[1]),
        CompressionLevel.BALANCED);
  }

  @Test
  void shouldAskForTheSecondHalfAsOftenAsForTheFirst() {
    // Given
    ZipfReads zipf = new ZipfReads(1_000, new Random(1));
    int[] asked = new int[1_000];
    // When
    for (int i = 0; i < 1_000_000; i++) {
      asked[zipf.next()]++;
    }
    // Then
    assertThat((double) asked[0] / asked[1]).isCloseTo(2, withPercentage(5));
    assertThat((double) asked[0] / asked[9]).isCloseTo(10, withPercentage(8));
  }

  @Test
  void shouldHitAlwaysWhenAllFitsAndSeldomerWhenAFewDo() throws Exception {
    // Given
    MixedFaces faces = MixedFaces.of(List.of(photo(1)));
    var byRank = faces.avatars(200, 0, new Random(1));
    ZipfReads zipf = new ZipfReads(200, new Random(1));
    var ample = ZipfReads.memory(100L << 20);
    var narrow = ZipfReads.memory(20L * (byRank.getFirst().length + 1_024));
    for (int rank = 0; rank < byRank.size(); rank++) {
      ample.put(rank, byRank.get(rank));
    }
    // When
    double all = zipf.hitRate(ample, byRank, 10_000);
    double some = zipf.hitRate(narrow, byRank, 10_000);
    // Then
    assertThat(all).isEqualTo(1);
    assertThat(some).isBetween(0.3, 0.8);
  }

  @Test
  void shouldMakeAClipOfAHundredFramesThatAreNotWithinReachOfOneAnother() throws Exception {
    // Given
    List<byte[]> photos = LongStream.range(0, 5).mapToObj(ZipfReadsTest::photo).toList();
    // When
    MixedFaces faces = MixedFaces.of(photos);
    // Then
    assertThat(faces.clipRawBytes()).isEqualTo(faces.photoRawBytes() * MixedFaces.CLIP_FRAMES);
    assertThat((double) faces.clipBytes()).isGreaterThan(faces.photoBytes() * 50);
  }
}
