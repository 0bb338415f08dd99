package org.avatarengine.live.session;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.DoctorReport;
import org.avatarengine.animation.live.LiveSession;

/**
 * Counts all sessions once a second, and ends those that nobody uses any more. The visits run on
 * the sessions' loops, a few at a time; the sum is for any thread.
 */
@Singleton
public class SessionCensus {

  private static final long EVERY_MS = 1_000;
  private static final int DOCTOR_EVERY = 5;

  private final SessionLoops loops;
  private final SessionConfig config;
  private final Vertx vertx;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile StatsSum sum = new StatsSum();
  private int round;

  SessionCensus(SessionLoops loops, SessionConfig config, Vertx vertx) {
    this.loops = loops;
    this.config = config;
    this.vertx = vertx;
  }

  void onStart(@Observes StartupEvent event) {
    vertx.setPeriodic(EVERY_MS, timer -> count());
  }

  /** The newest sum, at most about a second old; not to be changed. */
  public StatsSum sum() {
    return sum;
  }

  void count() {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    int turn = round++;
    int count = loops.all().size();
    AtomicReferenceArray<StatsSum> parts = new AtomicReferenceArray<>(count);
    for (int i = 0; i < count; i++) {
      parts.set(i, new StatsSum());
    }
    AtomicInteger left = new AtomicInteger(count);
    for (int i = 0; i < count; i++) {
      SessionLoop loop = loops.all().get(i);
      StatsSum part = parts.get(i);
      loop.survey(
          (session, live) -> visit(session, live, part, turn),
          () -> {
            part.add(loop.retired());
            if (left.decrementAndGet() == 0) {
              StatsSum all = new StatsSum();
              for (int k = 0; k < count; k++) {
                all.add(parts.get(k));
              }
              sum = all;
              running.set(false);
            }
          });
    }
  }

  private void visit(HeldSession session, LiveSession live, StatsSum part, int turn) {
    long idleSince = live.isRelay() ? -1 : live.idleSinceUs();
    if (idleSince >= 0 && session.nowUs() - idleSince > config.idleTimeout().toNanos() / 1_000) {
      session.closeHere(CloseReason.SESSION_CLOSED);
      return;
    }
    if ((turn + Math.floorMod(session.hashCode(), DOCTOR_EVERY)) % DOCTOR_EVERY == 0
        && live.viewers() > 0) {
      session.setVitals(vitals(live.doctor(session.nowUs())));
    }
    part.addLiving(live.stats(), live.viewers() > 0 ? session.vitals() : Vitals.NONE);
  }

  private static Vitals vitals(DoctorReport report) {
    int reporting = 0;
    double rtt = 0;
    double loss = 0;
    double fps = 0;
    for (DoctorReport.Watcher viewer : report.viewers()) {
      if (viewer.rttMs() >= 0) {
        reporting++;
        rtt += viewer.rttMs();
        loss += Math.max(0, viewer.lossPercent());
        fps += Math.max(0, viewer.renderFps());
      }
    }
    return new Vitals(reporting, rtt, loss, fps);
  }
}
