package org.avatarengine.gateway.proxy;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.platform.problem.ProblemResponses;

/**
 * Answers with a problem before the body was read. Closing at once would reset the connection under
 * a client that is still sending, and with it the answer; so the rest is read and thrown away,
 * within bounds.
 */
final class Refusal {

  private final long drain;
  private final Duration drainTimeout;

  Refusal(ProxyConfig config) {
    this.drain = config.drain().asLongValue();
    this.drainTimeout = config.drainTimeout();
  }

  /** Sends the problem, unless an answer has begun already. */
  void send(RoutingContext context, Throwable failure) {
    HttpServerRequest request = context.request();
    boolean oneMore = request.version() == HttpVersion.HTTP_1_1 && !request.isEnded();
    boolean promised = request.getHeader("Expect") != null;
    if (oneMore && promised && !context.response().headWritten()) {
      // The client waits for our word before it sends, and now will not send.
      context.response().putHeader("Connection", "close");
    }
    ProblemResponses.send(context, failure);
    if (oneMore && !promised) {
      throwAway(context);
    }
  }

  /** Reads and forgets the rest of a request whose answer is out. */
  void throwAway(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    HttpConnection connection = request.connection();
    long timer = context.vertx().setTimer(drainTimeout.toMillis(), ignored -> connection.close());
    AtomicLong left = new AtomicLong(drain);
    request.exceptionHandler(ignored -> context.vertx().cancelTimer(timer));
    request.endHandler(ignored -> context.vertx().cancelTimer(timer));
    request.handler(
        piece -> {
          if (left.addAndGet(-piece.length()) < 0) {
            connection.close();
          }
        });
    request.resume();
  }
}
