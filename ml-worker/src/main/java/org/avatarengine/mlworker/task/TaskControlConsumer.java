package org.avatarengine.mlworker.task;

import jakarta.enterprise.context.ApplicationScoped;
import org.avatarengine.contract.event.TaskControl;
import org.avatarengine.platform.outbox.EventCodec;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Every worker hears every order on {@code avatar.task-control}. */
@ApplicationScoped
class TaskControlConsumer {

  private static final Logger LOG = Logger.getLogger(TaskControlConsumer.class);

  private final EventCodec codec;
  private final CancelTasks cancel;

  TaskControlConsumer(EventCodec codec, CancelTasks cancel) {
    this.codec = codec;
    this.cancel = cancel;
  }

  @Incoming("task-control")
  void consume(String json) {
    try {
      if (codec.read(json).data() instanceof TaskControl.Cancel order) {
        cancel.ofJob(order.jobId());
        LOG.infof("told to cancel jobId=%s", order.jobId());
      }
    } catch (IllegalArgumentException e) {
      LOG.warnf("record skipped topic=avatar.task-control cause=%s", e.getMessage());
    }
  }
}
