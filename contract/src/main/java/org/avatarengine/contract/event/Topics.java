package org.avatarengine.contract.event;

import java.util.List;

/** The Kafka topics. Keys: avatarId for tasks and avatar facts, jobId for job facts. */
public final class Topics {
  public static final String TASKS_FACE = "avatar.tasks.face";
  public static final String TASKS_BODY = "avatar.tasks.body";
  public static final String TASKS_FACE_DLQ = "avatar.tasks.face.dlq";
  public static final String TASKS_BODY_DLQ = "avatar.tasks.body.dlq";
  public static final String TASK_EVENTS = "avatar.task-events";
  public static final String TASK_CONTROL = "avatar.task-control";
  public static final String JOB_EVENTS = "avatar.job-events";
  public static final String AVATAR_EVENTS = "avatar.events";
  public static final String FACE_EVENTS = "avatar.face-events";
  public static final String JOB_REQUESTS = "avatar.job-requests";
  public static final String JOB_REQUESTS_DLQ = "avatar.job-requests.dlq";

  private Topics() {}

  /** Every topic, for whoever creates them. */
  public static List<String> all() {
    return List.of(
        TASKS_FACE,
        TASKS_BODY,
        TASKS_FACE_DLQ,
        TASKS_BODY_DLQ,
        TASK_EVENTS,
        TASK_CONTROL,
        JOB_EVENTS,
        AVATAR_EVENTS,
        FACE_EVENTS,
        JOB_REQUESTS,
        JOB_REQUESTS_DLQ);
  }
}
