package org.avatarengine.live.takeover;

import java.net.URI;
import org.avatarengine.live.session.HeldSession;

/** Where a session is. */
public sealed interface Whereabouts {

  /** On this instance. */
  record Here(HeldSession session) implements Whereabouts {}

  /**
   * On another one, which is alive.
   *
   * @param url where that one is reached
   */
  record Elsewhere(String instance, URI url) implements Whereabouts {}

  /** Nowhere: it has ended, or never was. */
  record Nowhere() implements Whereabouts {}
}
