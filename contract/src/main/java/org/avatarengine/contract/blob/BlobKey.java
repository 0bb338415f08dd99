package org.avatarengine.contract.blob;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.regex.Pattern;
import org.avatarengine.contract.id.AvatarId;

/**
 * Where bytes lie: {@code {kind}/{avatarId}/{sha256}}. Nothing is shared between avatars, so
 * erasing one never touches another.
 *
 * @param kind who owns the bytes
 * @param avatarId whose bytes they are
 * @param sha256 64 lower-case hex digits of the content
 */
public record BlobKey(BlobKind kind, AvatarId avatarId, String sha256) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public BlobKey {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(avatarId, "avatarId");
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + sha256);
    }
  }

  /**
   * Reads the path form.
   *
   * @throws IllegalArgumentException if {@code path} is not {@code kind/uuid/sha256}
   */
  @JsonCreator
  public static BlobKey of(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a blob key: " + path);
    }
    return new BlobKey(BlobKind.ofFolder(parts[0]), AvatarId.of(parts[1]), parts[2]);
  }

  /** {@code kind/avatarId/sha256}, with forward slashes. */
  @JsonValue
  public String path() {
    return kind.folder() + "/" + avatarId + "/" + sha256;
  }

  @Override
  public String toString() {
    return path();
  }
}
