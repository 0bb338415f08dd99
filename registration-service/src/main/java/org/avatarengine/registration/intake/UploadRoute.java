package org.avatarengine.registration.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.TokenVerifier;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.OptionFields;
import org.avatarengine.registration.stats.StageTimes;
import org.avatarengine.registration.waiting.WaitConfig;

/**
 * {@code POST /api/v1/avatars}, and the same in other dialects. A raw route, since a body of 50 MB
 * must pass without being held; it comes before the router's own limit for bodies, which is meant
 * for JSON.
 */
@ApplicationScoped
public class UploadRoute {

  private static final UploadDialect OWN =
      new UploadDialect(
          UploadReplies.AVATARS,
          UploadForm.FIELDS.stream().collect(Collectors.toMap(Function.identity(), name -> name)),
          201,
          view -> view);

  private static final int BEFORE_BODY_LIMIT = -1_000;
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  /** Beside the wait; every call within has a limit of its own, so this is the last resort. */
  private static final Duration LONGEST_WORK = Duration.ofSeconds(60);

  private final TokenVerifier verifier;
  private final Registrar registrar;
  private final UploadFolder folder;
  private final UploadReplies replies;
  private final IntakeConfig config;
  private final ConsentConfig consents;
  private final WaitConfig waits;
  private final Vertx vertx;
  private final Clock clock;
  private final StageTimes times;
  private final AtomicInteger uploads = new AtomicInteger();

  UploadRoute(
      TokenVerifier verifier,
      Registrar registrar,
      UploadFolder folder,
      UploadReplies replies,
      IntakeConfig config,
      ConsentConfig consents,
      WaitConfig waits,
      Vertx vertx,
      Clock clock,
      StageTimes times,
      MeterRegistry metrics) {
    this.verifier = verifier;
    this.registrar = registrar;
    this.folder = folder;
    this.replies = replies;
    this.config = config;
    this.consents = consents;
    this.waits = waits;
    this.vertx = vertx;
    this.clock = clock;
    this.times = times;
    metrics.gauge("avatar.registration.uploads.active", uploads);
  }

  void install(@Observes Router router) {
    install(router, OWN);
  }

  /** Takes uploads in another dialect too. */
  public void install(Router router, UploadDialect dialect) {
    router
        .post(dialect.path())
        .order(BEFORE_BODY_LIMIT)
        .handler(context -> accept(context, dialect));
  }

  private void accept(RoutingContext context, UploadDialect dialect) {
    HttpServerRequest request = context.request();
    Instant arrived = clock.instant();
    Caller caller;
    UploadWishes wishes;
    String boundary;
    try {
      caller = caller(request);
      wishes = UploadWishes.of(request, waits);
      boundary = boundary(request);
      refuseTooLarge(request);
    } catch (ProblemException problem) {
      replies.refuseUnread(request, dialect, problem);
      return;
    }
    if (uploads.incrementAndGet() > config.uploads()) {
      uploads.decrementAndGet();
      replies.refuseUnread(
          request,
          dialect,
          ProblemException.of(ProblemType.BUSY, "Too many uploads at once.").retryAfter(COME_BACK));
      return;
    }
    Path path = folder.fresh();
    if (UploadReplies.expectsContinue(request)) {
      request.response().writeContinue();
    }
    Uni.createFrom()
        .completionStage(
            new UploadReception(vertx, request, boundary, config, dialect, path)
                .receive()
                .toCompletionStage())
        .onTermination()
        .invoke(uploads::decrementAndGet)
        .invoke(() -> times.validation(Duration.between(arrived, clock.instant())))
        .chain(form -> register(caller, wishes, form, arrived))
        .onTermination()
        .invoke(() -> folder.remove(path))
        .subscribe()
        .with(
            answer -> replies.send(request, dialect, wishes, answer),
            failure -> replies.fail(request, dialect, failure));
  }

  private Uni<Answer> register(
      Caller caller, UploadWishes wishes, UploadForm form, Instant arrived) {
    OptionFields.requireMaySet(caller, form.options());
    NewAvatar wanted =
        form.toNewAvatar(owner(caller, form), consents.policyVersion(), arrived, wishes.dryRun());
    Uni<Answer> work =
        wishes.dryRun()
            ? registrar.judge(wanted, wishes.patience())
            : registrar.register(wanted, form.fingerprint(), wishes.key(), wishes.patience());
    return work.ifNoItem()
        .after(wishes.patience().plus(LONGEST_WORK))
        .failWith(
            () ->
                ProblemException.of(
                        ProblemType.UNAVAILABLE, "This takes too long; look for the avatar later.")
                    .retryAfter(LONGEST_WORK));
  }

  /** Whose the avatar will be: the caller's, unless an administrator names somebody else. */
  private static UserId owner(Caller caller, UploadForm form) {
    if (form.userId() == null || !caller.isAdmin()) {
      return caller.userId();
    }
    try {
      return UserId.of(form.userId());
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST,
          new Reason("invalid-userId", "The user's id must be a UUID."));
    }
  }

  private Caller caller(HttpServerRequest request) {
    Caller caller = verifier.verifyAuthorization(request.getHeader(HttpHeaders.AUTHORIZATION));
    caller.require(Permission.WRITE);
    if (!caller.avatarScope().isEmpty()) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason("out-of-scope", "This token is for certain avatars and cannot add one."));
    }
    return caller;
  }

  private static String boundary(HttpServerRequest request) {
    String boundary = MultipartParser.boundary(request.getHeader(HttpHeaders.CONTENT_TYPE));
    if (boundary == null) {
      throw ProblemException.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          new Reason(
              "not-a-form", "Send multipart/form-data with the parts \"file\" and \"name\"."));
    }
    return boundary;
  }

  private void refuseTooLarge(HttpServerRequest request) {
    long most = config.largestFile().asLongValue() + config.formOverhead().asLongValue();
    if (contentLength(request) > most) {
      throw UploadReception.tooLarge(config);
    }
  }

  private static long contentLength(HttpServerRequest request) {
    try {
      String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
