package org.avatarengine.live.session;

import jakarta.inject.Singleton;
import java.util.List;
import org.avatarengine.animation.stream.TargetMapper;

/** The rigs that a session may name. Any thread. */
@Singleton
public class RigShelf {

  /** The channels themselves. */
  public static final String ARKIT = "arkit";

  /** Their names. */
  public List<String> names() {
    return List.of(ARKIT);
  }

  /** What maps the channels to the rig's targets, for one session; null for the channels. */
  TargetMapper mapper(String rig) {
    if (!ARKIT.equals(rig)) {
      throw new IllegalArgumentException("no rig of that name: " + rig);
    }
    return null;
  }
}
