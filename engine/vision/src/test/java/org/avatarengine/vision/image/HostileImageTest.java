package org.avatarengine.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileImageTest {

  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void shouldSayUnsupportedWhenHtmlIsNamedJpg() throws IOException {
    // Given
    byte[] html = "<!DOCTYPE html><html><body>hello</body></html>".getBytes(StandardCharsets.UTF_8);

    // When
    var refused = refused(html);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.UNSUPPORTED);
    assertThat(refused.message()).contains("web page");
  }

  @Test
  void shouldSayEmptyWhenFileIsEmpty() throws IOException {
    // Given
    byte[] nothing = {};

    // When
    var refused = refused(nothing);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 16_385, 2_000_000_000})
  void shouldRefuseBeforeAllocatingWhenPngHeaderIsHuge(int side) throws IOException {
    // Given
    byte[] png =
        TestImages.join(
            TestImages.PNG_SIGNATURE,
            TestImages.chunk("IHDR", TestImages.pngHeader(side, side, 8, 2, 0)),
            TestImages.chunk("IDAT", TestImages.deflatedZeros(10 * MEGABYTE)),
            TestImages.chunk("IEND", new byte[0]));

    // When
    var refused = refusedWithin(4 * MEGABYTE, png);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.TOO_LARGE);
    assertThat(refused.message()).contains(String.valueOf(side));
  }

  @Test
  void shouldRefuseBeforeAllocatingWhenJpegHeaderIsHuge() throws IOException {
    // Given a sound JPEG whose frame header is made to claim 20,000 x 20,000
    byte[] jpeg = jpeg(64, 64);
    int frame = indexOf(jpeg, 0xff, 0xc0);
    jpeg[frame + 5] = 20_000 >> 8;
    jpeg[frame + 6] = (byte) (20_000 & 0xff);
    jpeg[frame + 7] = 20_000 >> 8;
    jpeg[frame + 8] = (byte) (20_000 & 0xff);

    // When
    var refused = refusedWithin(4 * MEGABYTE, jpeg);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.TOO_LARGE);
  }

  @Test
  void shouldRefuseBeforeAllocatingWhenGifHeaderIsHuge() throws IOException {
    // Given
    byte[] gif = TestImages.encode(TestImages.picture(9, 9, BufferedImage.TYPE_INT_RGB), "gif");
    Arrays.fill(gif, 6, 10, (byte) 0xff);

    // When
    var refused = refusedWithin(4 * MEGABYTE, gif);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.TOO_LARGE);
  }

  @Test
  void shouldRefuseInBoundedMemoryWhenPngUnpacksBeyondItsSize() throws IOException {
    // Given 100 x 100 pixels and 128 megabytes of them
    byte[] png =
        TestImages.join(
            TestImages.PNG_SIGNATURE,
            TestImages.chunk("IHDR", TestImages.pngHeader(100, 100, 8, 2, 0)),
            TestImages.chunk("IDAT", TestImages.deflatedZeros(128 * MEGABYTE)),
            TestImages.chunk("IEND", new byte[0]));

    // When
    var refused = refusedWithin(4 * MEGABYTE, png);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.UNREADABLE);
    assertThat(refused.message()).contains("more than its size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iCCP", "zTXt", "iTXt", "tEXt"})
  void shouldStayInBoundedMemoryWhenPngHidesABombInASideChunk(String chunk) throws IOException {
    // Given a sound picture with 128 megabytes beside it
    byte[] bomb =
        TestImages.join(
            "name\0\0".getBytes(StandardCharsets.ISO_8859_1),
            TestImages.deflatedZeros(128 * MEGABYTE));
    byte[] png = TestImages.encode(TestImages.picture(50, 50, BufferedImage.TYPE_INT_RGB), "png");
    byte[] file =
        TestImages.join(
            Arrays.copyOf(png, 33),
            TestImages.chunk(chunk, bomb),
            Arrays.copyOfRange(png, 33, png.length));
    Files.write(folder.resolve("upload"), file);

    // When
    long before = allocated();
    var decoded = ImageDecoder.decode(folder.resolve("upload"), ImageLimits.defaults());
    long used = allocated() - before;

    // Then
    assertThat(decoded).isInstanceOf(Decoded.Image.class);
    assertThat(used).isLessThan(24 * MEGABYTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif"})
  void shouldRefuseWhenFileIsCutAnywhere(String format) throws IOException {
    // Given
    byte[] whole =
        TestImages.encode(TestImages.picture(120, 90, BufferedImage.TYPE_INT_RGB), format);
    int tail = format.equals("gif") ? 40 : 1;
    for (int length = 8; length <= whole.length - tail; length += Math.max(1, whole.length / 60)) {
      // When
      var refused = refused(Arrays.copyOf(whole, length));

      // Then
      assertThat(refused.code())
          .as("%s cut to %d of %d bytes", format, length, whole.length)
          .isEqualTo(Refusal.TRUNCATED);
    }
  }

  @Test
  void shouldRefuseWhenProgressiveJpegLostItsMiddle() throws IOException {
    // Given a JPEG whose scan was cut short but whose end marker is there
    byte[] whole = jpeg(200, 200);
    byte[] lying =
        TestImages.join(
            Arrays.copyOf(whole, whole.length / 2), new byte[] {(byte) 0xff, (byte) 0xd9});

    // When
    var refused = refused(lying);

    // Then
    assertThat(refused.code()).isIn(Refusal.TRUNCATED, Refusal.UNREADABLE);
  }

  @Test
  void shouldRefuseBeforeDecodingWhenJpegHasTooManyScans() throws IOException {
    // Given a JPEG whose one scan comes 101 times
    byte[] whole = jpeg(64, 64);
    int scan = indexOf(whole, 0xff, 0xda);
    byte[] once = Arrays.copyOfRange(whole, scan, whole.length - 2);
    byte[][] parts = new byte[103][];
    Arrays.fill(parts, once);
    parts[0] = Arrays.copyOf(whole, scan);
    parts[102] = new byte[] {(byte) 0xff, (byte) 0xd9};

    // When
    var refused = refused(TestImages.join(parts));

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.UNREADABLE);
    assertThat(refused.message()).contains("too many scans");
  }

  @Test
  void shouldRefuseWhenPngChecksumIsWrong() throws IOException {
    // Given
    byte[] png = TestImages.encode(TestImages.picture(80, 80, BufferedImage.TYPE_INT_RGB), "png");
    png[png.length / 2] ^= 0x10;

    // When
    var refused = refused(png);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif"})
  void shouldDecodeOrRefuseWhenBytesAreFlippedAtRandom(String format) throws IOException {
    // Given
    byte[] whole =
        TestImages.encode(TestImages.picture(24, 16, BufferedImage.TYPE_INT_RGB), format);
    var random = new Random(11);
    // GIFs have a test of their own, frame by frame.
    int rounds = format.equals("gif") ? 1_000 : 10_000;
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = whole.clone();
      int flips = 1 + random.nextInt(12);
      for (int i = 0; i < flips; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(folder.resolve("upload"), bytes);

      // When
      var decoded =
          ImageDecoder.decode(folder.resolve("upload"), new ImageLimits(100_000, 4096, 100_000));

      // Then
      assertThat(decoded).isNotNull();
    }
  }

  @Test
  void shouldDecodeOrRefuseWhenBytesAreNoiseBehindTheRightMagic() throws IOException {
    // Given
    var random = new Random(12);
    byte[][] magics = {
      {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0},
      TestImages.PNG_SIGNATURE,
      "GIF89a".getBytes(StandardCharsets.ISO_8859_1),
      {}
    };
    for (int round = 0; round < 800; round++) {
      byte[] noise = new byte[random.nextInt(600)];
      random.nextBytes(noise);
      byte[] bytes = TestImages.join(magics[round % magics.length], noise);

      // When
      var refused = refused(bytes);

      // Then
      assertThat(refused.message()).isNotBlank();
    }
  }

  private Decoded.Refused refused(byte[] bytes) throws IOException {
    Files.write(folder.resolve("upload.jpg"), bytes);
    var decoded = ImageDecoder.decode(folder.resolve("upload.jpg"), ImageLimits.defaults());
    assertThat(decoded).isInstanceOf(Decoded.Refused.class);
    return (Decoded.Refused) decoded;
  }

  private Decoded.Refused refusedWithin(long bytesOfMemory, byte[] file) throws IOException {
    refused(file);
    long before = allocated();
    var refused = refused(file);
    assertThat(allocated() - before).isLessThan(bytesOfMemory);
    return refused;
  }

  private static long allocated() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
  }

  private static byte[] jpeg(int width, int height) {
    return TestImages.encode(TestImages.picture(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
  }

  private static int indexOf(byte[] bytes, int first, int second) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if ((bytes[i] & 0xff) == first && (bytes[i + 1] & 0xff) == second) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such marker");
  }
}
