package org.avatarengine.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/**
 * One request on its way to a service and the answer on its way back, streamed both ways with
 * backpressure. Belongs to the request's event loop for life.
 *
 * <p>Nothing is sent twice, but a GET or HEAD whose pooled connection turned out to be closed, and
 * what an instance of the animation service says is another one's.
 */
final class Exchange {

  /** What all exchanges share. */
  record Setting(Upstreams upstreams, ProxyConfig config, Refusal refusal, InFlight inFlight) {}

  /** The longest body that can go to another instance: JSON of live animation, an SDP at most. */
  private static final int MAX_KEPT = 64 * 1024;

  private final Setting setting;
  private final RoutingContext context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Destination destination;
  private final String bearer;
  private final TraceIds ids;
  private final long maxBody;

  private HttpClientRequest upstream;
  private Buffer kept;
  private long received;
  private boolean requestDone;
  private boolean answering;
  private boolean upstreamDone;
  private boolean over;
  private boolean left;
  private long lastActivity = System.nanoTime();
  private long timer;

  Exchange(
      Setting setting,
      RoutingContext context,
      Destination destination,
      String bearer,
      TraceIds ids) {
    this.setting = setting;
    this.context = context;
    this.request = context.request();
    this.response = context.response();
    this.destination = destination;
    this.kept = destination.mayChange() ? Buffer.buffer() : null;
    this.bearer = bearer;
    this.ids = ids;
    this.maxBody = setting.config().maxBody().asLongValue();
  }

  /**
   * Refuses a body that says beforehand that it is too large.
   *
   * @throws ProblemException 413, or 400 for a length that is no number
   */
  static void requireFitting(HttpServerRequest request, long maxBody) {
    if (contentLength(request) > maxBody) {
      throw tooLarge();
    }
  }

  /** Starts it; the request must be paused. */
  void start() {
    setting.inFlight().enter();
    context.addEndHandler(ended -> finish());
    watch(idleLimit());
    boolean safe =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    connect(safe && !hasBody());
  }

  private void connect(boolean mayRepeat) {
    setting
        .upstreams()
        .requests()
        .request(destination.options(request.method(), request.uri()))
        .onComplete(
            opened -> {
              if (over) {
                if (opened.succeeded()) {
                  opened.result().reset();
                }
              } else if (opened.failed()) {
                if (destination.elsewhere()) {
                  connect(mayRepeat);
                } else {
                  fail(opened.cause());
                }
              } else {
                dispatch(opened.result(), mayRepeat);
              }
            });
  }

  private void dispatch(HttpClientRequest outgoing, boolean mayRepeat) {
    upstream = outgoing;
    Headers.inward(request, outgoing.headers(), bearer, ids);
    outgoing
        .response()
        .onComplete(
            answered -> {
              if (over) {
                return;
              }
              if (answered.succeeded()) {
                if (requestDone && kept != null && destination.redirectedBy(answered.result())) {
                  answered.result().resume();
                  connect(false);
                } else {
                  answer(answered.result());
                }
              } else if (mayRepeat) {
                connect(false);
              } else {
                fail(answered.cause());
              }
            });
    // A failed write shows in the future of the response.
    outgoing.exceptionHandler(ignored -> {});
    if (requestDone && kept != null && kept.length() > 0) {
      outgoing.end(kept);
      return;
    }
    if (!hasBody()) {
      sent();
      request.resume();
      outgoing.end();
      return;
    }
    long length = contentLength(request);
    if (length >= 0) {
      outgoing.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
    } else {
      outgoing.setChunked(true);
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      response.writeContinue();
    }
    request.exceptionHandler(ignored -> finish());
    request.endHandler(
        ignored -> {
          if (!over) {
            sent();
            outgoing.end();
          }
        });
    Pump.start(request, outgoing, this::admit);
  }

  private boolean admit(Buffer piece) {
    received += piece.length();
    touch();
    if (over) {
      return false;
    }
    if (received > maxBody) {
      refuse(tooLarge());
      return false;
    }
    if (kept != null) {
      kept = received > MAX_KEPT ? null : kept.appendBuffer(piece);
    }
    return true;
  }

  private void answer(HttpClientResponse answer) {
    answering = true;
    touch();
    response.setStatusCode(answer.statusCode());
    Headers.outward(answer.headers(), response.headers());
    answer.exceptionHandler(ignored -> cut());
    answer.endHandler(
        ignored -> {
          upstreamDone = requestDone;
          boolean early = !requestDone;
          response.end();
          if (early) {
            setting.refusal().throwAway(context);
          }
        });
    boolean bodiless =
        request.method().equals(HttpMethod.HEAD)
            || answer.statusCode() == 204
            || answer.statusCode() == 304;
    if (bodiless) {
      answer.resume();
      return;
    }
    if (answer.getHeader(HttpHeaders.CONTENT_LENGTH) == null
        && request.version() != HttpVersion.HTTP_2) {
      response.setChunked(true);
    }
    Pump.start(
        answer,
        response,
        piece -> {
          touch();
          return !over;
        });
  }

  private void fail(Throwable failure) {
    if (response.headWritten()) {
      cut();
    } else {
      refuse(setting.upstreams().problem(destination.backend(), failure));
    }
  }

  private void refuse(ProblemException problem) {
    over = true;
    release();
    setting.refusal().send(context, problem);
  }

  /** An answer that cannot be finished ends visibly short. */
  private void cut() {
    if (!over) {
      over = true;
      release();
      response.reset();
    }
  }

  /** The response is out, or the client is gone. */
  private void finish() {
    over = true;
    release();
  }

  private void release() {
    context.vertx().cancelTimer(timer);
    if (!left) {
      left = true;
      setting.inFlight().leave();
    }
    if (upstream != null && !upstreamDone) {
      upstreamDone = true;
      upstream.reset();
    }
  }

  /** The service has the whole request: from now on its own limit holds. */
  private void sent() {
    requestDone = true;
    touch();
    context.vertx().cancelTimer(timer);
    watch(idleLimit());
  }

  private void touch() {
    lastActivity = System.nanoTime();
  }

  private long idleLimit() {
    return (requestDone && !answering
            ? setting.config().responseTimeout()
            : setting.config().idleTimeout())
        .toMillis();
  }

  private void watch(long millis) {
    timer =
        context
            .vertx()
            .setTimer(
                Math.max(1, millis),
                ignored -> {
                  long idle = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastActivity);
                  long left = idleLimit() - idle;
                  if (left > 0) {
                    watch(left);
                  } else if (!over) {
                    expire();
                  }
                });
  }

  private void expire() {
    if (response.headWritten()) {
      cut();
    } else if (!requestDone && upstream != null && !upstream.writeQueueFull()) {
      refuse(
          ProblemException.of(
              ProblemType.INVALID_REQUEST,
              new Reason("body-stalled", "The body stopped arriving; send it again.")));
      request.connection().close();
    } else {
      refuse(
          setting
              .upstreams()
              .problem(destination.backend(), new TimeoutException("no answer in time")));
    }
  }

  private boolean hasBody() {
    long length = contentLength(request);
    if (length >= 0) {
      return length > 0;
    }
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (request.version() == HttpVersion.HTTP_2 && !request.isEnded());
  }

  private static long contentLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return -1;
    }
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      throw ProblemException.of(ProblemType.INVALID_REQUEST, "Content-Length is not a number.");
    }
  }

  private static ProblemException tooLarge() {
    return ProblemException.of(
        ProblemType.FILE_TOO_LARGE,
        new Reason("file-too-large", "A file may have at most 50 MB; send a smaller one."));
  }
}
