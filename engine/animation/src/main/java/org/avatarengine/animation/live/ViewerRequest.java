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
 */
public record ViewerRequest(
    String viewerId, SessionRole role, WireFormat format, DetailLevel level) {

  public ViewerRequest {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(format, "format");
  }
}
