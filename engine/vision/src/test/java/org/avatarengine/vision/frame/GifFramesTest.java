package org.avatarengine.vision.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.avatarengine.vision.frame.GifBytes.Place;
import org.avatarengine.vision.image.ImageLimits;
import org.avatarengine.vision.image.Refusal;
import org.avatarengine.vision.image.RgbRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GifFramesTest {

  private static final FrameLimits LIMITS =
      new FrameLimits(100, 1_000, Duration.ofSeconds(60), 8_300_000);
  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 7})
  void shouldDrawOverWhatIsThereWhenAFrameIsKept(int disposal) throws IOException {
    // Given
    var gif =
        new GifBytes(4, 3)
            .frame(Place.at(0, 0, disposal), "RRRR", "RRRR", "RRRR")
            .frame(Place.at(1, 1, disposal), "GG", "GG")
            .frame(Place.at(0, 2, disposal), "B");

    // When
    var frames = all(gif.whole());

    // Then
    assertThat(frames).containsExactly("RRRR/RRRR/RRRR", "RRRR/RGGR/RGGR", "RRRR/RGGR/BGGR");
  }

  @Test
  void shouldClearItsPlaceAfterwardsWhenAFrameAsksForIt() throws IOException {
    // Given
    var gif =
        new GifBytes(4, 3)
            .frame(Place.at(0, 0, 1), "RRRR", "RRRR", "RRRR")
            .frame(Place.at(1, 1, 2), "GG", "GG")
            .frame(Place.at(0, 0, 2), "BBBB")
            .frame(Place.at(3, 2, 1), "K");

    // When
    var frames = all(gif.whole());

    // Then
    assertThat(frames)
        .containsExactly("RRRR/RRRR/RRRR", "RRRR/RGGR/RGGR", "BBBB/RWWR/RWWR", "WWWW/RWWR/RWWK");
  }

  @Test
  void shouldBringBackWhatWasThereWhenAFrameAsksForIt() throws IOException {
    // Given
    var gif =
        new GifBytes(4, 3)
            .frame(Place.at(0, 0, 1), "RGBK", "RGBK", "RGBK")
            .frame(Place.at(1, 1, 3), "WW", "WW")
            .frame(Place.at(0, 0, 3), "K.K.", "....", "KKKK")
            .frame(Place.at(0, 0, 1), "W");

    // When
    var frames = all(gif.whole());

    // Then
    assertThat(frames)
        .containsExactly("RGBK/RGBK/RGBK", "RGBK/RWWK/RWWK", "KGKK/RGBK/KKKK", "WGBK/RGBK/RGBK");
  }

  @Test
  void shouldLetTheCanvasThroughWhenPixelsAreTransparent() throws IOException {
    // Given a frame with holes on an empty canvas, then one over it
    var gif =
        new GifBytes(3, 2)
            .frame(Place.at(0, 0, 1), "R.R", ".R.")
            .frame(Place.at(0, 0, 1), ".G.", "...");

    // When
    var frames = all(gif.whole());

    // Then
    assertThat(frames).containsExactly("RWR/WRW", "RGR/WRW");
  }

  @Test
  void shouldShowTheSameWhenFramesAreInterlaced() throws IOException {
    // Given
    String[] rows = {"RGB", "GBK", "BKR", "KRG", "RRG", "GGB", "BBK", "KKR", "RBR", "GKG", "BRB"};
    var plain = new GifBytes(3, 11);
    var interlaced = new GifBytes(3, 11);
    for (int i = 0; i < 2; i++) {
      plain.frame(new Place(0, 0, 1, 5, false), rows);
      interlaced.frame(new Place(0, 0, 1, 5, true), rows);
    }

    // When
    var frames = all(interlaced.whole());

    // Then
    assertThat(frames).isEqualTo(all(plain.whole()));
    assertThat(frames.getFirst()).isEqualTo(String.join("/", rows));
  }

  @Test
  void shouldShowWhatAnEncoderWroteWhenCodesGrow() throws IOException {
    // Given frames of noise in 256 colours, whose codes grow to twelve bits
    var random = new Random(3);
    var drawn = new ArrayList<BufferedImage>();
    for (int i = 0; i < 3; i++) {
      var image = new BufferedImage(150, 110, BufferedImage.TYPE_BYTE_INDEXED);
      byte[] indices = new byte[150 * 110];
      for (int p = 0; p < indices.length; p++) {
        indices[p] = (byte) (random.nextInt(3) == 0 ? random.nextInt(216) : p / 700);
      }
      image.getRaster().setDataElements(0, 0, 150, 110, indices);
      drawn.add(image);
    }

    // When
    List<RgbRaster> frames = rasters(encoded(drawn));

    // Then
    assertThat(frames).hasSize(3);
    for (int i = 0; i < 3; i++) {
      for (int y = 0; y < 110; y++) {
        for (int x = 0; x < 150; x++) {
          int rgb = drawn.get(i).getRGB(x, y);
          assertThat(frames.get(i).channel(x, y, 0)).isEqualTo(rgb >> 16 & 0xff);
          assertThat(frames.get(i).channel(x, y, 1)).isEqualTo(rgb >> 8 & 0xff);
          assertThat(frames.get(i).channel(x, y, 2)).isEqualTo(rgb & 0xff);
        }
      }
    }
  }

  @Test
  void shouldKeepBrowsersTimeWhenDelaysAreVeryShort() throws IOException {
    // Given delays of 0, 10, 20 and 500 ms
    var gif = new GifBytes(2, 2);
    for (int hundredths : new int[] {0, 1, 2, 50}) {
      gif.frame(new Place(0, 0, 1, hundredths, false), 2, 'R');
    }

    // When
    try (var source = open(gif.whole(), LIMITS)) {
      var times = new ArrayList<Long>();
      for (var f = source.next(); f.isPresent(); f = source.next()) {
        times.add(f.get().time().toMillis());
      }

      // Then
      assertThat(times).containsExactly(0L, 100L, 200L, 220L);
      assertThat(source.info().duration()).isEqualTo(Duration.ofMillis(720));
      assertThat(source.info().framesPerSecond()).isBetween(5.5, 5.6);
      assertThat(source.complete()).isTrue();
    }
  }

  @Test
  void shouldSpreadOverTheFileWhenThereAreMoreFramesThanWanted() throws IOException {
    // Given a row of nine pixels that fills from the left
    var gif = new GifBytes(9, 1);
    for (int i = 0; i < 9; i++) {
      gif.frame(Place.at(i, 0, 1), "K");
    }
    var limits = new FrameLimits(3, 1_000, Duration.ofSeconds(60), 8_300_000);

    // When
    try (var source = open(gif.whole(), limits)) {
      Frame first = source.next().orElseThrow();
      Frame second = source.next().orElseThrow();
      Frame third = source.next().orElseThrow();

      // Then earlier pictures are left as they were
      assertThat(List.of(first.index(), second.index(), third.index())).containsExactly(0, 4, 8);
      assertThat(letters(first.image().raster())).isEqualTo("KWWWWWWWW");
      assertThat(letters(second.image().raster())).isEqualTo("KKKKKWWWW");
      assertThat(letters(third.image().raster())).isEqualTo("KKKKKKKKK");
      assertThat(second.time()).isEqualTo(Duration.ofMillis(200));
      assertThat(source.next()).isEmpty();
      assertThat(source.info().frames()).isEqualTo(9);
      assertThat(source.complete()).isTrue();
    }
  }

  @Test
  void shouldBeAPhotoWhenThereIsOneFrame() throws IOException {
    // Given
    byte[] gif = new GifBytes(2, 2).frame(Place.at(0, 0, 2), "RG", "BK").whole();

    // When
    try (var source = open(gif, LIMITS)) {
      // Then
      assertThat(source.info()).isEqualTo(ClipInfo.photo(2, 2));
      assertThat(letters(source.next().orElseThrow().image().raster())).isEqualTo("RG/BK");
      assertThat(source.next()).isEmpty();
      assertThat(source.complete()).isTrue();
    }
  }

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
        var frames = read(source);

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
      var frames = read(source);

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
      var frames = read(source);

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
      var frames = read(source);

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
  void shouldKeepEveryThirdPixelWhenTheCanvasIsReduced() throws IOException {
    // Given 9 x 6 pixels, of which 6 may be kept
    var gif =
        new GifBytes(9, 6)
            .frame(
                Place.at(0, 0, 1),
                "RGBRGBRGB",
                "KKKKKKKKK",
                "KKKKKKKKK",
                "BKKGKKRKK",
                "K........",
                "K........")
            .frame(Place.at(2, 1, 3), "GGGG", "GGGG", "GGGG")
            .frame(Place.at(3, 3, 2), "W")
            .frame(Place.at(1, 0, 1), "K");
    var small = new ImageLimits(1_000, 100, 6);

    // When
    try (var source = source(GifFrames.open(write(gif.whole()), small, LIMITS))) {
      var frames = read(source).stream().map(GifFramesTest::letters).toList();

      // Then
      assertThat(frames).containsExactly("RRR/BGR", "RRR/BGR", "RRR/BWR", "RRR/BWR");
      assertThat(source.info().width()).isEqualTo(9);
    }
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
            int frames = read(source).size();
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

  private static byte[] encoded(List<BufferedImage> frames) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("gif").next();
    var out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (BufferedImage frame : frames) {
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private List<String> all(byte[] gif) throws IOException {
    return rasters(gif).stream().map(GifFramesTest::letters).toList();
  }

  private List<RgbRaster> rasters(byte[] gif) throws IOException {
    try (var source = open(gif, LIMITS)) {
      var frames = read(source);
      assertThat(source.complete()).isTrue();
      return frames;
    }
  }

  private FrameSource open(byte[] gif, FrameLimits limits) throws IOException {
    return source(GifFrames.open(write(gif), ImageLimits.defaults(), limits));
  }

  private Opened.Refused refused(byte[] gif, FrameLimits limits) throws IOException {
    var opened = GifFrames.open(write(gif), ImageLimits.defaults(), limits);
    assertThat(opened).isInstanceOf(Opened.Refused.class);
    return (Opened.Refused) opened;
  }

  private static FrameSource source(Opened opened) {
    assertThat(opened).isInstanceOf(Opened.Source.class);
    return ((Opened.Source) opened).frames();
  }

  private static List<RgbRaster> read(FrameSource source) {
    var frames = new ArrayList<RgbRaster>();
    for (var frame = source.next(); frame.isPresent(); frame = source.next()) {
      frames.add(frame.get().image().raster());
    }
    return frames;
  }

  private static String letters(RgbRaster raster) {
    var text = new StringBuilder();
    for (int y = 0; y < raster.height(); y++) {
      text.append(y == 0 ? "" : "/");
      for (int x = 0; x < raster.width(); x++) {
        boolean r = raster.channel(x, y, 0) > 127;
        boolean g = raster.channel(x, y, 1) > 127;
        boolean b = raster.channel(x, y, 2) > 127;
        text.append(r && g && b ? 'W' : r ? 'R' : g ? 'G' : b ? 'B' : 'K');
      }
    }
    return text.toString();
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("upload.gif"), bytes);
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
}
