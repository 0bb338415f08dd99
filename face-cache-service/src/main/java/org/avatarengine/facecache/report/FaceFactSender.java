package org.avatarengine.facecache.report;

import io.smallrye.mutiny.Uni;
import org.avatarengine.contract.event.FaceFact;

/** Where face facts go. */
interface FaceFactSender {

  /** Sends one; fails when it did not arrive within a bounded time. */
  Uni<Void> send(String key, FaceFact fact);
}
