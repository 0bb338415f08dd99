package org.avatarengine.vision.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.FileImageInputStream;

/** JPEG through ImageIO (the JDK's libjpeg under TwelveMonkeys' colour handling). */
final class JpegDecoder {

  private static final JPEGImageReaderSpi READERS = register();

  private JpegDecoder() {}

  static RawPicture decode(Path file, ImageLimits limits) throws IOException {
    JpegStructure structure;
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      structure = JpegStructure.read(in);
    }
    limits.check(structure.width(), structure.height());
    int factor = limits.reduction(structure.width(), structure.height());
    RgbRaster raster = read(file, factor);
    int expectedWidth = ImageLimits.ceilDiv(structure.width(), factor);
    int expectedHeight = ImageLimits.ceilDiv(structure.height(), factor);
    if (raster.width() != expectedWidth || raster.height() != expectedHeight) {
      throw RefusedImageException.unreadable("The JPEG picture contradicts its own size.");
    }
    return new RawPicture(
        structure.width(), structure.height(), raster, ExifOrientation.ofJpeg(file));
  }

  private static RgbRaster read(Path file, int factor) throws IOException {
    ImageReader reader = READERS.createReaderInstance(null);
    var warnings = new Warnings();
    try (var in = new FileImageInputStream(file.toFile())) {
      reader.addIIOReadWarningListener(warnings);
      reader.setInput(in, true, true);
      var param = reader.getDefaultReadParam();
      param.setSourceSubsampling(factor, factor, 0, 0);
      BufferedImage image = reader.read(0, param);
      warnings.refuseDamage();
      return toRgb(image);
    } finally {
      reader.dispose();
    }
  }

  private static RgbRaster toRgb(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
        && image.getRaster().getDataBuffer() instanceof DataBufferByte buffer
        && image.getSampleModel() instanceof PixelInterleavedSampleModel model
        && model.getScanlineStride() == image.getWidth() * 3) {
      byte[] bgr = buffer.getData();
      byte[] rgb = new byte[bgr.length];
      for (int i = 0; i < bgr.length; i += 3) {
        rgb[i] = bgr[i + 2];
        rgb[i + 1] = bgr[i + 1];
        rgb[i + 2] = bgr[i];
      }
      return new RgbRaster(image.getWidth(), image.getHeight(), rgb);
    }
    // Drawing converts grey and foreign colour profiles to sRGB.
    var converted =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    var g = converted.createGraphics();
    g.drawImage(image, 0, 0, null);
    g.dispose();
    return RgbRaster.ofIntRgb(converted);
  }

  // By hand, because ImageIO's own discovery asks the class loader of whichever thread came first.
  private static JPEGImageReaderSpi register() {
    var registry = IIORegistry.getDefaultInstance();
    var present = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
    if (present != null) {
      return present;
    }
    var provider = new JPEGImageReaderSpi();
    registry.registerServiceProvider(provider);
    return provider;
  }

  /** libjpeg paints over damage with grey and only warns; here damage is a refusal. */
  private static final class Warnings implements IIOReadWarningListener {

    private boolean truncated;
    private boolean corrupt;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      String text = warning == null ? "" : warning.toLowerCase(Locale.ROOT);
      if (text.contains("premature") || text.contains("truncated")) {
        truncated = true;
      } else if (text.contains("corrupt jpeg data") && !text.contains("extraneous")) {
        corrupt = true;
      }
    }

    void refuseDamage() throws RefusedImageException {
      if (truncated) {
        throw RefusedImageException.truncated();
      }
      if (corrupt) {
        throw RefusedImageException.unreadable("The JPEG picture is damaged.");
      }
    }
  }
}
