package org.avatarengine.vision.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Decodes an uploaded still into upright sRGB pixels, or says why it does not. */
public final class ImageDecoder {

  private static final int BUFFER = 1 << 16;

  private ImageDecoder() {}

  /**
   * Decodes JPEG, PNG and GIF (its first frame), whatever the file is called. Size limits are
   * checked before pixels are read; EXIF orientation is applied; colour profiles, grey, CMYK, 16
   * bit and transparency (over white) become 8-bit sRGB.
   *
   * @throws UncheckedIOException only if the file cannot be opened
   */
  public static Decoded decode(Path file, ImageLimits limits) {
    byte[] head;
    long length;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(16);
      length = Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the uploaded file", e);
    }
    if (head.length == 0) {
      return new Decoded.Refused(Refusal.EMPTY, "The file is empty.");
    }
    var format = ImageFormat.sniff(head);
    if (format.isEmpty()) {
      return new Decoded.Refused(
          Refusal.UNSUPPORTED,
          "This is %s; a JPEG, PNG or GIF picture is needed.".formatted(describe(head)));
    }
    return decodeAs(format.get(), file, length, limits);
  }

  // Decoders meet bytes that were made to break them: whatever they throw is a refusal here.
  private static Decoded decodeAs(ImageFormat format, Path file, long length, ImageLimits limits) {
    try {
      RawPicture picture =
          switch (format) {
            case JPEG -> JpegDecoder.decode(file, limits);
            case PNG -> {
              try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
                yield new PngDecoder(in, limits).decode();
              }
            }
            case GIF -> {
              try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
                yield new GifDecoder(in, limits).decode();
              }
            }
          };
      return new Decoded.Image(picture.upright(), format);
    } catch (RefusedImageException e) {
      return new Decoded.Refused(e.refusal(), e.getMessage());
    } catch (EOFException e) {
      var truncated = RefusedImageException.truncated();
      return new Decoded.Refused(truncated.refusal(), truncated.getMessage());
    } catch (IOException | RuntimeException e) {
      return new Decoded.Refused(
          Refusal.UNREADABLE,
          "The %s picture is damaged and cannot be read (%d bytes).".formatted(format, length));
    }
  }

  private static String describe(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String lower = text.stripLeading().toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doc") || lower.startsWith("<html") || lower.startsWith("<?xml")) {
      return "a web page or XML document";
    }
    if (text.startsWith("ftyp", 4)) {
      return "a video or HEIF file";
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return "a WebP picture";
    }
    if (text.startsWith("BM")) {
      return "a BMP picture";
    }
    if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
      return "a TIFF picture";
    }
    if (text.startsWith("%PDF")) {
      return "a PDF document";
    }
    return "not a picture that is known here";
  }
}
