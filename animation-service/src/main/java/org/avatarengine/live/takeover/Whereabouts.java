package org.avatarengine.live.takeover;

import org.avatarengine.live.session.HeldSession;

/** Where a session is. */
public sealed interface Whereabouts {

  /** On this instance. */
  record Here(HeldSession session) implements Whereabouts {}

  /** On another one, which is alive. */
  record Elsewhere(String instance) implements Whereabouts {}

  /** Nowhere: it has ended, or never was. */
  record Nowhere() implements Whereabouts {}
}
