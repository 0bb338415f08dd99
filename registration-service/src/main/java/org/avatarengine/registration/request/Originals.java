package org.avatarengine.registration.request;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.avatarengine.contract.event.JobRequest;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.blob.BlobMissingException;
import org.avatarengine.platform.blob.BlobTooLargeException;
import org.avatarengine.platform.blob.Inbox;
import org.avatarengine.platform.blob.InboxKey;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.intake.FileKind;
import org.avatarengine.registration.intake.IntakeConfig;
import org.avatarengine.registration.intake.ReceivedFile;
import org.avatarengine.registration.waiting.CallerContext;

/** Brings the originals of requests here, from the inbox or by URL, and looks what they are. */
@ApplicationScoped
class Originals {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int RETRIES = 2;

  private final Inbox inbox;
  private final UrlFetcher urls;
  private final IntakeConfig limits;
  private final Vertx vertx;

  /** A server that may answer the next time. */
  private static final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Reason reason;

    UnreachableException(Reason reason) {
      super(reason.message(), null, false, false);
      this.reason = reason;
    }
  }

  Originals(Inbox inbox, UrlFetcher urls, IntakeConfig limits, Vertx vertx) {
    this.inbox = inbox;
    this.urls = urls;
    this.limits = limits;
    this.vertx = vertx;
  }

  /**
   * Brings an original into a file.
   *
   * @return the file; fails with a {@link ProblemException} of status 400 to 499 where it cannot be
   *     taken, with another exception where an engine is away. The caller removes the file in every
   *     outcome
   */
  Uni<ReceivedFile> bring(JobRequest.Source source, Path file) {
    if (source.inboxKey() == null) {
      return byUrl(source, file).chain(() -> look(file, null));
    }
    InboxKey key = InboxKey.of(source.inboxKey());
    return inbox
        .fetch(key, file, limits.largestFile().asLongValue())
        .onFailure(BlobMissingException.class)
        .transform(
            missing ->
                ProblemException.of(
                    ProblemType.NOT_FOUND,
                    invalid(
                        "original-missing",
                        "Nothing lies at that inbox key; lay the file down first, then ask.")))
        .onFailure(BlobTooLargeException.class)
        .transform(large -> tooLarge())
        .chain(() -> look(file, key.name()));
  }

  private Uni<Void> byUrl(JobRequest.Source source, Path file) {
    Uni<Fetched> fetch =
        Uni.createFrom()
            .completionStage(() -> urls.fetch(source.url(), file).toCompletionStage())
            .invoke(
                fetched -> {
                  if (fetched instanceof Fetched.Unreachable unreachable) {
                    throw new UnreachableException(unreachable.reason());
                  }
                });
    return CallerContext.keep(fetch)
        .onFailure(UnreachableException.class)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(RETRIES)
        .onFailure()
        .recoverWithItem(Originals::unreachable)
        .invoke(
            fetched -> {
              if (fetched instanceof Fetched.Refused refused) {
                throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, refused.reason().in(ErrorClass.FILE_VALIDATION));
              }
            })
        .replaceWithVoid();
  }

  private static Fetched unreachable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreachableException unreachable) {
        return new Fetched.Refused(unreachable.reason);
      }
    }
    throw new IllegalStateException("an original could not be written", failure);
  }

  /** Reads what was brought, on a worker thread. */
  private Uni<ReceivedFile> look(Path file, String name) {
    return Uni.createFrom()
        .completionStage(
            () -> vertx.executeBlocking(() -> inspect(file, name), false).toCompletionStage());
  }

  private static ReceivedFile inspect(Path file, String name) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(FileKind.HEAD);
    }
    if (head.length == 0) {
      throw ProblemException.of(
          ProblemType.UNREADABLE_FILE,
          invalid("empty-file", "The file is empty; choose another one."));
    }
    return new ReceivedFile(file, Sha256.hex(file), Files.size(file), FileKind.accept(head, name));
  }

  private ProblemException tooLarge() {
    long megabytes = limits.largestFile().asLongValue() / (1024 * 1024);
    return ProblemException.of(
        ProblemType.FILE_TOO_LARGE,
        invalid(
            "file-too-large", "The file is larger than " + megabytes + " MB; send a smaller one."));
  }

  private static Reason invalid(String code, String message) {
    return new Reason(code, message, ErrorClass.FILE_VALIDATION);
  }
}
