package org.avatarengine.vision.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Decodes PNG row by row, so that no more than two rows and the working raster are held, and no
 * chunk but the picture's own is ever inflated without a bound.
 */
final class PngDecoder {

  private static final int MAX_SMALL_CHUNK = 1 << 16;
  private static final int MAX_PROFILE_CHUNK = 1 << 22;
  private static final int[][] WHOLE = {{0, 0, 1, 1}};
  // Adam7: first column, first row, column step, row step of each pass.
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final PngChunks chunks;
  private final ImageLimits limits;
  private byte[] palette = {};
  private byte[] transparency = {};
  private Optional<byte[]> profile = Optional.empty();
  private int orientation = 1;

  PngDecoder(InputStream in, ImageLimits limits) throws IOException {
    this.chunks = new PngChunks(in);
    this.limits = limits;
  }

  RawPicture decode() throws IOException {
    if (!chunks.next().equals("IHDR") || chunks.length() != 13) {
      throw RefusedImageException.unreadable("The PNG picture has no header.");
    }
    var header = PngHeader.read(chunks.content());
    limits.check(header.width(), header.height());
    while (!chunks.next().equals("IDAT")) {
      if (chunks.type().equals("IEND")) {
        throw RefusedImageException.unreadable("The PNG file holds no picture.");
      }
      readAncillary();
    }
    if (header.colourType() == PngHeader.PALETTE && palette.length == 0) {
      throw RefusedImageException.unreadable("The PNG picture has no palette.");
    }
    RgbRaster raster = readPixels(header);
    while (!chunks.type().equals("IEND")) {
      readAncillary();
      chunks.next();
    }
    return new RawPicture(
        header.width(), header.height(), ColourProfile.toSrgb(raster, profile), orientation);
  }

  private void readAncillary() throws IOException {
    switch (chunks.type()) {
      case "PLTE" -> palette = small();
      case "tRNS" -> transparency = small();
      case "eXIf" -> orientation = ExifOrientation.ofTiff(small());
      case "iCCP" -> {
        if (chunks.length() <= MAX_PROFILE_CHUNK) {
          profile = ColourProfile.inflate(chunks.content());
        }
      }
      default -> {
        // Everything else is skipped unread.
      }
    }
  }

  private byte[] small() throws IOException {
    return chunks.length() <= MAX_SMALL_CHUNK ? chunks.content() : new byte[0];
  }

  private RgbRaster readPixels(PngHeader header) throws IOException {
    var builder = new RasterBuilder(header.width(), header.height(), limits);
    var colours = new PngColours(header, palette, transparency);
    var inflater = new Inflater();
    try {
      var data = new InflaterInputStream(chunks.imageData(), inflater, 1 << 15);
      for (int[] pass : header.interlaced() ? ADAM7 : WHOLE) {
        readPass(header, pass, data, colours, builder);
      }
      if (data.readNBytes(header.rowBytes(header.width()) + 1).length
          > header.rowBytes(header.width())) {
        throw RefusedImageException.unreadable(
            "The PNG picture unpacks to far more than its size allows.");
      }
    } finally {
      inflater.end();
    }
    return builder.finish();
  }

  private static void readPass(
      PngHeader header, int[] pass, InputStream data, PngColours colours, RasterBuilder builder)
      throws IOException {
    int columns = (header.width() - pass[0] + pass[2] - 1) / pass[2];
    int rows = (header.height() - pass[1] + pass[3] - 1) / pass[3];
    if (columns <= 0 || rows <= 0) {
      return;
    }
    int bytes = header.rowBytes(columns);
    int distance = Math.max(1, header.bitsPerPixel() / 8);
    byte[] previous = new byte[bytes];
    byte[] current = new byte[bytes];
    byte[] rgb = new byte[columns * 3];
    for (int y = 0; y < rows; y++) {
      int filter = data.read();
      if (filter < 0 || data.readNBytes(current, 0, bytes) < bytes) {
        throw RefusedImageException.truncated();
      }
      PngFilter.undo(filter, current, previous, distance);
      colours.toRgb(current, columns, rgb);
      if (header.interlaced()) {
        for (int x = 0; x < columns; x++) {
          builder.pixel(
              pass[0] + x * pass[2],
              pass[1] + y * pass[3],
              rgb[x * 3],
              rgb[x * 3 + 1],
              rgb[x * 3 + 2]);
        }
      } else {
        builder.row(y, rgb);
      }
      byte[] swap = previous;
      previous = current;
      current = swap;
    }
  }
}
