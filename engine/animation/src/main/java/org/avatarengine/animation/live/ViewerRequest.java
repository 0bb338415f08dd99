package org.avatarengine.animation.live;

import java.util.Objects;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.session.SessionRole;

/**
 * How somebody wants to take part.
 *
 * @param viewerId who it was before, to go on as the same one; null for somebody new
 * @param role what the token permits
 * @param level the level asked for; null to have it chosen by the viewer's reports
 * @param subject the name that a Live Link output carries, 1..64 characters; null for the session's
 *     id, and for all other formats
 * @param relay whether it is another instance, which passes the frames on to viewers of its own
 */
public record ViewerRequest(
    String viewerId,
    SessionRole role,
    WireFormat format,
    DetailLevel level,
    String subject,
    boolean relay) {

  public ViewerRequest {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(format, "format");
    if (subject != null && (subject.isEmpty() || subject.length() > 64)) {
      throw new IllegalArgumentException("subject is 1..64 characters");
    }
  }

  /** For all but relays. */
  public ViewerRequest(
      String viewerId, SessionRole role, WireFormat format, DetailLevel level, String subject) {
    this(viewerId, role, format, level, subject, false);
  }

  /** For all formats but Live Link. */
  public ViewerRequest(String viewerId, SessionRole role, WireFormat format, DetailLevel level) {
    this(viewerId, role, format, level, null, false);
  }
}
