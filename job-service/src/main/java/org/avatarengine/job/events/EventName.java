package org.avatarengine.job.events;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobView;

/** What the socket calls the things that happen. */
enum EventName {
  /** Stage or progress of the running attempt. */
  PROCESSING_UPDATE("avatar:processing:update", false),
  /** The job has a result. */
  PROCESSING_COMPLETE("avatar:processing:complete", false),
  /** The job ended without a result: failed, dead or cancelled. */
  PROCESSING_ERROR("avatar:processing:error", false),
  /** The job's status is another one. */
  STATUS_UPDATE("avatar:status:update", false),
  /** For the owner's own room: one of the avatars is done. */
  COMPLETED("avatar:completed", true),
  /** For the owner's own room: one of the avatars came to nothing. */
  FAILED("avatar:failed", true);

  private final String wire;
  private final boolean forOwner;

  EventName(String wire, boolean forOwner) {
    this.wire = wire;
    this.forOwner = forOwner;
  }

  String wire() {
    return wire;
  }

  /** Whether the owner gets it without having subscribed to the avatar. */
  boolean forOwner() {
    return forOwner;
  }

  static EventName ofWire(String wire) {
    for (EventName name : values()) {
      if (name.wire.equals(wire)) {
        return name;
      }
    }
    throw new IllegalArgumentException("no such event: " + wire);
  }

  /**
   * What a change is called, in the order of sending.
   *
   * @param before the job before, or null for a new one
   */
  static List<EventName> of(JobView before, JobView after) {
    List<EventName> names = new ArrayList<>();
    JobStatus status = after.status();
    if (before == null || before.status() != status || before.attempt() != after.attempt()) {
      names.add(STATUS_UPDATE);
    }
    switch (status) {
      case ACTIVE -> {
        if (names.isEmpty() || after.stage() != null) {
          names.add(PROCESSING_UPDATE);
        }
      }
      case COMPLETED -> {
        names.add(PROCESSING_COMPLETE);
        names.add(COMPLETED);
      }
      case FAILED, DEAD, CANCELLED -> {
        names.add(PROCESSING_ERROR);
        names.add(FAILED);
      }
      case QUEUED -> {}
    }
    return names;
  }
}
