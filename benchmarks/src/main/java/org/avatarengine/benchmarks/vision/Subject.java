package org.avatarengine.benchmarks.vision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.avatarengine.benchmarks.engine.Portraits;
import org.avatarengine.vision.image.Decoded;
import org.avatarengine.vision.image.ImageDecoder;
import org.avatarengine.vision.image.ImageLimits;
import org.avatarengine.vision.image.UprightImage;

/** A picture that is measured. */
public enum Subject {
  DRAWN {
    @Override
    Path file() throws IOException {
      Path file = Files.createTempFile("drawn-", ".jpg");
      file.toFile().deleteOnExit();
      return Files.write(file, Portraits.jpeg(0));
    }
  },
  /** The file that a system property names. */
  PHOTO {
    @Override
    Path file() {
      return Path.of(System.getProperty(Subject.PHOTO_PROPERTY));
    }
  };

  static final String PHOTO_PROPERTY = "avatar.benchmarks.photo";

  abstract Path file() throws IOException;

  static UprightImage decode(Path file) {
    return switch (ImageDecoder.decode(file, ImageLimits.defaults())) {
      case Decoded.Image image -> image.image();
      case Decoded.Refused refused ->
          throw new UncheckedIOException(new IOException(file + ": " + refused.message()));
    };
  }
}
