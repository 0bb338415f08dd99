package org.avatarengine.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeoutException;
import org.avatarengine.platform.problem.ProblemException;

/**
 * A WebSocket on its way to a service. The handshake passes through; after it the bytes do, both
 * ways, with backpressure, for as long as both ends like. Belongs to the request's event loop.
 */
final class Tunnel {

  private final Exchange.Setting setting;
  private final RoutingContext context;
  private final Destination destination;
  private final String bearer;
  private final TraceIds ids;
  private HttpClientRequest attempt;
  private boolean settled;

  Tunnel(
      Exchange.Setting setting,
      RoutingContext context,
      Destination destination,
      String bearer,
      TraceIds ids) {
    this.setting = setting;
    this.context = context;
    this.destination = destination;
    this.bearer = bearer;
    this.ids = ids;
  }

  /** Whether the request asks to become a WebSocket. */
  static boolean isAsked(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && request.method().equals(HttpMethod.GET)
        && request.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE, true)
        && request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
  }

  void start() {
    context.addEndHandler(ended -> giveUp());
    connect();
  }

  private void connect() {
    HttpServerRequest request = context.request();
    setting
        .upstreams()
        .sockets()
        .request(destination.options(HttpMethod.GET, request.uri()))
        .onSuccess(this::shakeHands)
        .onFailure(
            failure -> {
              if (!settled && destination.elsewhere()) {
                connect();
              } else {
                fail(failure);
              }
            });
  }

  /** The client is gone before the handshake was through. */
  private void giveUp() {
    if (!settled) {
      settled = true;
      if (attempt != null) {
        attempt.reset();
      }
    }
  }

  private void shakeHands(HttpClientRequest outgoing) {
    if (settled) {
      outgoing.reset();
      return;
    }
    attempt = outgoing;
    Headers.inward(context.request(), outgoing.headers(), bearer, ids);
    outgoing.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    outgoing.putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
    outgoing.exceptionHandler(ignored -> {});
    long timer =
        context
            .vertx()
            .setTimer(
                setting.config().idleTimeout().toMillis(),
                ignored -> {
                  fail(new TimeoutException("no handshake in time"));
                  outgoing.reset();
                });
    outgoing
        .connect()
        .onComplete(
            answered -> {
              context.vertx().cancelTimer(timer);
              if (settled) {
                return;
              }
              if (answered.failed()) {
                fail(answered.cause());
              } else if (answered.result().statusCode() == 101) {
                join(answered.result());
              } else if (destination.redirectedBy(answered.result())) {
                answered.result().resume();
                connect();
              } else {
                refuse(answered.result());
              }
            });
  }

  private void join(HttpClientResponse answer) {
    settled = true;
    NetSocket inner = answer.netSocket();
    inner.pause();
    HttpServerResponse response = context.response();
    response.setStatusCode(101);
    Headers.outward(answer.headers(), response.headers());
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    response.putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
    context
        .request()
        .toNetSocket()
        .onFailure(ignored -> inner.close())
        .onSuccess(
            outer -> {
              outer.closeHandler(ignored -> inner.close());
              inner.closeHandler(ignored -> outer.close());
              outer.exceptionHandler(ignored -> outer.close());
              inner.exceptionHandler(ignored -> inner.close());
              Pump.start(outer, inner, piece -> true);
              Pump.start(inner, outer, piece -> true);
            });
  }

  /** The service said no, in its own words. */
  private void refuse(HttpClientResponse answer) {
    settled = true;
    answer
        .body()
        .otherwise(Buffer.buffer())
        .onSuccess(
            body -> {
              HttpServerResponse response = context.response();
              response.setStatusCode(answer.statusCode());
              String type = answer.getHeader(HttpHeaders.CONTENT_TYPE);
              if (type != null) {
                response.putHeader(HttpHeaders.CONTENT_TYPE, type);
              }
              context.request().resume();
              response.end(body);
            });
  }

  private void fail(Throwable failure) {
    if (!settled) {
      settled = true;
      ProblemException problem = setting.upstreams().problem(destination.backend(), failure);
      setting.refusal().send(context, problem);
    }
  }
}
