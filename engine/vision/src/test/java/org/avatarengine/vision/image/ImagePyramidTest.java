package org.avatarengine.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.geometry.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePyramidTest {

  @TempDir private Path folder;

  @Test
  void shouldGiveTheSamePixelsWhenTheViewIsTheWhole() {
    // Given
    var raster = picture(40, 30);

    // When
    var view = pyramid(raster).view(Affine.identity(), 40, 30, Border.BLACK);

    // Then
    assertThat(view.rgb()).isEqualTo(raster.rgb());
  }

  @Test
  void shouldAverageWhenShrinking() {
    // Given a chessboard of single pixels
    int side = 256;
    byte[] rgb = new byte[side * side * 3];
    for (int i = 0; i < side * side; i++) {
      byte value = (byte) ((i + i / side) % 2 == 0 ? 255 : 0);
      rgb[3 * i] = value;
      rgb[3 * i + 1] = value;
      rgb[3 * i + 2] = value;
    }

    // When
    var view =
        pyramid(new RgbRaster(side, side, rgb)).view(Affine.scale(8), 32, 32, Border.NEAREST);

    // Then
    for (int i = 0; i < 32; i++) {
      assertThat(view.channel(i, i, 0)).isBetween(126, 129);
    }
  }

  @Test
  void shouldLeaveTheBarsBlackWhenLetterboxing() {
    // Given
    byte[] white = new byte[200 * 100 * 3];
    Arrays.fill(white, (byte) 255);
    var pyramid = pyramid(new RgbRaster(200, 100, white));

    // When
    var square = pyramid.letterbox(new Letterbox(200, 100, 64));

    // Then
    assertThat(square.channel(32, 14, 0)).isZero();
    assertThat(square.channel(32, 17, 0)).isEqualTo(255);
    assertThat(square.channel(0, 32, 0)).isEqualTo(255);
    assertThat(square.channel(32, 49, 0)).isZero();
  }

  @Test
  void shouldTurnThePictureUprightWhenTheViewIsTurned() {
    // Given a picture whose right half is white
    byte[] rgb = new byte[100 * 100 * 3];
    for (int i = 0; i < 100 * 100; i++) {
      if (i % 100 >= 50) {
        rgb[3 * i] = (byte) 255;
      }
    }
    var quarter = Affine.turnedSquare(new Point(50, 50), 80, Math.PI / 2, 40);

    // When
    var view = pyramid(new RgbRaster(100, 100, rgb)).view(quarter, 40, 40, Border.NEAREST);

    // Then the view's down is the picture's left
    assertThat(view.channel(20, 2, 0)).isEqualTo(255);
    assertThat(view.channel(20, 37, 0)).isZero();
  }

  @Test
  void shouldSpeakInOriginalPixelsWhenTheRasterIsReduced() {
    // Given a raster half as wide as its original
    var raster = picture(100, 80);
    var pyramid = new ImagePyramid(new UprightImage(200, 160, raster));

    // When
    var view = pyramid.view(Affine.scale(2), 100, 80, Border.BLACK);

    // Then
    assertThat(view.rgb()).isEqualTo(raster.rgb());
  }

  @Test
  void shouldWritePngThatEveryoneReadsWhenEncoding() throws IOException {
    // Given
    var raster = picture(97, 61);

    // When
    byte[] png = PngWriter.encode(raster);

    // Then
    var theirs = ImageIO.read(new ByteArrayInputStream(png));
    var file = Files.write(folder.resolve("a.png"), png);
    var ours = (Decoded.Image) ImageDecoder.decode(file, ImageLimits.defaults());
    assertThat(ours.image().raster().rgb()).isEqualTo(raster.rgb());
    for (int y = 0; y < 61; y++) {
      for (int x = 0; x < 97; x++) {
        assertThat(theirs.getRGB(x, y) >> 16 & 0xff).isEqualTo(raster.channel(x, y, 0));
        assertThat(theirs.getRGB(x, y) & 0xff).isEqualTo(raster.channel(x, y, 2));
      }
    }
    assertThat(new String(png, StandardCharsets.ISO_8859_1))
        .doesNotContain("tEXt", "eXIf", "iCCP", "tIME");
  }

  private static RgbRaster picture(int width, int height) {
    return RgbRaster.ofIntRgb(TestImages.picture(width, height, BufferedImage.TYPE_INT_RGB));
  }

  private static ImagePyramid pyramid(RgbRaster raster) {
    return new ImagePyramid(UprightImage.of(raster));
  }
}
