package org.avatarengine.gateway.proxy;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The requests under way, which a stop waits for. Quarkus's own count would also wait for every
 * WebSocket that was ever open, closed ones included, because an upgraded request never ends; a
 * socket's client reconnects anyway, so nobody waits for it here.
 */
@ApplicationScoped
class InFlight {

  private static final Logger LOG = Logger.getLogger(InFlight.class);

  private final Duration patience;
  private int count;

  InFlight(ProxyConfig config) {
    this.patience = config.shutdownTimeout();
  }

  synchronized void enter() {
    count++;
  }

  synchronized void leave() {
    count--;
    notifyAll();
  }

  /** Blocks the thread that stops the application, while the HTTP server still serves. */
  synchronized void onStop(@Observes ShutdownEvent event) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (count > 0) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          LOG.warnf("stopping with requests under way count=%d", count);
          return;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
