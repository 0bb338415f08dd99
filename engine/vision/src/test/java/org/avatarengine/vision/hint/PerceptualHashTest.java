package org.avatarengine.vision.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.avatarengine.vision.image.Decoded;
import org.avatarengine.vision.image.ImageDecoder;
import org.avatarengine.vision.image.ImageLimits;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.SkinTone;
import org.avatarengine.vision.testing.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PerceptualHashTest {

  private static final int DIFFERENT = 16;

  @ParameterizedTest
  @EnumSource(SkinTone.class)
  void shouldStayWithinSixBitsWhenADrawnPictureIsTheSame(SkinTone skin) throws IOException {
    // Given
    var picture = DrawnPortrait.draw(Style.standard().withSkin(skin));

    // When
    // Then
    assertSame(skin.name(), picture);
  }

  @Test
  void shouldStayWithinSixBitsWhenAPhotoIsTheSame() throws IOException {
    for (Path photo : photos()) {
      // Given
      var picture = decode(photo).raster().toBufferedImage();

      // When
      // Then
      assertSame(photo.getFileName().toString(), picture);
    }
  }

  @Test
  void shouldDifferInSixteenBitsWhenPeopleDiffer() throws IOException {
    // Given
    var hashes = new ArrayList<Long>();
    for (Path photo : photos()) {
      hashes.add(PerceptualHash.of(new ImagePyramid(decode(photo))));
    }

    // When
    // Then
    for (int i = 0; i < hashes.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(PerceptualHash.distance(hashes.get(i), hashes.get(j)))
            .as(i + " and " + j)
            .isGreaterThanOrEqualTo(DIFFERENT);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,63", "8,1,56", "1,8,7", "8,8,0", "3,2,53"})
  void shouldSetTheBitOfAFrequencyWhenThePictureIsThatWave(int across, int down, int bit) {
    // Given a wave and its negative
    long wave = hash(wave(across, down, 100));
    long negative = hash(wave(across, down, -100));

    // When
    // Then
    assertThat(wave >>> bit & 1).isEqualTo(1);
    assertThat(negative >>> bit & 1).isZero();
  }

  @Test
  void shouldTakeATurnedPictureForAnotherOne() throws IOException {
    // Given
    var upright = hash(DrawnPortrait.draw(Style.standard()));

    // When
    var tilted = hash(DrawnPortrait.draw(Style.standard().withAngle(20)));

    // Then the documents say so
    assertThat(PerceptualHash.distance(upright, tilted)).isGreaterThan(PerceptualHash.SAME);
  }

  @Test
  void shouldComeBackWhenWrittenAsHex() {
    // Given
    long hash = 0x00f1_2345_6789_abcdL;

    // When
    String hex = PerceptualHash.hex(hash);

    // Then
    assertThat(hex).isEqualTo("00f123456789abcd");
    assertThat(PerceptualHash.parse(hex)).isEqualTo(hash);
    assertThat(PerceptualHash.parse(PerceptualHash.hex(-1))).isEqualTo(-1);
    assertThat(PerceptualHash.distance(0, -1)).isEqualTo(64);
    assertThatThrownBy(() -> PerceptualHash.parse("12"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PerceptualHash.parse("x".repeat(16)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertSame(String name, BufferedImage picture) throws IOException {
    long hash = hash(picture);
    for (float quality : new float[] {0.3f, 0.6f, 0.9f}) {
      assertNear(name + " jpeg " + quality, hash, jpeg(picture, quality));
    }
    for (double scale : new double[] {0.25, 0.5, 0.8, 1.5}) {
      assertNear(name + " scale " + scale, hash, scaled(picture, scale));
    }
    for (double light : new double[] {0.6, 0.8, 1.2}) {
      assertNear(name + " light " + light, hash, lit(picture, light));
    }
    assertNear(name + " all", hash, jpeg(lit(scaled(picture, 0.5), 0.8), 0.5f));
  }

  private static void assertNear(String name, long hash, BufferedImage variant) {
    assertThat(PerceptualHash.distance(hash, hash(variant)))
        .as(name)
        .isLessThanOrEqualTo(PerceptualHash.SAME);
  }

  private static long hash(BufferedImage picture) {
    return PerceptualHash.of(new ImagePyramid(UprightImage.of(RgbRaster.ofIntRgb(picture))));
  }

  private static BufferedImage jpeg(BufferedImage picture, float quality) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), param);
    } finally {
      writer.dispose();
    }
    return scaled(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())), 1);
  }

  private static BufferedImage scaled(BufferedImage picture, double scale) {
    int width = (int) Math.round(picture.getWidth() * scale);
    int height = (int) Math.round(picture.getHeight() * scale);
    var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(picture, 0, 0, width, height, null);
    g.dispose();
    return out;
  }

  private static BufferedImage wave(int across, int down, double levels) {
    var out = new BufferedImage(320, 320, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 320; y++) {
      for (int x = 0; x < 320; x++) {
        double value =
            Math.cos(Math.PI * (x + 0.5) * across / 320)
                * Math.cos(Math.PI * (y + 0.5) * down / 320);
        out.setRGB(x, y, 0x010101 * (int) Math.round(128 + levels * value));
      }
    }
    return out;
  }

  private static BufferedImage lit(BufferedImage picture, double light) {
    var out = scaled(picture, 1);
    for (int y = 0; y < out.getHeight(); y++) {
      for (int x = 0; x < out.getWidth(); x++) {
        int rgb = out.getRGB(x, y);
        int lit = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          lit |= Math.min(255, (int) ((rgb >> shift & 0xff) * light)) << shift;
        }
        out.setRGB(x, y, lit);
      }
    }
    return out;
  }

  private static List<Path> photos() throws IOException {
    var faces = Path.of(System.getProperty("avatar.testdata", "testdata-is-not-here"), "faces");
    assumeThat(faces).isDirectory();
    try (var files = Files.list(faces)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jpg"))
          .sorted()
          .toList();
    }
  }

  private static UprightImage decode(Path photo) {
    return ((Decoded.Image) ImageDecoder.decode(photo, ImageLimits.defaults())).image();
  }
}
