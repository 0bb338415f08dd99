package org.avatarengine.vision.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.avatarengine.vision.frame.GifBytes.Place;
import org.avatarengine.vision.image.ImageLimits;
import org.avatarengine.vision.image.RgbRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GifFramesTest {

  private static final FrameLimits LIMITS =
      new FrameLimits(100, 1_000, Duration.ofSeconds(60), 8_300_000);

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
      assertThat(GifView.letters(first.image().raster())).isEqualTo("KWWWWWWWW");
      assertThat(GifView.letters(second.image().raster())).isEqualTo("KKKKKWWWW");
      assertThat(GifView.letters(third.image().raster())).isEqualTo("KKKKKKKKK");
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
      assertThat(GifView.letters(source.next().orElseThrow().image().raster())).isEqualTo("RG/BK");
      assertThat(source.next()).isEmpty();
      assertThat(source.complete()).isTrue();
    }
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
    try (var source = GifView.source(GifFrames.open(write(gif.whole()), small, LIMITS))) {
      var frames = GifView.read(source).stream().map(GifView::letters).toList();

      // Then
      assertThat(frames).containsExactly("RRR/BGR", "RRR/BGR", "RRR/BWR", "RRR/BWR");
      assertThat(source.info().width()).isEqualTo(9);
    }
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
    return rasters(gif).stream().map(GifView::letters).toList();
  }

  private List<RgbRaster> rasters(byte[] gif) throws IOException {
    try (var source = open(gif, LIMITS)) {
      var frames = GifView.read(source);
      assertThat(source.complete()).isTrue();
      return frames;
    }
  }

  private FrameSource open(byte[] gif, FrameLimits limits) throws IOException {
    return GifView.source(GifFrames.open(write(gif), ImageLimits.defaults(), limits));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("upload.gif"), bytes);
  }
}
