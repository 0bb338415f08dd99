package org.avatarengine.live.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A rig.
 *
 * @param targets their names, in the order of the frames
 */
@RegisterForReflection
public record RigView(String name, List<String> targets) {
  public RigView {
    targets = List.copyOf(targets);
  }
}
