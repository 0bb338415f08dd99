package org.avatarengine.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies strangers' bytes into a file of our own, up to a bound. Blocking. */
final class BoundedCopy {

  private static final int PIECE = 64 * 1024;

  private BoundedCopy() {}

  /** Copies; leaves no file unless all of it was copied. */
  static Path copy(InboxKey key, InputStream in, Path file, long maxBytes) throws IOException {
    boolean whole = false;
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      byte[] piece = new byte[PIECE];
      long copied = 0;
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        copied += read;
        if (copied > maxBytes) {
          throw new BlobTooLargeException(key, maxBytes);
        }
        out.write(piece, 0, read);
      }
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
    return file;
  }
}
