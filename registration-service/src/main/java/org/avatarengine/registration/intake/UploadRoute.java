package org.avatarengine.registration.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.TokenVerifier;
import org.avatarengine.platform.observe.MetricNames;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.platform.problem.ProblemResponses;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.RegistrationView;
import org.avatarengine.registration.waiting.WaitConfig;
import org.jboss.logging.Logger;

/**
 * {@code POST /api/v1/avatars}. A raw route, since a body of 50 MB must pass without being held; it
 * comes before the router's own limit for bodies, which is meant for JSON.
 */
@ApplicationScoped
class UploadRoute {

  private static final Logger LOG = Logger.getLogger(UploadRoute.class);
  private static final String PATH = "/api/v1/avatars";
  private static final int BEFORE_BODY_LIMIT = -1_000;
  private static final int LONGEST_KEY = 128;
  private static final long LINGER_MS = 2_000;
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  /** Beside the wait; every call within has a limit of its own, so this is the last resort. */
  private static final Duration LONGEST_WORK = Duration.ofSeconds(60);

  private final TokenVerifier verifier;
  private final Registrar registrar;
  private final UploadFolder folder;
  private final IntakeConfig config;
  private final WaitConfig waits;
  private final Vertx vertx;
  private final ObjectMapper json;
  private final Clock clock;
  private final Timer validation;
  private final MeterRegistry metrics;
  private final AtomicInteger uploads = new AtomicInteger();

  UploadRoute(
      TokenVerifier verifier,
      Registrar registrar,
      UploadFolder folder,
      IntakeConfig config,
      WaitConfig waits,
      Vertx vertx,
      ObjectMapper json,
      Clock clock,
      MeterRegistry metrics) {
    this.verifier = verifier;
    this.registrar = registrar;
    this.folder = folder;
    this.config = config;
    this.waits = waits;
    this.vertx = vertx;
    this.json = json;
    this.clock = clock;
    this.metrics = metrics;
    this.validation = metrics.timer(MetricNames.PROCESSING_STAGE, "stage", "file_validation");
    metrics.gauge("avatar.registration.uploads.active", uploads);
  }

  void install(@Observes Router router) {
    router.post(PATH).order(BEFORE_BODY_LIMIT).handler(this::accept);
  }

  private void accept(RoutingContext context) {
    HttpServerRequest request = context.request();
    Instant arrived = clock.instant();
    Caller caller;
    String boundary;
    try {
      caller = caller(request);
      refuseDryRun(request);
      key(request);
      boundary = boundary(request);
      refuseTooLarge(request);
    } catch (ProblemException problem) {
      refuseUnread(request, problem);
      return;
    }
    if (uploads.incrementAndGet() > config.uploads()) {
      uploads.decrementAndGet();
      refuseUnread(
          request,
          ProblemException.of(ProblemType.BUSY, "Too many uploads at once.").retryAfter(COME_BACK));
      return;
    }
    Path path = folder.fresh();
    if (expectsContinue(request)) {
      request.response().writeContinue();
    }
    Uni.createFrom()
        .completionStage(
            new UploadReception(vertx, request, boundary, config, path)
                .receive()
                .toCompletionStage())
        .onTermination()
        .invoke(uploads::decrementAndGet)
        .invoke(() -> validation.record(Duration.between(arrived, clock.instant())))
        .chain(form -> register(request, caller, form, arrived))
        .onTermination()
        .invoke(() -> folder.remove(path))
        .subscribe()
        .with(answer -> send(request, answer), failure -> fail(request, failure));
  }

  private Uni<Answer> register(
      HttpServerRequest request, Caller caller, UploadForm form, Instant arrived) {
    Duration wait = preference(request).patience();
    return registrar
        .register(caller.userId(), form, key(request), wait, arrived)
        .ifNoItem()
        .after(wait.plus(LONGEST_WORK))
        .failWith(
            () ->
                ProblemException.of(
                        ProblemType.UNAVAILABLE, "This takes too long; look for the avatar later.")
                    .retryAfter(LONGEST_WORK));
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

  private static void refuseDryRun(HttpServerRequest request) {
    String dryRun = request.getParam("dryRun");
    if (dryRun != null && !dryRun.equals("false")) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST,
          new Reason("dry-run-not-offered", "A dry run is not offered yet; leave dryRun out."));
    }
  }

  private static String key(HttpServerRequest request) {
    String key = request.getHeader("Idempotency-Key");
    if (key == null) {
      return null;
    }
    boolean fits =
        !key.isBlank()
            && key.length() <= LONGEST_KEY
            && key.chars().allMatch(c -> c >= ' ' && c < 127);
    if (!fits) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST,
          new Reason(
              "invalid-idempotency-key",
              "The Idempotency-Key must be 1 to " + LONGEST_KEY + " printable characters."));
    }
    return key;
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

  private static boolean expectsContinue(HttpServerRequest request) {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  private Preference preference(HttpServerRequest request) {
    return Preference.of(request.headers().getAll("Prefer"), waits);
  }

  /** Answers before the body was read; a client that waits to be asked for it is not asked. */
  private void refuseUnread(HttpServerRequest request, ProblemException problem) {
    if (expectsContinue(request)) {
      fail(request, problem);
      return;
    }
    BodyDrain.drain(vertx, request).onComplete(ignored -> fail(request, problem));
  }

  private void send(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (answer.replayed()) {
      response.putHeader("Idempotent-Replayed", "true");
    }
    String applied = preference(request).applied();
    switch (answer) {
      case Answer.Created(Avatar avatar, boolean replayed) -> {
        // A verdict in time answers a request that would not have waited, too.
        applied(response, "respond-async".equals(applied) ? null : applied);
        send(response, 201, PATH + "/" + avatar.id(), avatar);
      }
      case Answer.Accepted(Avatar avatar, boolean replayed) -> {
        applied(response, applied);
        send(response, 202, "/api/v1/jobs/" + avatar.jobId(), avatar);
      }
      case Answer.Refused(ProblemException problem, boolean replayed) -> fail(request, problem);
    }
  }

  private static void applied(HttpServerResponse response, String preference) {
    if (preference != null) {
      response.putHeader("Preference-Applied", preference);
    }
  }

  private void send(HttpServerResponse response, int status, String location, Avatar avatar) {
    if (response.closed() || response.ended()) {
      return;
    }
    count(status);
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.LOCATION, location)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(bytes(RegistrationView.of(avatar))));
  }

  private void fail(HttpServerRequest request, Throwable failure) {
    if (failure instanceof UploadReception.ClientGoneException gone) {
      LOG.debugf("an upload ended early cause=%s", gone.getMessage());
      request.connection().close();
      return;
    }
    ProblemResponses.send(request.response(), failure);
    count(request.response().getStatusCode());
    if (!request.isEnded()) {
      // Time to read the answer; then the rest of the body is not waited for.
      vertx.setTimer(LINGER_MS, ignored -> request.connection().close());
    }
  }

  private void count(int status) {
    metrics
        .counter(
            MetricNames.API_REQUESTS,
            "route",
            PATH,
            "method",
            "POST",
            "status",
            Integer.toString(status))
        .increment();
  }

  private byte[] bytes(RegistrationView view) {
    try {
      return json.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a registration is always JSON", e);
    }
  }
}
