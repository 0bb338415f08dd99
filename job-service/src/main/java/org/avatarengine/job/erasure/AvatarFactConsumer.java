package org.avatarengine.job.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.job.queue.RecordIntake;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads what registration says of avatars; only erasures and answered dry runs matter here. */
@ApplicationScoped
class AvatarFactConsumer {

  private static final Logger LOG = Logger.getLogger(AvatarFactConsumer.class);

  private final JobErasure erasure;
  private final RecordIntake intake;

  AvatarFactConsumer(JobErasure erasure, RecordIntake intake) {
    this.erasure = erasure;
    this.intake = intake;
  }

  @Incoming("avatar-facts")
  Uni<Void> onRecord(String record) {
    return intake.take(
        record,
        AvatarFact.class,
        fact ->
            switch (fact) {
              case AvatarFact.Erased erased ->
                  erasure
                      .erase(erased.avatarId())
                      .invoke(() -> LOG.infof("jobs erased avatarId=%s", erased.avatarId()));
              case AvatarFact.Registered registered -> Uni.createFrom().voidItem();
              case AvatarFact.Rejected rejected -> Uni.createFrom().voidItem();
              case AvatarFact.Discarded discarded ->
                  erasure
                      .discard(discarded.avatarId(), discarded.jobId())
                      .invoke(
                          gone ->
                              LOG.infof(
                                  "dry run discarded jobId=%s found=%s", discarded.jobId(), gone))
                      .replaceWithVoid();
            });
  }
}
