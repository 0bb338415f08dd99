package org.avatarengine.registration.verdict;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.avatar.Decision;
import org.avatarengine.registration.avatar.RegistrationState;
import org.avatarengine.registration.erasure.Faces;
import org.avatarengine.registration.stats.StageTimes;
import org.avatarengine.registration.waiting.WakeUps;
import org.jboss.logging.Logger;

/**
 * Carries verdicts out. Every step may happen again: an effect that is already there is left as it
 * is, and the record goes last, so that a crash in between is mended by the next delivery.
 */
@ApplicationScoped
public class Verdicts {

  private static final Logger LOG = Logger.getLogger(Verdicts.class);

  private final AvatarStore store;
  private final BlobStore blobs;
  private final Faces faces;
  private final WakeUps wakeUps;
  private final ObjectMapper json;
  private final Clock clock;
  private final StageTimes times;

  Verdicts(
      AvatarStore store,
      BlobStore blobs,
      Faces faces,
      WakeUps wakeUps,
      ObjectMapper json,
      Clock clock,
      StageTimes times) {
    this.store = store;
    this.blobs = blobs;
    this.faces = faces;
    this.wakeUps = wakeUps;
    this.json = json;
    this.clock = clock;
    this.times = times;
  }

  /** Takes a job's news into account; fails when an engine is away, and may then be repeated. */
  public Uni<Void> settle(JobView job) {
    if (job.kind() != JobKind.FACE || isFirstProgress(job)) {
      return Uni.createFrom().voidItem();
    }
    return store
        .find(job.avatarId())
        .chain(found -> found.isPresent() ? settle(found.get(), job) : Uni.createFrom().voidItem());
  }

  /**
   * Gives an avatar up: the original goes, then the record, and only its job remains.
   *
   * @param faceMayExist whether an attempt may have handed a face in before the job ended otherwise
   */
  public Uni<Void> withdraw(Avatar avatar, boolean faceMayExist) {
    Uni<Void> withoutFace = faceMayExist ? faces.erase(avatar.id()) : Uni.createFrom().voidItem();
    return withoutFace
        .chain(() -> blobs.deleteAll(BlobKind.ORIGINALS, avatar.id()))
        .chain(() -> store.decide(avatar.id(), present -> new Decision.Remove(present.withdrawn())))
        .invoke(
            () -> {
              wakeUps.announce(avatar.id());
              LOG.infof("withdrawn avatarId=%s jobId=%s", avatar.id(), avatar.jobId());
            })
        .replaceWithVoid();
  }

  /**
   * Lets everything of a dry run go: original and record here, job and report by the fact that says
   * so. May be repeated.
   */
  public Uni<Void> discard(Avatar avatar) {
    return blobs
        .deleteAll(BlobKind.ORIGINALS, avatar.id())
        .chain(() -> store.decide(avatar.id(), present -> new Decision.Remove(present.withdrawn())))
        .replaceWithVoid();
  }

  /**
   * Only a dead job's avatar cares for progress, and a job never dies within its first attempt
   * without a fact that says so: the bulk of the traffic needs no look at the record.
   */
  private static boolean isFirstProgress(JobView job) {
    return job.attempt() <= 1
        && (job.status() == JobStatus.QUEUED || job.status() == JobStatus.ACTIVE);
  }

  private Uni<Void> settle(Avatar avatar, JobView job) {
    return switch (Verdict.of(avatar, job)) {
      case Verdict.Nothing nothing -> Uni.createFrom().voidItem();
      case Verdict.Register register -> register(avatar, job);
      case Verdict.Replace replace -> register(avatar, job);
      // A verdict ends an attempt before its face is handed in.
      case Verdict.Withdraw withdraw -> withdraw(avatar, job.status() != JobStatus.FAILED);
      case Verdict.Resume resume -> save(avatar, job, null);
      case Verdict.ResumeRegeneration resume -> save(avatar, job, null);
      case Verdict.Hold hold -> saveAndWake(avatar, job);
      case Verdict.Drop drop -> saveAndWake(avatar, job);
      case Verdict.HoldRegeneration hold -> saveAndWake(avatar, job);
    };
  }

  private Uni<Void> register(Avatar avatar, JobView job) {
    if (job.result() == null || job.result().report() == null) {
      LOG.errorf("a completed job without a report avatarId=%s jobId=%s", avatar.id(), job.jobId());
      return Uni.createFrom().voidItem();
    }
    return blobs
        .read(job.result().report())
        .map(this::report)
        .chain(
            report -> {
              if (!report.avatarId().equals(avatar.id()) || !report.jobId().equals(job.jobId())) {
                LOG.errorf(
                    "a report of another job avatarId=%s jobId=%s", avatar.id(), job.jobId());
                return Uni.createFrom().voidItem();
              }
              return save(avatar, job, report)
                  .invoke(
                      () -> {
                        wakeUps.announce(avatar.id());
                        LOG.infof("registered avatarId=%s jobId=%s", avatar.id(), job.jobId());
                      });
            });
  }

  private Uni<Void> saveAndWake(Avatar avatar, JobView job) {
    return save(avatar, job, null).invoke(() -> wakeUps.announce(avatar.id()));
  }

  private Uni<Void> save(Avatar avatar, JobView job, FaceReport report) {
    Instant began = clock.instant();
    return store
        .decide(avatar.id(), present -> Verdict.decide(present, job, report, clock.instant()))
        .invoke(
            decision -> {
              times.database(Duration.between(began, clock.instant()));
              if (report != null && decision instanceof Decision.Save saved) {
                count(saved.avatar(), report);
              }
            })
        .replaceWithVoid();
  }

  private void count(Avatar avatar, FaceReport report) {
    if (avatar.state() instanceof RegistrationState.Registered registered && !avatar.dryRun()) {
      times.registered(report, registered.took());
    }
  }

  private FaceReport report(byte[] bytes) {
    try {
      return json.readValue(bytes, FaceReport.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a report that is not one", e);
    }
  }
}
