package org.avatarengine.job.events;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.platform.outbox.EventCodec;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads what any instance says of jobs, in a group of this instance's own, and tells those here who
 * wait for it. It only wakes: whoever is woken reads the truth from Postgres.
 */
@ApplicationScoped
class JobFactReader {

  private static final Logger LOG = Logger.getLogger(JobFactReader.class);

  private final EventCodec codec;
  private final Event<JobFact.Changed> changes;

  JobFactReader(EventCodec codec, Event<JobFact.Changed> changes) {
    this.codec = codec;
    this.changes = changes;
  }

  @Incoming("job-facts")
  Uni<Void> onRecord(String record) {
    try {
      if (codec.read(record).data() instanceof JobFact.Changed changed) {
        changes.fire(changed);
      }
    } catch (IllegalArgumentException e) {
      LOG.warnf("record skipped cause=unreadable bytes=%d", record.length());
    }
    return Uni.createFrom().voidItem();
  }
}
