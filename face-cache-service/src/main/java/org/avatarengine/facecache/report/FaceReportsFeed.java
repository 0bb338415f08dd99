package org.avatarengine.facecache.report;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.platform.outbox.EventSender;

/** Reports for as long as the service runs. */
@ApplicationScoped
class FaceReportsFeed {

  /** Before the sender, which sends what it was given and then takes no more. */
  private static final int EARLY = 100;

  private static final Duration STOP = Duration.ofSeconds(5);

  private final FaceReports reports;
  private final Thread thread;

  FaceReportsFeed(
      AccessCounts accesses, DamagedFaces damaged, EventSender sender, ReportConfig config) {
    this.reports =
        new FaceReports(
            UUID.randomUUID().toString(),
            accesses,
            damaged,
            (key, fact) ->
                sender.send(Topics.FACE_EVENTS, key, Event.of(fact, Instant.now(), null)),
            config.flushEvery(),
            System::nanoTime);
    this.thread = new Thread(reports, "face-reports");
    thread.setDaemon(true);
  }

  void onStart(@Observes StartupEvent event) {
    thread.start();
  }

  void onStop(@Observes @Priority(EARLY) ShutdownEvent event) throws InterruptedException {
    reports.close();
    thread.join(STOP);
    reports.flush();
  }
}
