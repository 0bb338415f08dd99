package org.avatarengine.vision.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.avatarengine.vision.frame.GifBytes.Place;
import org.avatarengine.vision.image.ImageLimits;
import org.avatarengine.vision.image.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** GIFs that are over a limit, broken or made to break the reader. */
class GifHostileTest {

  private static final FrameLimits LIMITS =
      new FrameLimits(100, 1_000, Duration.ofSeconds(60), 8_300_000);
  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void shouldRefuseWithTheNumbersWhenAClipIsOverALimit() throws IOException {
    // Given 12 frames of 20 x 20, a tenth of a second each
    var gif = new GifBytes(20, 20);
    for (int i = 0; i < 12; i++) {
      gif.frame(new Place(0, 0, 1, 10, false), 20, 'R');
    }
    byte[] bytes = gif.whole();

    // When
    var tooLong = refused(bytes, new FrameLimits(5, 1_000, Duration.ofSeconds(1), 1_000));
    var tooMany = refused(bytes, new FrameLimits(5, 11, Duration.ofSeconds(60), 1_000));
    var tooLarge = refused(bytes, new FrameLimits(5, 1_000, Duration.ofSeconds(60), 399));

    // Then
    assertThat(tooLong.code()).isEqualTo(Refusal.TOO_LONG);
    assertThat(tooLong.message()).contains("1.2 seconds", "1.0");
    assertThat(tooMany.code()).isEqualTo(Refusal.TOO_MANY_FRAMES);
    assertThat(tooMany.message()).contains("11 frames");
    assertThat(tooLarge.code()).isEqualTo(Refusal.TOO_LARGE);
    assertThat(tooLarge.message()).contains("20 x 20");
  }

