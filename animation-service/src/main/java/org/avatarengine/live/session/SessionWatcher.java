package org.avatarengine.live.session;

import org.avatarengine.animation.live.CloseReason;

/** Told of each session that begins and ends here, on any thread; must not block. */
public interface SessionWatcher {

  /** It is here now: created, or taken over from another instance. */
  void opened(HeldSession session);

  /** It is here no more. */
  void closed(HeldSession session, CloseReason reason);
}
