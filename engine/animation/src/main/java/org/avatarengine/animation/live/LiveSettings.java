package org.avatarengine.animation.live;

import java.util.Objects;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.SessionId;

/**
 * What a session is made of.
 *
 * @param rig the name of a rig, "arkit" for the channels themselves
 * @param fps frames a second, 1..60
 * @param seed of all that is random in it
 * @param maxViewers 1..10,000
 */
public record LiveSettings(
    SessionId id,
    String rig,
    int fps,
    FrameProfile profile,
    CompositorSettings compositor,
    long seed,
    int maxViewers) {

  public LiveSettings {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(rig, "rig");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(compositor, "compositor");
    if (fps < 1 || fps > 60) {
      throw new IllegalArgumentException("fps is 1..60: " + fps);
    }
    if (maxViewers < 1 || maxViewers > 10_000) {
      throw new IllegalArgumentException("maxViewers is 1..10000: " + maxViewers);
    }
  }
}
