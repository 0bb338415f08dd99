package org.avatarengine.facecache.event;

import org.avatarengine.contract.event.AvatarFact;

/** Who wants to know; called on the reader's thread, must not block. */
public interface AvatarFactListener {

  /** A fact, at least once, in the order of its avatar. */
  void onFact(AvatarFact fact);

  /** Facts may have been missed: whatever depends on having seen them all is void. */
  void onLostTrack();
}
