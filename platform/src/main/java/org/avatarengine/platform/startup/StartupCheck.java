package org.avatarengine.platform.startup;

import java.util.Optional;

/** Something that must be right before a production start; implement it as an application bean. */
public interface StartupCheck {

  /** One plain line naming what is wrong and what mends it, or empty when all is well. */
  Optional<String> complaint();
}
