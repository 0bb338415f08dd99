package org.avatarengine.contract.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What an event says. The sealed families below are each the whole traffic of one kind of topic.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FaceTask.class, name = "face-task"),
  @JsonSubTypes.Type(value = TaskControl.Cancel.class, name = "task-cancel"),
  @JsonSubTypes.Type(value = TaskFact.Started.class, name = "task-started"),
  @JsonSubTypes.Type(value = TaskFact.Progressed.class, name = "task-progressed"),
  @JsonSubTypes.Type(value = TaskFact.Completed.class, name = "task-completed"),
  @JsonSubTypes.Type(value = TaskFact.Rejected.class, name = "task-rejected"),
  @JsonSubTypes.Type(value = TaskFact.Failed.class, name = "task-failed"),
  @JsonSubTypes.Type(value = TaskFact.Cancelled.class, name = "task-cancelled"),
  @JsonSubTypes.Type(value = TaskFact.ArtifactsErased.class, name = "artifacts-erased"),
  @JsonSubTypes.Type(value = JobFact.Changed.class, name = "job-changed"),
  @JsonSubTypes.Type(value = JobFact.Erased.class, name = "jobs-erased"),
  @JsonSubTypes.Type(value = AvatarFact.Registered.class, name = "avatar-registered"),
  @JsonSubTypes.Type(value = AvatarFact.Rejected.class, name = "avatar-rejected"),
  @JsonSubTypes.Type(value = AvatarFact.Discarded.class, name = "avatar-discarded"),
  @JsonSubTypes.Type(value = AvatarFact.Erased.class, name = "avatar-erased"),
  @JsonSubTypes.Type(value = FaceFact.Accessed.class, name = "faces-accessed"),
  @JsonSubTypes.Type(value = FaceFact.Damaged.class, name = "face-damaged"),
  @JsonSubTypes.Type(value = JobRequest.class, name = "job-request"),
  @JsonSubTypes.Type(value = JobRequestRefused.class, name = "job-request-refused")
})
public sealed interface Payload
    permits FaceTask,
        TaskControl,
        TaskFact,
        JobFact,
        AvatarFact,
        FaceFact,
        JobRequest,
        JobRequestRefused {}
