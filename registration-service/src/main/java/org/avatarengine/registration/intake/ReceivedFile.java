package org.avatarengine.registration.intake;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file that has arrived.
 *
 * @param path where it lies until it is stored, at best in the {@link UploadFolder}
 * @param sha256 of its bytes, 64 hex digits
 * @param size bytes
 * @param kind what its first bytes say
 */
public record ReceivedFile(Path path, String sha256, long size, FileKind kind) {
  public ReceivedFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(kind, "kind");
  }
}
