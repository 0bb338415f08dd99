package org.avatarengine.live.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.avatarengine.animation.rig.Rig;
import org.avatarengine.animation.rig.RigTarget;

/**
 * A rig.
 *
 * @param targets their names, in the order of the frames
 */
@RegisterForReflection
public record RigView(String name, String title, List<String> targets) {
  public RigView {
    targets = List.copyOf(targets);
  }

  static RigView of(Rig rig) {
    return new RigView(
        rig.name(), rig.title(), rig.targets().stream().map(RigTarget::name).toList());
  }
}
