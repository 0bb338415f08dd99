package org.avatarengine.platform.outbox;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.event.JobRequest;
import org.avatarengine.contract.event.JobRequestRefused;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.contract.event.TaskControl;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobResult;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.Problem;
import org.avatarengine.contract.problem.Reason;

/** What Jackson reads and writes by reflection, for the native image. */
@RegisterForReflection(
    targets = {
      BlobKey.class,
      AvatarId.class,
      JobId.class,
      UserId.class,
      Event.class,
      Payload.class,
      FaceTask.class,
      TaskControl.Cancel.class,
      TaskFact.Started.class,
      TaskFact.Progressed.class,
      TaskFact.Completed.class,
      TaskFact.Rejected.class,
      TaskFact.Failed.class,
      TaskFact.Cancelled.class,
      TaskFact.ArtifactsErased.class,
      JobFact.Changed.class,
      JobFact.Erased.class,
      AvatarFact.Registered.class,
      AvatarFact.Rejected.class,
      AvatarFact.Erased.class,
      AvatarFact.Discarded.class,
      FaceFact.Accessed.class,
      FaceFact.Access.class,
      FaceFact.Damaged.class,
      JobRequest.class,
      JobRequest.Source.class,
      JobRequest.Consent.class,
      JobRequestRefused.class,
      FaceOptions.class,
      JobView.class,
      JobResult.class,
      JobError.class,
      JobSubmission.class,
      FaceReport.class,
      FaceReport.FaceDetectionResults.class,
      FaceReport.PrimaryFace.class,
      FaceReport.QualityAssessment.class,
      FaceReport.Component.class,
      FaceReport.Clip.class,
      FaceReport.Pose.class,
      Problem.class,
      Reason.class
    },
    // The pure-Java LZ4 codec is loaded by name.
    classNames = {
      "net.jpountz.lz4.LZ4JavaSafeCompressor",
      "net.jpountz.lz4.LZ4HCJavaSafeCompressor",
      "net.jpountz.lz4.LZ4JavaSafeFastDecompressor",
      "net.jpountz.lz4.LZ4JavaSafeSafeDecompressor"
    })
class WireRecords {}
