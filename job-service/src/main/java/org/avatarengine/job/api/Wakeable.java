package org.avatarengine.job.api;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;

/** Sleeps until it is woken or the time is up; a wake-up that comes before the nap is not lost. */
final class Wakeable {

  private boolean woken;
  private UniEmitter<? super Void> sleeper;

  Uni<Void> nap(Duration atMost) {
    return Uni.createFrom()
        .<Void>emitter(this::sleep)
        .ifNoItem()
        .after(atMost)
        .recoverWithItem((Void) null);
  }

  private void sleep(UniEmitter<? super Void> emitter) {
    synchronized (this) {
      if (!woken) {
        sleeper = emitter;
        return;
      }
      woken = false;
    }
    emitter.complete(null);
  }

  void wake() {
    UniEmitter<? super Void> emitter;
    synchronized (this) {
      emitter = sleeper;
      sleeper = null;
      woken = emitter == null;
    }
    if (emitter != null) {
      emitter.complete(null);
    }
  }
}
