package org.avatarengine.vision.image;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifTiffHandler;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the EXIF orientation; a missing or broken one means as stored. */
final class ExifOrientation {

  private static final int AS_STORED = 1;

  private ExifOrientation() {}

  static int ofJpeg(Path file) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      return of(JpegMetadataReader.readMetadata(in, List.of(new ExifReader())));
    } catch (JpegProcessingException | RuntimeException e) {
      return AS_STORED;
    }
  }

  /**
   * @param tiff the content of a PNG's eXIf chunk
   */
  static int ofTiff(byte[] tiff) {
    var metadata = new Metadata();
    try {
      new TiffReader()
          .processTiff(new ByteArrayReader(tiff), new ExifTiffHandler(metadata, null, 0), 0);
    } catch (TiffProcessingException | IOException | RuntimeException e) {
      return AS_STORED;
    }
    return of(metadata);
  }

  private static int of(Metadata metadata) {
    var directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer value =
        directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return value == null ? AS_STORED : value;
  }
}
