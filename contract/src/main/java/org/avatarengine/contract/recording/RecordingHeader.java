package org.avatarengine.contract.recording;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.SessionId;

/**
 * What a recording says about itself.
 *
 * @param fps frames a second that were meant, 1..240
 * @param createdAt to the millisecond
 * @param metadata a JSON object of the writer's choice, at most 64 KiB of UTF-8; not looked into
 */
public record RecordingHeader(
    FrameProfile profile,
    DetailLevel level,
    int fps,
    Instant createdAt,
    SessionId session,
    String metadata) {

  /** The longest metadata in bytes. */
  public static final int MAX_METADATA = 64 << 10;

  public RecordingHeader {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(metadata, "metadata");
    if (fps < 1 || fps > 240) {
      throw new IllegalArgumentException("fps " + fps);
    }
    if (!metadata.startsWith("{") || !metadata.endsWith("}")) {
      throw new IllegalArgumentException("metadata is not a JSON object");
    }
    if (metadata.getBytes(StandardCharsets.UTF_8).length > MAX_METADATA) {
      throw new IllegalArgumentException("metadata over " + MAX_METADATA + " bytes");
    }
  }
}