  @Test
  void shouldRefuseBeforeDecodingWhenFramesAreManyAndLarge() throws IOException {
    // Given 300 frames that say they are 2000 x 2000 and hold next to nothing
    var gif = new GifBytes(2_000, 2_000);
    for (int i = 0; i < 300; i++) {
      gif.raw(0x2c, 0, 0, 0, 0, 2_000 & 0xff, 2_000 >> 8, 2_000 & 0xff, 2_000 >> 8, 0, 3, 1, 8, 0);
    }

    // When
    var refused = refused(gif.whole(), LIMITS);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.TOO_LARGE);
    assertThat(refused.message()).contains("300", "1,200 megapixels", "1,000");
  }

  @Test
  void shouldGiveWhatIsThereWhenTheFileBreaksOff() throws IOException {
    // Given
    byte[] two =
        new GifBytes(4, 4)
            .frame(Place.at(0, 0, 1), 4, 'R')
            .frame(Place.at(0, 0, 1), 4, 'G')
            .withoutTrailer();
    byte[] three =
        new GifBytes(4, 4)
            .frame(Place.at(0, 0, 1), 4, 'R')
            .frame(Place.at(0, 0, 1), 4, 'G')
            .frame(Place.at(0, 0, 1), 4, 'B')
            .withoutTrailer();
    for (int length = two.length + 1; length < three.length; length++) {
      // When
      try (var source = open(Arrays.copyOf(three, length), LIMITS)) {
        var frames = GifView.read(source);

        // Then
        assertThat(frames).as("cut to %d bytes", length).hasSize(2);
        assertThat(source.complete()).isFalse();
      }
    }
  }

  @Test
  void shouldBeWholeWhenOnlyTheEndMarkIsMissing() throws IOException {
    // Given
    byte[] gif =
        new GifBytes(4, 4)
            .frame(Place.at(0, 0, 1), 4, 'R')
            .frame(Place.at(0, 0, 1), 4, 'G')
            .withoutTrailer();

    // When
    try (var source = open(gif, LIMITS)) {
      var frames = GifView.read(source);

      // Then
      assertThat(frames).hasSize(2);
      assertThat(source.complete()).isTrue();
    }
  }

  @Test
  void shouldGiveAnUnfinishedPhotoWhenTheSecondFrameBreaksOff() throws IOException {
    // Given
    byte[] one = new GifBytes(4, 4).frame(Place.at(0, 0, 1), 4, 'R').withoutTrailer();
    byte[] two =
        new GifBytes(4, 4)
            .frame(Place.at(0, 0, 1), 4, 'R')
            .frame(Place.at(0, 0, 1), 4, 'G')
            .withoutTrailer();

    // When
    try (var source = open(Arrays.copyOf(two, one.length + 12), LIMITS)) {
      var frames = GifView.read(source);

      // Then
      assertThat(frames).hasSize(1);
      assertThat(source.info().frames()).isEqualTo(1);
      assertThat(source.complete()).isFalse();
    }
  }

  @Test
  void shouldStopWhenAFramesPixelsAreDamaged() throws IOException {
    // Given a second frame whose pixels begin with a code that is not yet known
    var gif =
        new GifBytes(2, 1)
            .frame(Place.at(0, 0, 1), "RR")
            .raw(0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 3, 1, 0xff, 0)
            .frame(Place.at(0, 0, 1), "GG");

    // When
    try (var source = open(gif.whole(), LIMITS)) {
      var frames = GifView.read(source);

      // Then
      assertThat(source.info().frames()).isEqualTo(3);
      assertThat(frames).hasSize(1);
      assertThat(source.complete()).isFalse();
      assertThat(source.next()).isEmpty();
    }
  }

  @Test
  void shouldRefuseWhenTheFirstFrameIsDamaged() throws IOException {
    // Given
    var gif =
        new GifBytes(2, 1)
            .raw(0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 3, 1, 0xff, 0)
            .frame(Place.at(0, 0, 1), "GG");

    // When
    var refused = refused(gif.whole(), LIMITS);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.UNREADABLE);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void shouldReadOrRefuseWhenAnyBytesAreChanged() throws IOException {
    // Given every kind of frame in one small file
    byte[] whole =
        new GifBytes(24, 18)
            .frame(Place.at(0, 0, 1), 18, 'R')
            .frame(new Place(3, 2, 3, 4, true), 15, 'G')
            .frame(new Place(5, 5, 2, 0, false), "B.B.B.B", ".K.K.K.")
            .frame(Place.at(1, 1, 0), 9, 'W')
            .whole();
    var random = new Random(5);
    var images = new ImageLimits(100_000, 4_096, 100_000);
    var limits = new FrameLimits(10, 50, Duration.ofSeconds(60), 100_000);
    long openBefore = openFiles();
    long slowest = 0;
    long hungriest = 0;
    int read = 0;
    for (int round = 0; round < 10_000; round++) {
      Path file = write(mutated(whole, random));
      long memory = allocated();
      long start = System.nanoTime();

      // When
      switch (GifFrames.open(file, images, limits)) {
        case Opened.Source opened -> {
          try (var source = opened.frames()) {
            int frames = GifView.read(source).size();
            read += frames;
            assertThat(frames).isLessThanOrEqualTo(10);
          }
        }
        case Opened.Refused refused -> assertThat(refused.message()).isNotBlank();
      }
      slowest = Math.max(slowest, System.nanoTime() - start);
      hungriest = Math.max(hungriest, allocated() - memory);
    }

    // Then
    assertThat(read).as("not everything is refused").isGreaterThan(5_000);
    assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(3));
    assertThat(hungriest).isLessThan(16 * MEGABYTE);
    assertThat(openFiles()).isLessThan(openBefore + 10);
  }

  private FrameSource open(byte[] gif, FrameLimits limits) throws IOException {
    return GifView.source(GifFrames.open(write(gif), ImageLimits.defaults(), limits));
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int kind = random.nextInt(10);
    if (kind == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    int changes = 1 + random.nextInt(kind == 1 ? 60 : 6);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << random.nextInt(8));
    }
    if (kind == 2) {
      // A piece comes twice.
      int from = random.nextInt(bytes.length);
      int to = from + random.nextInt(bytes.length - from);
      var out = new ByteArrayOutputStream();
      out.write(bytes, 0, to);
      out.write(bytes, from, bytes.length - from);
      return out.toByteArray();
    }
    return bytes;
  }

  private Opened.Refused refused(byte[] gif, FrameLimits limits) throws IOException {
    var opened = GifFrames.open(write(gif), ImageLimits.defaults(), limits);
    assertThat(opened).isInstanceOf(Opened.Refused.class);
    return (Opened.Refused) opened;
  }

  private static long allocated() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("upload.gif"), bytes);
  }
}
