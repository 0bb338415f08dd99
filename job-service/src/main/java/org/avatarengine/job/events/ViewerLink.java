package org.avatarengine.job.events;

import io.smallrye.mutiny.Uni;

/** The line to one viewer: a socket, or a test's ear. */
interface ViewerLink {

  /** Sends one text message; completes when it has left. */
  Uni<Void> send(String message);

  /** Says goodbye with a reason; more than once does no harm. */
  Uni<Void> close(Farewell farewell);

  boolean isOpen();
}
