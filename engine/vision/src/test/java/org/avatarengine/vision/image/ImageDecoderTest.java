package org.avatarengine.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void shouldDecodePngAsDrawnWhenItHasAnyPixelType(int type) throws IOException {
    // Given
    var drawn = TestImages.picture(53, 31, type);

    // When
    var image = decoded(TestImages.encode(drawn, "png"));

    // Then
    for (int y = 0; y < 31; y++) {
      for (int x = 0; x < 53; x++) {
        int expected = overWhite(drawn, x, y);
        for (int c = 0; c < 3; c++) {
          int want = expected >> (16 - 8 * c) & 0xff;
          // Java maps 16-bit grey through a linear colour space in getRGB, so only PNG's own scale
          // can be compared there.
          if (type == BufferedImage.TYPE_USHORT_GRAY) {
            want = drawn.getRaster().getSample(x, y, 0) >> 8;
          } else if (type == BufferedImage.TYPE_BYTE_GRAY) {
            want = drawn.getRaster().getSample(x, y, 0);
          }
          assertThat(image.raster().channel(x, y, c)).isBetween(want - 1, want + 1);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16", "3,4", "3,8", "4,8", "6,16"})
  void shouldDecodeTheSamePixelsWhenPngIsInterlaced(int colourType, int depth) throws IOException {
    // Given raw rows of pseudo-random samples, once in one pass and once in Adam7's seven
    int width = 21;
    int height = 13;
    var header = PngHeader.read(TestImages.pngHeader(width, height, depth, colourType, 0));
    byte[] palette = new byte[768];
    Arrays.setAll(new Object[768], i -> palette[i] = (byte) (i * 37));
    byte[] plain = rows(header, new int[][] {{0, 0, 1, 1}});
    byte[] adam7 =
        rows(
            header,
            new int[][] {
              {0, 0, 8, 8},
              {4, 0, 8, 8},
              {0, 4, 4, 8},
              {2, 0, 4, 4},
              {0, 2, 2, 4},
              {1, 0, 2, 2},
              {0, 1, 1, 2}
            });

    // When
    var one = decoded(png(header, 0, palette, plain));
    var seven = decoded(png(header, 1, palette, adam7));

    // Then
    assertThat(seven.raster().rgb()).isEqualTo(one.raster().rgb());
    assertThat(one.raster().rgb()).isNotEqualTo(new byte[width * height * 3]);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldDecodeFirstFrameWhenFileIsGif(boolean transparent) throws IOException {
    // Given
    int type = transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    var quantised =
        ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_BYTE_INDEXED)
            .createBufferedImage(300, 200);
    var g = quantised.createGraphics();
    g.drawImage(TestImages.picture(300, 200, type), 0, 0, null);
    g.dispose();

    // When
    var image = decoded(TestImages.encode(quantised, "gif"));

    // Then
    assertThat(image.width()).isEqualTo(300);
    for (int y = 0; y < 200; y += 7) {
      for (int x = 0; x < 300; x += 7) {
        int expected = overWhite(quantised, x, y);
        assertThat(image.raster().channel(x, y, 0)).isEqualTo(expected >> 16 & 0xff);
        assertThat(image.raster().channel(x, y, 2)).isEqualTo(expected & 0xff);
      }
    }
  }

  @Test
  void shouldVisitEachRowOnceWhenGifIsInterlaced() {
    for (int height = 1; height < 40; height++) {
      // Given
      boolean[] seen = new boolean[height];

      // When
      for (int i = 0; i < height; i++) {
        seen[GifDecoder.interlacedRow(i, height)] = true;
      }

      // Then
      assertThat(seen).doesNotContain(false);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY})
  void shouldDecodeJpegNearlyAsDrawnWhenColourOrGrey(int type) throws IOException {
    // Given
    var drawn = new BufferedImage(64, 48, type);
    var g = drawn.createGraphics();
    g.setColor(new Color(180, 180, 180));
    g.fillRect(0, 0, 64, 48);
    g.setColor(new Color(40, 40, 40));
    g.fillRect(32, 0, 32, 48);
    g.dispose();

    // When
    var image = decoded(TestImages.encode(drawn, "jpg"));

    // Then
    assertThat(image.raster().channel(8, 20, 1)).isBetween(174, 186);
    assertThat(image.raster().channel(56, 20, 1)).isBetween(34, 46);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldStandUprightWhenExifTurnsTheJpeg(int orientation) throws IOException {
    // Given an upright picture, red, green, blue and white by quarters, stored as this orientation
    // asks for
    var upright = quarters();
    var stored = store(upright, orientation);
    byte[] file = TestImages.withOrientation(TestImages.encode(stored, "jpg"), orientation);

    // When
    var image = decoded(file);

    // Then
    assertThat(image.width()).isEqualTo(96);
    assertThat(image.height()).isEqualTo(64);
    assertThat(dominant(image, 10, 10)).isEqualTo("red");
    assertThat(dominant(image, 85, 10)).isEqualTo("green");
    assertThat(dominant(image, 10, 55)).isEqualTo("blue");
    assertThat(dominant(image, 85, 55)).isEqualTo("white");
  }

  @Test
  void shouldStandUprightWhenPngCarriesAnExifChunk() throws IOException {
    // Given
    byte[] png = TestImages.encode(store(quarters(), 6), "png");
    int afterHeader = 8 + 25;
    byte[] turned =
        TestImages.join(
            Arrays.copyOf(png, afterHeader),
            TestImages.chunk("eXIf", TestImages.orientationTiff(6)),
            Arrays.copyOfRange(png, afterHeader, png.length));

    // When
    var image = decoded(turned);

    // Then
    assertThat(image.width()).isEqualTo(96);
    assertThat(dominant(image, 10, 10)).isEqualTo("red");
    assertThat(dominant(image, 85, 55)).isEqualTo("white");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif"})
  void shouldKeepOriginalSizeWhenWorkingRasterIsReduced(String format) throws IOException {
    // Given
    var limits = new ImageLimits(64_000_000, 16_384, 5_000);
    byte[] file =
        TestImages.encode(TestImages.picture(301, 203, BufferedImage.TYPE_INT_RGB), format);

    // When
    var image = ((Decoded.Image) ImageDecoder.decode(write(file), limits)).image();

    // Then
    assertThat(image.width()).isEqualTo(301);
    assertThat(image.height()).isEqualTo(203);
    assertThat(image.raster().width() * image.raster().height()).isLessThanOrEqualTo(5_000);
    int right = image.raster().width() - 2;
    assertThat(image.raster().channel(right, 10, 0)).isGreaterThan(230);
    assertThat(image.raster().channel(1, 10, 0)).isLessThan(25);
  }

  @Test
  void shouldDecodeColoursWhenJpegIsCmyk() throws IOException {
    // Given an Adobe CMYK picture, whose inks are stored inverted: no cyan, full magenta and yellow
    byte[] file = cmykJpeg(255, 0, 0, 255);

    // When
    var image = decoded(file);

    // Then
    assertThat(image.raster().channel(16, 16, 0)).isGreaterThan(180);
    assertThat(image.raster().channel(16, 16, 1)).isLessThan(110);
    assertThat(image.raster().channel(16, 16, 2)).isLessThan(110);
  }

  @Test
  void shouldConvertToSrgbWhenPngCarriesAnotherProfile() throws IOException {
    // Given mid-grey in the linear RGB profile, which sRGB writes as 188
    var drawn = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    var g = drawn.createGraphics();
    g.setColor(new Color(128, 128, 128));
    g.fillRect(0, 0, 8, 8);
    g.dispose();
    byte[] png = TestImages.encode(drawn, "png");
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] profile = TestImages.join(new byte[] {'x', 0, 0}, TestImages.deflated(linear));

    // When
    var image =
        decoded(
            TestImages.join(
                Arrays.copyOf(png, 33),
                TestImages.chunk("iCCP", profile),
                Arrays.copyOfRange(png, 33, png.length)));

    // Then
    assertThat(image.raster().channel(4, 4, 1)).isBetween(184, 192);
  }

  @Test
  void shouldGoByContentWhenTheNameLies() throws IOException {
    // Given
    var file = folder.resolve("photo.jpg");
    Files.write(
        file, TestImages.encode(TestImages.picture(20, 20, BufferedImage.TYPE_INT_RGB), "png"));

    // When
    var decoded = ImageDecoder.decode(file, ImageLimits.defaults());

    // Then
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Image.class, i -> assertThat(i.format()).isEqualTo(ImageFormat.PNG));
  }

  @Test
  void shouldThrowWhenThereIsNoFile() {
    // Given
    var nowhere = folder.resolve("missing.jpg");

    // When
    // Then
    assertThatThrownBy(() -> ImageDecoder.decode(nowhere, ImageLimits.defaults()))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static byte[] cmykJpeg(int... inks) throws IOException {
    var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        raster.setPixel(x, y, inks);
      }
    }
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(raster, null, null));
    } finally {
      writer.dispose();
    }
    byte[] jpeg = out.toByteArray();
    // APP14 "Adobe", version 100, no flags, transform 0: plain CMYK.
    byte[] adobe = {
      (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    return TestImages.join(Arrays.copyOf(jpeg, 2), adobe, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private UprightImage decoded(byte[] bytes) throws IOException {
    var decoded = ImageDecoder.decode(write(bytes), ImageLimits.defaults());
    assertThat(decoded).isInstanceOf(Decoded.Image.class);
    return ((Decoded.Image) decoded).image();
  }

  private Path write(byte[] bytes) throws IOException {
    var file = folder.resolve("upload");
    Files.write(file, bytes);
    return file;
  }

  private static BufferedImage quarters() {
    var image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 96; x++) {
        int top = x < 48 ? 0xff0000 : 0x00ff00;
        int bottom = x < 48 ? 0x0000ff : 0xffffff;
        image.setRGB(x, y, y < 32 ? top : bottom);
      }
    }
    return image;
  }

  /** What a camera stores: row 0 of the file is the side that the EXIF table names first. */
  private static BufferedImage store(BufferedImage upright, int orientation) {
    int w = upright.getWidth();
    int h = upright.getHeight();
    boolean turned = orientation >= 5;
    var stored = new BufferedImage(turned ? h : w, turned ? w : h, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < stored.getHeight(); y++) {
      for (int x = 0; x < stored.getWidth(); x++) {
        int rgb =
            switch (orientation) {
              case 2 -> upright.getRGB(w - 1 - x, y);
              case 3 -> upright.getRGB(w - 1 - x, h - 1 - y);
              case 4 -> upright.getRGB(x, h - 1 - y);
              case 5 -> upright.getRGB(y, x);
              case 6 -> upright.getRGB(w - 1 - y, x);
              case 7 -> upright.getRGB(w - 1 - y, h - 1 - x);
              case 8 -> upright.getRGB(y, h - 1 - x);
              default -> upright.getRGB(x, y);
            };
        stored.setRGB(x, y, rgb);
      }
    }
    return stored;
  }

  private static String dominant(UprightImage image, int x, int y) {
    boolean r = image.raster().channel(x, y, 0) > 128;
    boolean g = image.raster().channel(x, y, 1) > 128;
    boolean b = image.raster().channel(x, y, 2) > 128;
    return r && g && b ? "white" : r ? "red" : g ? "green" : b ? "blue" : "black";
  }

  private static int overWhite(BufferedImage image, int x, int y) {
    int argb = image.getRGB(x, y);
    int alpha = argb >>> 24;
    int out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int value = argb >> shift & 0xff;
      out |= ((value * alpha + 255 * (255 - alpha) + 127) / 255) << shift;
    }
    return out;
  }

  private static byte[] png(PngHeader header, int interlace, byte[] palette, byte[] rows) {
    return TestImages.join(
        TestImages.PNG_SIGNATURE,
        TestImages.chunk(
            "IHDR",
            TestImages.pngHeader(
                header.width(), header.height(), header.depth(), header.colourType(), interlace)),
        header.colourType() == PngHeader.PALETTE ? TestImages.chunk("PLTE", palette) : new byte[0],
        TestImages.chunk("IDAT", TestImages.deflated(rows)),
        TestImages.chunk("IEND", new byte[0]));
  }

  /** Filter 0 and, per pixel of the pass, samples that depend on the pixel's place alone. */
  private static byte[] rows(PngHeader header, int[][] passes) {
    byte[][] rows = new byte[passes.length][];
    for (int p = 0; p < passes.length; p++) {
      int[] pass = passes[p];
      int columns = (header.width() - pass[0] + pass[2] - 1) / pass[2];
      int count = (header.height() - pass[1] + pass[3] - 1) / pass[3];
      int bytes = header.rowBytes(columns) + 1;
      rows[p] = new byte[bytes * count];
      for (int y = 0; y < count; y++) {
        for (int x = 0; x < columns; x++) {
          putPixel(
              header,
              rows[p],
              (y * bytes + 1) * 8,
              x,
              pass[0] + x * pass[2],
              pass[1] + y * pass[3]);
        }
      }
    }
    return TestImages.join(rows);
  }

  private static void putPixel(
      PngHeader header, byte[] rows, int rowBit, int x, int pictureX, int pictureY) {
    int bits = header.bitsPerPixel();
    for (int bit = 0; bit < bits; bit++) {
      int value = (pictureX * 7 + pictureY * 13 + bit * 5 + pictureX * pictureY) / 3 & 1;
      int at = rowBit + x * bits + bit;
      rows[at >> 3] |= (byte) (value << (7 - (at & 7)));
    }
  }
}
