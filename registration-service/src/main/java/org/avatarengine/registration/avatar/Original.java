package org.avatarengine.registration.avatar;

import java.util.Objects;
import org.avatarengine.contract.blob.BlobKey;

/**
 * What was uploaded.
 *
 * @param format {@code jpeg}, {@code png}, {@code gif}, {@code mp4} or {@code mov}, by its first
 *     bytes
 * @param size bytes
 */
public record Original(BlobKey key, String format, long size) {
  public Original {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(format, "format");
  }
}
