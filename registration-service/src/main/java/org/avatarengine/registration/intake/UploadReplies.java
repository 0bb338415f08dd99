package org.avatarengine.registration.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.observe.MetricNames;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.platform.problem.ProblemResponses;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.RegistrationView;
import org.jboss.logging.Logger;

/** Answers uploads, in whichever dialect they came. */
@ApplicationScoped
class UploadReplies {

  static final String AVATARS = "/api/v1/avatars";

  private static final Logger LOG = Logger.getLogger(UploadReplies.class);
  private static final long LINGER_MS = 2_000;

  private final Vertx vertx;
  private final ObjectMapper json;
  private final MeterRegistry metrics;

  UploadReplies(Vertx vertx, ObjectMapper json, MeterRegistry metrics) {
    this.vertx = vertx;
    this.json = json;
    this.metrics = metrics;
  }

  static boolean expectsContinue(HttpServerRequest request) {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  /** Answers before the body was read; a client that waits to be asked for it is not asked. */
  void refuseUnread(HttpServerRequest request, UploadDialect dialect, ProblemException problem) {
    if (expectsContinue(request)) {
      fail(request, dialect, problem);
      return;
    }
    BodyDrain.drain(vertx, request).onComplete(ignored -> fail(request, dialect, problem));
  }

  void send(HttpServerRequest request, UploadDialect dialect, UploadWishes wishes, Answer answer) {
    HttpServerResponse response = request.response();
    if (answer.replayed()) {
      response.putHeader("Idempotent-Replayed", "true");
    }
    String applied = wishes.applied();
    switch (answer) {
      case Answer.Created(Avatar avatar, List<Reason> hints, boolean replayed) -> {
        // A verdict in time answers a request that would not have waited, too.
        applied(response, "respond-async".equals(applied) ? null : applied);
        String location = avatar.dryRun() ? null : AVATARS + "/" + avatar.id();
        int status = avatar.dryRun() ? 200 : dialect.created();
        send(response, dialect, status, location, RegistrationView.of(avatar, hints));
      }
      case Answer.Accepted(Avatar avatar, boolean replayed) -> {
        applied(response, applied);
        String location = "/api/v1/jobs/" + avatar.jobId();
        send(response, dialect, 202, location, RegistrationView.of(avatar));
      }
      case Answer.Refused(ProblemException problem, boolean replayed) ->
          fail(request, dialect, problem);
    }
  }

  private static void applied(HttpServerResponse response, String preference) {
    if (preference != null) {
      response.putHeader("Preference-Applied", preference);
    }
  }

  private void send(
      HttpServerResponse response,
      UploadDialect dialect,
      int status,
      String location,
      RegistrationView view) {
    if (response.closed() || response.ended()) {
      return;
    }
    count(dialect, status);
    if (location != null) {
      response.putHeader(HttpHeaders.LOCATION, location);
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(bytes(dialect.body().apply(view))));
  }

  void fail(HttpServerRequest request, UploadDialect dialect, Throwable failure) {
    if (failure instanceof UploadReception.ClientGoneException gone) {
      LOG.debugf("an upload ended early cause=%s", gone.getMessage());
      request.connection().close();
      return;
    }
    ProblemResponses.send(request.response(), failure);
    count(dialect, request.response().getStatusCode());
    if (!request.isEnded()) {
      // Time to read the answer; then the rest of the body is not waited for.
      vertx.setTimer(LINGER_MS, ignored -> request.connection().close());
    }
  }

  private void count(UploadDialect dialect, int status) {
    metrics
        .counter(
            MetricNames.API_REQUESTS,
            "route",
            dialect.path(),
            "method",
            "POST",
            "status",
            Integer.toString(status))
        .increment();
  }

  private byte[] bytes(Object body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a registration is always JSON", e);
    }
  }
}
