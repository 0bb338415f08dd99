package org.avatarengine.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.avatarengine.video.testing.ClipWriter;
import org.avatarengine.vision.frame.Frame;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.frame.Opened;
import org.avatarengine.vision.image.RgbRaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipColoursIT {

  private static final FrameLimits LIMITS =
      new FrameLimits(100, 18_000, Duration.ofMinutes(5), 64_000_000);
  private static final int[][] PATCHES = {
    {230, 30, 30}, {40, 200, 60}, {30, 60, 220}, {210, 160, 130}
  };

  @TempDir static Path folder;
  private static VideoDecoder decoder;

  @BeforeAll
  static void start() {
    decoder = VideoDecoder.start(Natives.settings());
  }

  @AfterAll
  static void stop() {
    decoder.close();
  }

  private static Frame first(Path file) {
    var opened = (Opened.Source) decoder.open(file, "mp4", LIMITS);
    try (FrameSource source = opened.frames()) {
      return source.next().orElseThrow();
    }
  }

  /** R'G'B' to Y'CbCr by the weights of red and blue, on the scale of 8 bits. */
  private static int[] yuv(int[] rgb, double red, double blue, boolean full) {
    double y = red * rgb[0] + (1 - red - blue) * rgb[1] + blue * rgb[2];
    double cb = (rgb[2] - y) / (2 * (1 - blue));
    double cr = (rgb[0] - y) / (2 * (1 - red));
    return full
        ? new int[] {round(y), round(128 + cb), round(128 + cr)}
        : new int[] {
          round(16 + y * 219 / 255), round(128 + cb * 224 / 255), round(128 + cr * 224 / 255)
        };
  }

  private static int round(double value) {
    return (int) Math.round(Math.clamp(value, 0, 255));
  }

  private static ClipWriter.Painter quarters(int[][] yuv) {
    return (luma, blue, red, number) -> {
      ClipWriter.Plane[] planes = {luma, blue, red};
      for (int p = 0; p < 3; p++) {
        int w = planes[p].width() / 2;
        int h = planes[p].height() / 2;
        for (int q = 0; q < 4; q++) {
          planes[p].fill(q % 2 * w, q / 2 * h, w, h, yuv[q][p]);
        }
      }
    };
  }

  private static int[] middle(RgbRaster picture, int quarter) {
    int x = picture.width() / 4 + quarter % 2 * picture.width() / 2;
    int y = picture.height() / 4 + quarter / 2 * picture.height() / 2;
    return new int[] {picture.channel(x, y, 0), picture.channel(x, y, 1), picture.channel(x, y, 2)};
  }

  /** Matrix and range by their numbers in ITU-T H.273; 2 says "not stated". */
  @ParameterizedTest
  @CsvSource({
    "bt601-limited, 6, 1, 0.299, 0.114, 320, 240, mpeg4",
    "bt601-full, 6, 2, 0.299, 0.114, 320, 240, mpeg4",
    "bt709-limited, 1, 1, 0.2126, 0.0722, 320, 240, mpeg4",
    "bt709-full, 1, 2, 0.2126, 0.0722, 320, 240, mpeg4",
    "bt2020-limited, 9, 1, 0.2627, 0.0593, 320, 240, mpeg4",
    "unstated-small, 2, 0, 0.299, 0.114, 320, 240, mpeg4",
    "unstated-large, 2, 0, 0.2126, 0.0722, 1280, 720, mpeg4",
    "unstated-upright, 2, 0, 0.2126, 0.0722, 720, 1280, mpeg4",
    "deep, 6, 1, 0.299, 0.114, 320, 240, libsvtav1"
  })
  void shouldGiveTheColoursThatWereFilmed(
      String name,
      int matrix,
      int range,
      double red,
      double blue,
      int width,
      int height,
      String encoder) {
    // Given
    int[][] yuv = new int[4][];
    for (int q = 0; q < 4; q++) {
      yuv[q] = yuv(PATCHES[q], red, blue, range == 2);
    }
    ClipWriter writer =
        ClipWriter.of(width, height)
            .frames(2)
            .encoder(encoder)
            .bitRate(30_000_000)
            .colours(matrix, range, 2, 2)
            .muxing(Map.of("movflags", "+write_colr"));
    if (name.equals("deep")) {
      writer.layout(AV_PIX_FMT_YUV420P10LE, 10, 1, 1).encoding(Map.of("preset", "10"));
    }
    Path file = writer.write(folder.resolve(name + ".mp4"), quarters(yuv));

    // When
    RgbRaster picture = first(file).image().raster();

    // Then
    for (int q = 0; q < 4; q++) {
      int[] seen = middle(picture, q);
      for (int channel = 0; channel < 3; channel++) {
        assertThat(seen[channel])
            .as("patch %d channel %d", q, channel)
            .isCloseTo(PATCHES[q][channel], within(4));
      }
    }
  }

  @Test
  void shouldMapHighDynamicRangeToWhatScreensShow() {
    // Given: HLG's reference white is a signal of 75 %, its black one of 0 %.
    int[][] yuv = {{180, 128, 128}, {16, 128, 128}, {98, 128, 128}, {98, 100, 180}};
    Path file =
        ClipWriter.of(320, 240)
            .frames(2)
            .encoder("libsvtav1")
            .encoding(Map.of("preset", "10"))
            .bitRate(20_000_000)
            .colours(9, 1, 9, 18)
            .layout(AV_PIX_FMT_YUV420P10LE, 10, 1, 1)
            .muxing(Map.of("movflags", "+write_colr"))
            .write(folder.resolve("hlg.mp4"), quarters(yuv));

    // When
    RgbRaster picture = first(file).image().raster();

    // Then
    int[] white = middle(picture, 0);
    int[] black = middle(picture, 1);
    int[] grey = middle(picture, 2);
    int[] red = middle(picture, 3);
    assertThat(black).containsOnly(0);
    assertThat(white[0])
        .isBetween(200, 255)
        .isCloseTo(white[1], within(4))
        .isCloseTo(white[2], within(4));
    assertThat(grey[0]).isCloseTo(grey[1], within(4)).isLessThan(white[0] - 30);
    assertThat(red[0]).isGreaterThan(red[1] + 100);
  }

  /** Which decoded corner (0 top left, 1 top right, 2 and 3 below) stands in each upright one. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 0, 1, 0123",
    "90, 0, 1, -1, 0, 2031",
    "180, -1, 0, 0, -1, 3210",
    "270, 0, -1, 1, 0, 1302",
    "mirrored, -1, 0, 0, 1, 1032",
    "nothing, 0, 0, 0, 0, 0123"
  })
  void shouldStandUprightByTheDisplayMatrix(
      String name, int a, int b, int c, int d, String corners) {
    // Given
    int[][] yuv = {{50, 128, 128}, {100, 128, 128}, {150, 128, 128}, {200, 128, 128}};
    Path plain =
        ClipWriter.of(320, 240)
            .frames(2)
            .bitRate(20_000_000)
            .write(folder.resolve("plain.mp4"), quarters(yuv));
    Path turned = Mp4Bytes.withMatrix(plain, folder.resolve("t" + name + ".mp4"), a, b, c, d);

    // When
    Frame frame = first(turned);

    // Then
    boolean across = a == 0 && b != 0;
    assertThat(frame.image().width()).isEqualTo(across ? 240 : 320);
    assertThat(frame.image().height()).isEqualTo(across ? 320 : 240);
    StringBuilder seen = new StringBuilder();
    for (int q = 0; q < 4; q++) {
      int luma = 16 + middle(frame.image().raster(), q)[1] * 219 / 255;
      seen.append(Math.round((luma - 50) / 50.0));
    }
    assertThat(seen.toString()).isEqualTo(corners);
  }
}
