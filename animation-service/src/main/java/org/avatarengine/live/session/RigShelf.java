package org.avatarengine.live.session;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.avatarengine.animation.rig.Rig;
import org.avatarengine.animation.rig.RigFormatException;
import org.avatarengine.animation.rig.RigMapper;
import org.avatarengine.animation.rig.Rigs;
import org.avatarengine.animation.stream.TargetMapper;

/** The rigs that a session may name, read once at start. Any thread. */
@Singleton
public class RigShelf {

  /** The channels themselves. */
  public static final String ARKIT = "arkit";

  private final Rigs rigs;

  RigShelf(SessionConfig config) {
    try {
      this.rigs =
          config.rigsFolder().isPresent()
              ? Rigs.withFolder(config.rigsFolder().get())
              : Rigs.builtIn();
    } catch (RigFormatException | IOException bad) {
      throw new ConfigurationException("avatar: cannot read the rigs: " + bad.getMessage());
    }
  }

  /** The rig of that name. */
  public Optional<Rig> named(String name) {
    return Optional.ofNullable(rigs.find(name));
  }

  /** All of them. */
  public List<Rig> all() {
    return rigs.all();
  }

  /** What maps the channels to the rig's targets, for one session; null for the channels. */
  TargetMapper mapper(String rig) {
    if (ARKIT.equals(rig)) {
      return null;
    }
    return new RigMapper(
        named(rig).orElseThrow(() -> new IllegalArgumentException("no rig of that name: " + rig)));
  }
}
