package org.avatarengine.registration.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Reads what is left of a body and throws it away, so that a client which sends first and reads
 * afterwards sees its answer instead of a broken connection.
 */
final class BodyDrain {

  /** More than a form of the largest size; whoever sends more is answered at once. */
  private static final long MOST = 64L * 1024 * 1024;

  private static final Duration LONGEST = Duration.ofSeconds(20);

  private BodyDrain() {}

  /**
   * Drains a body.
   *
   * @return true once the body has ended, false when it is too long or too slow; never fails
   */
  static Future<Boolean> drain(Vertx vertx, HttpServerRequest request) {
    if (request.isEnded()) {
      return Future.succeededFuture(true);
    }
    Promise<Boolean> promise = Promise.promise();
    long[] left = {MOST};
    long timer = vertx.setTimer(LONGEST.toMillis(), ignored -> promise.tryComplete(false));
    request.exceptionHandler(failure -> promise.tryComplete(false));
    request.handler(
        buffer -> {
          left[0] -= buffer.length();
          if (left[0] < 0) {
            promise.tryComplete(false);
          }
        });
    request.endHandler(ignored -> promise.tryComplete(true));
    request.resume();
    return promise.future().onComplete(ignored -> vertx.cancelTimer(timer));
  }
}
